"""An identifier with a type of its own can't be confused with another one and can be validated."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import DomainObject, Model, Property
from ctxmap.model.well_known import PRIMITIVES
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for entity in context.all_objects:
            for each in entity.properties if entity.kind == "ENTITY" else ():
                if _is_primitive_identifier(each):
                    yield _primitive(entity, each)


def _is_primitive_identifier(each: Property) -> bool:
    return each.kind == "ATTRIBUTE" and each.name.endswith(("Id", "ID")) and each.type.name in PRIMITIVES


def _primitive(entity: DomainObject, each: Property) -> Finding:
    name = each.name[0].upper() + each.name[1:]
    return finding(
        each,
        f'identifier "{each.name}" of entity "{entity.name}" has the primitive type `{each.type}`',
        hint=f"declare `ValueObject {name}`, and use it here: `- {name} {each.name}`",
    )
