"""The JSON Schemas of a map's types: how each use of a type looks, and the components that uses refer to.

A component is there because something refers to it, and whatever is referred to is there: no unused component, no
dangling reference. Inside an aggregate entities nest; another aggregate's root is held by its identity alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Set

import msgspec

from ctxmap.backends._contracts.circles import members_in_circles
from ctxmap.backends._contracts.constraints import constrained
from ctxmap.backends._contracts.described import camel_kind, described
from ctxmap.backends._contracts.identity import aggregates_by_root, identifiers, identity, members
from ctxmap.backends._contracts.keys import component_key
from ctxmap.backends._contracts.lifecycle import transitions
from ctxmap.backends._contracts.names import camel, key
from ctxmap.backends._contracts.primitives import CONTAINERS, OPTIONAL, PAGES, primitive, simple
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends._contracts.schema import Schema, trimmed
from ctxmap.backends._contracts.subtypes import concrete_types
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, DomainObject, Enum, Model, Property, Type


class Dialect(msgspec.Struct, frozen=True, kw_only=True):
    """What sets the schemas of one kind of document apart from another's."""

    beside_ref: bool
    """Whether keywords beside a `$ref` count."""
    always_titled: bool
    """Whether every component has a title, or only one whose key had to be spelt otherwise."""
    marks_read_only: bool
    """Whether it tells what a caller may send from what only the service sets."""


