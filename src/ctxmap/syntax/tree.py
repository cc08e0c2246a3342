"""The syntax tree: what a `.cml` file says, word for word, with the place of every name and keyword.

Few kinds of node, because the language itself has few: declarations with bodies, settings (`key = value`), and
the handful of sentences that have a form of their own (relationships, operations, properties, flow steps, …).
Nothing here is resolved, defaulted or judged; no meaning is ever written back. Places are character offsets
(`start` inclusive, `end` exclusive) into the text of the file; `File.span` turns one into a `Span`.

What becomes of each construct:

======================================================  ==============================================================
written                                                 node
======================================================  ==============================================================
`BoundedContext A implements X, Y { … }`                `Declaration`, keyword `BoundedContext`, head `implements`
`"doc" abstract Entity E extends @B with T { … }`       `Declaration`, doc, head `abstract`, `extends`, `with`
`Command C`, `CommandEvent C` · `Event E`               `Declaration`, keyword as written
`ContextMap { … }` · `Application { … }`                `Declaration` with name None
`sync { … }` · `async` · `batch { … }`                  `Declaration` with name None, keyword as written
`Stakeholders of A { … }`                               `Declaration` with name None
`Term Item "what it means" { … }` · `Hotspot H "…"`     `Declaration`, head `means` holding the text
`View V of M` · `UserStory S split by T`                `Declaration`, head `of` · `split by`
`type = SYSTEM` · `contains A, B` · `owner X`           `Setting`, key as written (`structuralVolatility` too), values
`aggregateRoot` · `outbox` · `!cache`                   `Setting` without values, `negated` for `!` and `not`
`fallback = RETRY_ASYNC "…"`                            `Setting`, values (`Name`, `Text`)
`fallback = BACKUP_SERVICE B "…"`                       `Setting`, values (`Name`, `Name`, `Text`)
`migration = PLANNED when "…"`                          `Setting`, values (`Name`, `Text`)
`include = Cart, "tag:pci"` (`View`)                    `Setting`, values (`Name`, `Text`)
`idempotent by a, b`                                    `Setting` `idempotent`, values a, b
`subscribe to a.b eventBus = c`                         `Setting` `subscribe`, values (channel), or (channel, bus)
`publish @E to a.b eventBus = c`                        `Setting` `publish`, values (E or None, channel, bus or None)
`opposite x` · `<-> x`                                  `Setting` `opposite` or `<->`, as written
`unmarshall to @E` · `queueName = a.b`                  `Setting` `unmarshall to`, `queueName`
`> @S` · `inject S`                                     `Setting` `inject`, value S
`=> @S.op` · `delegates to S.op`                        `Setting` `delegates to`, value `Name` "S.op"
`: write [A -> B]` · `: read-only`                      `Operation.access`, `Operation.transition`
`enum E { aggregateLifecycle A, B("x", 1) }`            `Declaration`, members `Setting`, `Property`, `EnumValue`
`A [U,OHS] -> [D,ACL] B : Name { … }`                   `Relationship`
`Step A::op compensatedBy undo retriable`               `Step`, with its clauses as options
`A::S::op;` in a `Coordination`                         `Step`
`command C … emits event E` · `event E triggers …`      `FlowStep`
`Operation o(T a) { composes = … }` (BFF)               `Operation` with keyword, `composes` among its options
`As a "x"` · `so that "y"` · `actor = "x"`              `Setting`, key `As a` (also for `As an`), `so that`, `actor`
`"verb" a "Entity" with its "a" for a "B"`              `Feature`
`interactions` · `consequences`                         `Setting` without values; what they introduce follows it
`and that "x" is promoted, accepting that "y" …`        `Setting` `promotes`, `Setting` `harms`
`Value V { … Stakeholder S { … } }`                     `Declaration`s; elicitations are `Declaration` `Stakeholder`
`good "x"` · `action "y" ACT`                           `Setting` `good` …, `Setting` `action` (value, kind)
`I value "x"` · `realization of "y"` (`ValueEpic`)       `Setting`, key `I value`, `realization of`: a sentence's words
`In the context of the SOI,` · `as demonstrated in`     `Setting` without values, keyed likewise
`import "./a.cml"`                                      `Setting` `import`
======================================================  ==============================================================
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.text.source import Source, Span


class Name(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A word, as a name or a keyword: `Order`, `Order::place`, `java.util.Date`, `a.b/c`, `SYSTEM`, `->`, `42`.

    `text` is without the `^` that escapes a keyword and without blanks around `::`. `has_at_sign` tells `extends @B`
    from `extends B`.
    """

    text: str
    start: int
    end: int
    has_at_sign: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """`Order::place` as `("Order", "place")`."""
        return tuple(self.text.split("::"))


