"""A draft as CML. Names become identifiers; what is a guess, or has no word in CML, becomes a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.drift import naming
from ctxmap.importers.draft import Draft, Link, Operation, Service
from ctxmap.syntax.format.format import formatted
from ctxmap.text.source import Source

_WORD = re.compile(r"[^\W_]+")


def written(draft: Draft, name: str = "System") -> str:
    """The map of a draft, in the formatter's layout; the same for the same documents."""
    names = _names(draft)
    text = "\n".join([*_map(draft, name, names), *(line for each in draft.services for line in _context(each, names))])
    teams = dict.fromkeys(each.owner for each in draft.services if each.owner)
    text += "\n" + "\n".join(f"BoundedContext {identifier(team)} {{ type = TEAM }}" for team in teams) + "\n"
    return formatted(Source("imported.cml", text))[0]


def identifier(name: str) -> str:
    """`payment-service` as a name in CML: `PaymentService`."""
    words = _WORD.findall(name)
    found = "".join(word[:1].upper() + word[1:] for word in words)
    return found if found and not found[0].isdigit() else f"Service{found}"


def member(name: str) -> str:
    """A name with a small letter at its beginning: `find_order` is `findOrder`."""
    found = identifier(name)
    return found[:1].lower() + found[1:]


def _names(draft: Draft) -> Mapping[str, str]:
    """The names of contexts, by what services are known as: without `Service` and the like, if that is no clash."""
    found: dict[str, str] = {}
    teams = {identifier(each.owner) for each in draft.services if each.owner}
    for each in draft.services:
        wanted = identifier(re.sub(r"(?i)[-_ ]?(service|svc|api)$", "", each.name) or each.name)
        while wanted in (*found.values(), *teams):
            wanted += "Context"
        found[naming.service(each.name)] = wanted
    return found


def _map(draft: Draft, name: str, names: Mapping[str, str]) -> Iterator[str]:
    yield f"ContextMap {name} {{"
    yield "state = AS_IS"
    if draft.services:
        yield f"contains {', '.join(names.values())}"
    pairs: dict[tuple[str, str], list[Link]] = {}
    for each in draft.links:
        # Whoever is called, or sends, is upstream: others depend on its model.
        upstream, downstream = (each.source, each.target) if each.kind == "MESSAGE" else (each.target, each.source)
        pairs.setdefault((upstream, downstream), []).append(each)
    for (upstream, downstream), links in pairs.items():
        yield from (f"// {_one_line(note)}" for each in links for note in each.notes)
        yield f"{names[upstream]} [U] -> [D] {names[downstream]} {{"
        technology = next((each.technology for each in links if each.technology), "")
        if technology:
            yield f"implementationTechnology = {_quoted(technology)}"
        for each in links:
            if each.kind == "CALL":
                yield "sync { }"
            elif each.kind == "MESSAGE":
                events = f"events = {', '.join(map(identifier, each.events))}\n" if each.events else ""
                topic = f"topic = {_quoted(each.topic)}\n" if each.topic else ""
                yield f"async {{\n{events}{topic}}}"
        yield "}"
    yield "}"


def _context(service: Service, names: Mapping[str, str]) -> Iterator[str]:
    name = names[naming.service(service.name)]
    yield from (f"// {_one_line(note)}" for note in service.notes)
    yield f"BoundedContext {name} {{"
    for key, value in (
        ("displayName", service.title or (service.name if identifier(service.name) != name else "")),
        ("domainVisionStatement", service.vision),
        ("implementationTechnology", service.technology),
    ):
        if value:
            yield f"{key} = {_quoted(_one_line(value))}"
    if service.type:
        yield f"type = {service.type}"
    if service.owner:
        yield f"owner = {identifier(service.owner)}"
    if service.operations or service.events:
        yield "// All in one aggregate: documents don't say where its boundaries are."
        yield f"Aggregate {name}Model {{"
        yield from (f"DomainEvent {identifier(event)}" for event in dict.fromkeys(service.events))
        if service.operations:
            yield f"Resource {name}Api {{"
            yield from _operations(service.operations)
            yield "}"
        yield "}"
    yield "}"


def _operations(operations: Sequence[Operation]) -> Iterator[str]:
    seen: set[str] = set()
    for each in operations:
        name = member(each.name)
        while name in seen:
            name += "Again"
        seen.add(name)
        parameters = ", ".join(f"{kind} {member(parameter)}" for parameter, kind in each.parameters)
        reads = " : read-only" if each.is_read else ""
        yield f"void {name}({parameters}) {each.method.upper()} path={_quoted(each.path)}{reads};"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