class Schemas:
    """The schemas of one document, that of a context."""

    def __init__(self, model: Model, context: BoundedContext, dialect: Dialect) -> None:
        self._model = model
        self._context = context
        self._dialect = dialect
        self._types = index.types(model)
        self._references: dict[str, Schema] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._components: dict[str, Schema] = {}

    def components(self) -> dict[str, Schema]:
        """Every component that was referred to so far, by key, sorted."""
        while self._waiting:
            self._waiting.popleft()()
        return dict(sorted(self._components.items()))

    def add(self, name: str, schema: Schema) -> Schema:
        """Make a component of a schema that no type of the map declares, and refer to it."""
        return self._component(key(name), name, lambda: schema)

    def of(self, thing: DomainObject | Enum) -> Schema:
        """A reference to the component of a type."""
        name = thing.qualified_name
        if name not in self._references:
            component = component_key(self._model, self._context.qualified_name, name)
            self._references[name] = self._component(component, thing.name, lambda: self._declared(thing))
        return self._references[name].copy()

    def whole(self, used: Type) -> Schema:
        """A type in full, as an operation gives it back."""
        return self._use(used, self.of)

    def held(self, used: Type) -> Schema:
        """A type as something else holds it: the root of an aggregate by its identity."""
        return self._use(used, self._held)

    def members(self, properties: tuple[Property, ...], optional: Set[str] = frozenset()) -> Schema:
        """An object with these properties; those in `optional` may be left out, whatever they say themselves."""
        public = [member for member in properties if member.visibility != "private"]
        schema: Schema = {
            "type": "object",
            "required": [member.name for member in public if is_required(member) and member.name not in optional],
            "properties": {member.name: self._property(member) for member in public},
        }
        return trimmed(schema)

    def identity(self, root: DomainObject) -> Schema:
        """The identity of a root, a single value: a text where the map doesn't say, or names several parts."""
        found = identity(self._model, root).property
        if found and self.is_single(found.type):
            return constrained(self.held(found.type), found.options)
        return {"type": "string"}

    def value(self, root: DomainObject) -> Schema:
        """The identity of a root written out, for where no reference may stand."""
        found = identity(self._model, root).property
        if not found or not self.is_single(found.type):
            return {"type": "string"}
        used = identifiers(self._model).get(found.type.target or "", found).type
        return primitive(used.name) or {"type": "string"}

    def is_single(self, used: Type) -> bool:
        """Whether a type is one value, neither an object nor a collection."""
        thing = self._types.get(used.target or "")
        if isinstance(thing, DomainObject):
            return thing.qualified_name in identifiers(self._model)
        return thing is not None or (primitive(used.name) is not None and not used.arguments)

    def is_root(self, thing: DomainObject) -> bool:
        """Whether a type is the root of an aggregate, which the outside holds by its identity."""
        return thing.qualified_name in aggregates_by_root(self._model)

    def annotated(self, schema: Schema, notes: Schema) -> Schema:
        """The schema with keywords that apply to this use of it alone."""
        if not notes:
            return schema
        if "$ref" in schema and not self._dialect.beside_ref:
            return {"allOf": [schema], **notes}
        return {**schema, **notes}

    def _component(self, component: str, name: str, schema: Callable[[], Schema]) -> Schema:
        """Take a key now, and work the schema out later: types may hold each other, and be nested very deeply.

        A key that isn't the name says in its title which name it is; titles tell components apart as keys do.
        """
        is_spelt = name.isascii()
        title = component if is_spelt else ".".join((*component.split(".")[:-1], name))
        shown: Schema = {"title": title} if self._dialect.always_titled or not is_spelt else {}
        self._waiting.append(lambda: self._components.update({component: {**shown, **schema()}}))
        return {"$ref": f"#/components/schemas/{component}"}

    def _declared(self, thing: DomainObject | Enum) -> Schema:
        notes: Schema = {"description": described(self._model, self._context, thing)}
        if isinstance(thing, Enum):
            return self._enum(thing, notes)
        notes["x-ctxmap"] = {"kind": camel_kind(thing), "element": thing.qualified_name}
        if self.is_root(thing):
            notes["x-ctxmap"]["root"] = True
        if wrapped := identifiers(self._model).get(thing.qualified_name):
            return {**constrained(self._use(wrapped.type, self.of), wrapped.options), **notes}
        if concrete := concrete_types(self._model).get(thing.qualified_name):
            return {**notes, **self._one_of(thing, concrete)}
        return {**notes, **self._whole(thing)}

    def _whole(self, thing: DomainObject) -> Schema:
        """An object as it is given back; what only its service sets in a root is marked."""
        own = members(self._model, thing)
        made = self.members(own, members_in_circles(self._model).get(thing.qualified_name, frozenset()))
        if self.is_root(thing) and self._dialect.marks_read_only:
            key = identity(self._model, thing).property
            fixed = {each.name for each in own if is_constant(each) or (key and each.name == key.name)}
            for name in fixed & made.get("properties", {}).keys():
                member = made.get("properties", {})[name]
                made.get("properties", {})[name] = self.annotated(member, {"readOnly": True})
        return made

    def _one_of(self, base: DomainObject, concrete: tuple[str, ...]) -> Schema:
        """A base is one of its concrete types; a property tells which. A subtype by itself doesn't have it."""
        told = f"{camel(base.name)}Type"
        branches: dict[str, Schema] = {}
        for name in concrete:
            thing = self._types[name]
            if isinstance(thing, DomainObject):
                is_base = name in concrete_types(self._model)
                whole = self._whole(thing) if is_base else self.of(thing)
                const: Schema = {"type": "string", "const": thing.name}
                kind: Schema = {"type": "object", "required": [told], "properties": {told: const}}
                said = f"{thing.title}, where {base.title} is asked for."
                own = component_key(self._model, self._context.qualified_name, name)
                branch: Schema = {"description": said, "allOf": [whole, kind]}
                branches[thing.name] = self.add(f"{own}.as{key(base.name)}", schema=branch)
        one: Schema = {"oneOf": [*branches.values()]}
        if self._dialect.beside_ref:
            mapping = {name: branch.get("$ref", "") for name, branch in branches.items()}
            one["discriminator"] = {"propertyName": told, "mapping": mapping}
        return one

    def _enum(self, thing: Enum, notes: Schema) -> Schema:
        facts: dict[str, object] = {"kind": "enum", "element": thing.qualified_name}
        aggregate = index.aggregate_of(self._model, thing.qualified_name)
        if thing.is_lifecycle and aggregate:
            facts |= {"transitions": transitions(aggregate)}
        values = list(dict.fromkeys(value.name for value in thing.values))
        return trimmed({"type": "string", **notes, "enum": values, "x-ctxmap": trimmed(facts)})

    def _use(self, used: Type, refer: Callable[[DomainObject | Enum], Schema]) -> Schema:
        if thing := self._types.get(used.target or ""):
            return refer(thing)
        name = simple(used.name)
        is_container = name in CONTAINERS or (bool(used.arguments) and name in PAGES | OPTIONAL)
        if not is_container:
            return primitive(name) or anything(f"`{used}`: a type that the map leaves open.")
        inner = self._use(used.arguments[-1], refer) if used.arguments else anything("Anything.")
        match name:
            case "Map":
                return {"type": "object", "additionalProperties": inner}
            case "Optional" | "Option":
                return nullable(inner)
            case "Set":
                return {"type": "array", "items": inner, "uniqueItems": True}
            case _:
                return {"type": "array", "items": inner}

    def _held(self, thing: DomainObject | Enum) -> Schema:
        aggregate = aggregates_by_root(self._model).get(thing.qualified_name)
        if not aggregate or not isinstance(thing, DomainObject):
            return self.of(thing)
        context = thing.qualified_name.partition("::")[0]
        whose = "" if context == self._context.qualified_name else f" of context {context}"
        notes: Schema = {
            "description": f"Aggregate {aggregate.title}{whose}, by its identity.",
            "x-ctxmap": {"kind": "reference", "element": thing.qualified_name},
        }
        return self.annotated(self.identity(thing), notes)

    def _property(self, member: Property) -> Schema:
        schema = constrained(self.held(member.type), member.options)
        if member.option("nullable"):
            schema = nullable(schema)
        notes: Schema = {}
        if said := member.doc or member.label:
            notes["description"] = prose(said, schema.get("description", ""))
        if self._dialect.marks_read_only and self._is_state(member.type):
            notes["readOnly"] = True
        return self.annotated(schema, notes)

    def _is_state(self, used: Type) -> bool:
        thing = self._types.get(used.target or "")
        return isinstance(thing, Enum) and thing.is_lifecycle


def is_constant(member: Property) -> bool:
    """Whether a value never changes once it is there."""
    return any(each.name == "changeable" and each.negated for each in member.options)


def is_required(member: Property) -> bool:
    """Whether a value has to be there: it has, unless it may be null. A list has to, and may be empty."""
    if any(option.name in ("required", "notEmpty") and not option.negated for option in member.options):
        return True
    is_optional = any(option.name == "required" and option.negated for option in member.options)
    return not (is_optional or member.option("nullable") or simple(member.type.name) in OPTIONAL)


def anything(note: str) -> Schema:
    """A schema that takes whatever comes, and says why."""
    return {"description": note}


def nullable(schema: Schema) -> Schema:
    """The schema, or null."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return {**schema, "type": [kind, "null"]}
    if "$ref" in schema or "allOf" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema
