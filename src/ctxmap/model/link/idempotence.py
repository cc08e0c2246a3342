"""By what a consumer tells that it has seen a message before: attributes that every message of an `async` has.

Looked at when the model is there, since attributes are inherited.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Related, Severity, listed
from ctxmap.findings.fix import write
from ctxmap.model.elements import Async, DomainObject, Model, Reference
from ctxmap.model.index import lineage, types
from ctxmap.text.nearest import is_sure, nearest


def unknown_keys(model: Model) -> Iterator[Finding]:
    """What `idempotent by` names and a message doesn't have; of one without attributes the map just doesn't say."""
    for relationship in model.relationships:
        for messages in relationship.asyncs:
            attributes = _attributes(model, messages) if messages.idempotent_by else []
            for key in messages.idempotent_by:
                lacking = next((thing for thing, names in attributes if names and key.name not in names), None)
                if lacking:
                    yield _unknown(key, lacking, [names for _, names in attributes if names])


def _attributes(model: Model, messages: Async) -> list[tuple[DomainObject, list[str]]]:
    found = (types(model).get(each.target or "") for each in (*messages.events, *messages.commands))
    return [(thing, _names(model, thing)) for thing in found if isinstance(thing, DomainObject)]


def _names(model: Model, message: DomainObject) -> list[str]:
    """The attributes of a message, inherited ones too; none where it inherits what the map doesn't show."""
    whole = [*lineage(model, message)]
    if any(thing.is_incomplete("with") or (thing.says("extends") and not _has_base(thing)) for thing in whole):
        return []
    return [each.name for thing in whole for each in thing.properties if each.name]


def _has_base(thing: DomainObject) -> bool:
    return bool(thing.extends and thing.extends.target)


def _unknown(key: Reference, message: DomainObject, known: list[list[str]]) -> Finding:
    kind = "event" if message.kind == "DOMAIN_EVENT" else "command"
    common = [name for name in known[0] if all(name in names for names in known)]
    near = nearest(key.name, common)
    hint = f"name what every message has: {listed(common)}" if common else "give every message such an attribute"
    return Finding(
        key.at,
        f'{kind} "{message.name}" has no attribute "{key.name}"',
        f'did you mean "{near}"?' if near else hint,
        (Related(f"the {kind} is declared here", message.at),),
        rule="unknown-reference",
        severity=Severity.ERROR,
        fix=write(near, key.at, sure=is_sure(key.name, near, common)) if near else None,
    )