class Text(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A string, its escapes resolved; the place includes the quotes."""

    value: str
    start: int
    end: int


Value = Name | Text


class Setting(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`key = value, value`, a clause in a declaration's head, or (without values) a flag.

    A value that the syntax lets out in the middle (`publish to x`) is None.
    """

    key: Name
    values: tuple[Value | None, ...]
    negated: bool
    start: int
    end: int


class Type(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`String`, `@Order`, `List<@Item>`, `Map<String, @Item>`: a name, its arguments, and whether it had an `@`."""

    name: Name
    arguments: tuple[Type, ...]
    reference: bool
    start: int
    end: int


class Parameter(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`@Order order` in an operation's parentheses."""

    type: Type
    name: Name
    doc: Text | None
    start: int
    end: int


class Property(msgspec.Struct, frozen=True, eq=False, gc=False):
    """An attribute, a reference or an association.

    `marker` is None for an attribute (`String name`), `-` for a reference (`- Item item`, also `reference`), `--` for
    an association (`-- "text" @Item`, also `association`); an association has no name. `label` is the text of an
    association, or the one after a reference or attribute (`- Item item -- "text"`).
    """

    marker: Name | None
    visibility: Name | None
    type: Type
    name: Name | None
    options: tuple[Setting, ...]
    label: Text | None
    doc: Text | None
    start: int
    end: int


class Transition(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`[A, B -> C X D*]`: from any of the sources to one of the targets; `final` are the targets marked with `*`."""

    sources: tuple[Name, ...]
    targets: tuple[Name, ...]
    final: tuple[Name, ...]
    start: int
    end: int


class Operation(msgspec.Struct, frozen=True, eq=False, gc=False):
    """An operation of a service, resource, repository or domain object, or what a BFF offers (`Operation o { … }`).

    `keyword` is `def` or `*` (of a domain object), `Operation` (of a BFF) or None. `modifiers` are flags before the
    type (`abstract`, `public`); `options` what follows the parentheses (`throws`, `hint`, `publish`, `delegates to`,
    `GET`, `path`, `return`, `cache`, `query`, …) and, for a BFF's, `composes` and whatever else its body holds.
    `returns` is None where nothing, or `void`, is written.
    """

    keyword: Name | None
    modifiers: tuple[Setting, ...]
    returns: Type | None
    name: Name
    parameters: tuple[Parameter, ...]
    options: tuple[Setting, ...]
    access: Name | None
    transition: Transition | None
    doc: Text | None
    start: int
    end: int


class EnumValue(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`OPEN("open", 1) deprecated`."""

    name: Name
    parameters: tuple[Value, ...]
    options: tuple[Setting, ...]
    doc: Text | None
    start: int
    end: int


class Relationship(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`"doc" A [U,OHS] -> [D,ACL] B : Name { … }`, in reading order; what is upstream follows from the arrow.

    `arrow` is `->`, `<-`, `<->` or a keyword form (`Customer-Supplier`, `Partnership`, …). Roles that stand before
    a left name or after a right one are taken up in the same place as those at the arrow.
    """

    left: Name
    left_roles: tuple[Name, ...]
    arrow: Name
    right_roles: tuple[Name, ...]
    right: Name
    name: Name | None
    doc: Text | None
    members: tuple[Member, ...]
    start: int
    end: int


class Step(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A step of a transaction or coordination: an operation, and `compensatedBy …`, `pivot`, `retriable`."""

    operation: Name
    options: tuple[Setting, ...]
    doc: Text | None
    start: int
    end: int


class FlowStep(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`command C [initiated by "x"] delegates to A [S -> T] emits event E X F`, or `event E + F triggers command C`.

    `kind` is the first word (`command`, `operation`, `event`), `subjects` what it names; `result_kind` is the kind of
    the `results` (`event` behind `emits`; `command` or `operation` behind `triggers`), `operator` what joins them
    (`+`, `X` or `O`; None for a single one).
    """

    kind: Name
    subjects: tuple[Name, ...]
    actor: Text | None
    aggregate: Name | None
    transition: Transition | None
    result_kind: Name
    results: tuple[Name, ...]
    operator: Name | None
    start: int
    end: int


class Feature(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`I want to create an "Order" with its "date", "total" for a "Customer"`, and the like without `I want to`."""

    verb: Value
    entity: Text
    attributes: tuple[Text, ...]
    container: Text | None
    start: int
    end: int


class Declaration(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`"doc" Keyword Name head… { members… }`: everything of the language that has a body.

    `has_body` tells `Aggregate A {}` from `Aggregate A`.
    """

    keyword: Name
    name: Name | None
    doc: Text | None
    head: tuple[Setting, ...]
    members: tuple[Member, ...]
    has_body: bool
    start: int
    end: int


Member = Declaration | Setting | Relationship | Operation | Property | EnumValue | Step | FlowStep | Feature


class Comment(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A `//` or `/* */` comment with its marks."""

    text: str
    start: int
    end: int


class File(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A whole `.cml` file: its top-level members in the order of the text, and its comments.

    `gaps` are the places that could not be read, and of which nothing is in the tree.
    """

    source: Source
    members: tuple[Member, ...]
    comments: tuple[Comment, ...]
    gaps: tuple[Span, ...] = ()

    def span(self, node: Node) -> Span:
        """The place of a node of this file."""
        return Span(self.source.path, node.start, node.end)


Node = Name | Text | Type | Parameter | Transition | Comment | Member


def declarations(members: tuple[Member, ...], *keywords: str) -> Iterator[Declaration]:
    """The declarations among `members` that begin with one of the keywords."""
    for member in members:
        if isinstance(member, Declaration) and member.keyword.text in keywords:
            yield member
