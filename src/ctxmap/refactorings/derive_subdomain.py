"""What user requirements talk about becomes a subdomain: entities with attributes, and a service for each requirement.

As in the Context Mapper tool, an existing subdomain is completed, and its vision statement says whom it benefits. That
tool does not derive attributes and containers in its first version; here both are derived.
"""

from __future__ import annotations

import re
from typing import Annotated

from ctxmap.findings.fix import AddMember
from ctxmap.model.elements import Domain, Feature, Subdomain, UserRequirement
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import each_once
from ctxmap.text.source import Span
from ctxmap.writer.words import name as written
from ctxmap.writer.words import quoted


@refactoring("Derive a subdomain of {requirements}")
def make(
    draft: Draft,
    requirements: tuple[UserRequirement, ...],
    *,
    domain: Annotated[Domain | None, "the domain of the subdomain; without it, the only one"] = None,
    name: Annotated[str, "the name of the subdomain, which may exist"] = "",
) -> None:
    """Derive a subdomain of user requirements: entities, their attributes, and services."""
    used = [each for each in requirements if any(feature.entity.strip() for feature in each.features)]
    if not used:
        raise RefactoringError('the user requirements name no entities: write `I want to create an "Order"`')
    domains = each_once(each for model in draft.models for each in model.domains)
    if domain is None and len(domains) > 1:
        raise RefactoringError("there are several domains; choose one with --domain")
    holder = domain or next(iter(domains), None)
    called = name or f"{_capital(used[0].name)}Subdomain"
    existing = next((each for each in holder.subdomains if each.name == called), None) if holder else None
    if existing:
        _complete(draft, existing, used)
        return
    text = _subdomain(called, used)
    if holder:
        draft.append(holder, text)
    else:
        draft.write_at_end(used[0].at.path, f"Domain {written(f'{called}Domain')} {{\n{text}\n}}")


def _subdomain(called: str, requirements: list[UserRequirement]) -> str:
    supports = ", ".join(written(each.name) for each in requirements)
    vision = "; ".join(map(_benefit, requirements))
    parts = [f"domainVisionStatement = {quoted(vision)}", *_entities(requirements), *map(_service, requirements)]
    return f"Subdomain {written(called)} supports {supports} {{\n" + "\n\n".join(parts) + "\n}"


def _benefit(requirement: UserRequirement) -> str:
    return f"Aims at promoting the following benefit for a {requirement.role}: {requirement.benefit}"


def _entities(requirements: list[UserRequirement]) -> list[str]:
    members: dict[str, dict[str, str]] = {}
    for feature in _features(requirements):
        own = members.setdefault(_entity(feature.entity), {})
        for attribute in filter(None, map(_member, feature.attributes)):
            own.setdefault(attribute, f"String {written(attribute)}")
        if feature.container.strip():
            entity = _entity(feature.entity)
            held = f"{_member(feature.entity)}s"
            members.setdefault(_entity(feature.container), {})[held] = f"- List<{entity}> {written(held)}"
    return [
        f"Entity {written(entity)}" + (" {\n" + "\n".join(own.values()) + "\n}" if own else "")
        for entity, own in members.items()
    ]


def _features(requirements: list[UserRequirement]) -> list[Feature]:
    return [feature for each in requirements for feature in each.features if feature.entity.strip()]


def _operations(requirement: UserRequirement) -> list[str]:
    names = (f"{_word(each.verb)}{_entity(each.entity)}" for each in _features([requirement]))
    return list(dict.fromkeys(names))


def _service(requirement: UserRequirement) -> str:
    body = "\n".join(f"{written(each)};" for each in _operations(requirement))
    return f"Service {written(_service_name(requirement))} {{\n{body}\n}}"


def _service_name(requirement: UserRequirement) -> str:
    return f"{_capital(requirement.name)}Service"


def _complete(draft: Draft, subdomain: Subdomain, requirements: list[UserRequirement]) -> None:
    """Add to a subdomain what is missing."""
    entities = {each.name: each for each in subdomain.objects}
    wanted = {text.split()[1].strip("{").lstrip("^"): text for text in _entities(requirements)}
    for entity, text in wanted.items():
        own = entities.get(entity)
        if not own:
            draft.append(subdomain, text)
            continue
        known = {each.name for each in own.properties}
        for line in text.split("\n")[1:-1]:
            if line.split()[-1].lstrip("^") not in known:
                draft.append(own, line)
    services = {each.name: each for each in subdomain.services}
    for requirement in requirements:
        service = services.get(_service_name(requirement))
        if not service:
            draft.append(subdomain, _service(requirement))
            continue
        known = {each.name for each in service.operations}
        for operation in _operations(requirement):
            if operation not in known:
                draft.append(service, f"{written(operation)};")
    _promise(draft, subdomain, requirements)


def _promise(draft: Draft, subdomain: Subdomain, requirements: list[UserRequirement]) -> None:
    """Say whom the subdomain benefits, and that it supports the requirements."""
    said = subdomain.domain_vision_statement
    new = [text for text in map(_benefit, requirements) if text not in said]
    vision = quoted("; ".join((*filter(None, [said]), *new)))
    if setting := draft.setting(subdomain, "domainVisionStatement"):
        value = setting.values[0]
        assert value
        draft.replace(Span(subdomain.at.path, value.start, value.end), vision)
    else:
        draft.change(AddMember(subdomain.at, f"domainVisionStatement = {vision}"))
    supported = [each.target for each in subdomain.supports]
    missing = [written(each.name) for each in requirements if each.qualified_name not in supported]
    if missing:
        end = subdomain.supports[-1].at.end if subdomain.supports else subdomain.at.end
        lead = ", " if subdomain.supports else " supports "
        draft.replace(Span(subdomain.at.path, end, end), lead + ", ".join(missing))


def _word(text: str) -> str:
    return re.sub(r"\W+", "_", text.strip()).strip("_")


def _entity(text: str) -> str:
    return _capital(_word(text))


def _member(text: str) -> str:
    word = _word(text)
    return word[:1].lower() + word[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
