"""The problem space: domains, subdomains, and what users require."""

from __future__ import annotations

from ctxmap.model.elements import Domain, Feature, Subdomain, UserRequirement
from ctxmap.writer.contexts import contents
from ctxmap.writer.words import (
    clauses,
    common,
    declaration,
    name,
    name_setting,
    quoted,
    refs,
    text_setting,
    texts_setting,
    written,
)

_VERBS = frozenset({"create", "read", "update", "delete"})


@written.register
def domain(thing: Domain) -> str:
    body = [
        text_setting("domainVisionStatement", thing.domain_vision_statement),
        *common(thing),
        *map(subdomain, thing.subdomains),
    ]
    return declaration(f"Domain {name(thing.name)}", body, thing.doc)


@written.register
def subdomain(thing: Subdomain) -> str:
    head = clauses(f"Subdomain {name(thing.name)}", f"supports {refs(thing.supports)}" if thing.supports else "")
    body = [
        name_setting("type", thing.type),
        text_setting("domainVisionStatement", thing.domain_vision_statement),
        *common(thing),
        *contents(thing),
    ]
    return declaration(head, body, thing.doc)


@written.register
def user_requirement(thing: UserRequirement) -> str:
    return _use_case(thing) if thing.kind == "USE_CASE" else _user_story(thing)


def _use_case(thing: UserRequirement) -> str:
    interactions = ",\n".join(map(_feature, thing.features))
    body = [
        text_setting("actor", thing.role),
        texts_setting("secondaryActors", thing.secondary_actors),
        f"interactions\n{interactions}" if interactions else "",
        text_setting("benefit", thing.benefit),
        text_setting("scope", thing.scope),
        text_setting("level", thing.level),
        *common(thing),
    ]
    return declaration(f"UseCase {name(thing.name)}", body, thing.doc)


def _user_story(thing: UserRequirement) -> str:
    head = clauses(f"UserStory {name(thing.name)}", f"split by {name(thing.split_by.name)}" if thing.split_by else "")
    body = [
        *common(thing),
        f"As {_article(thing.role)} {quoted(thing.role)}" if thing.role else "",
        *(f"I want to {_feature(each)}" for each in thing.features),
        f"so that {quoted(thing.benefit)}" if thing.benefit else "",
        f"and that {_listed(thing.promotes)} promoted" + ("," if thing.harms else "") if thing.promotes else "",
        f"accepting that {_listed(thing.harms)} harmed" if thing.harms else "",
    ]
    return declaration(head, body, thing.doc)


def _feature(each: Feature) -> str:
    return clauses(
        each.verb if each.verb in _VERBS else quoted(each.verb),
        f"{_article(each.entity)} {quoted(each.entity)}",
        f"with its {', '.join(map(quoted, each.attributes))}" if each.attributes else "",
        f"for {_article(each.container)} {quoted(each.container)}" if each.container else "",
    )


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in tuple("aeio") else "a"


def _listed(texts: tuple[str, ...]) -> str:
    return f"{', '.join(map(quoted, texts))} {'is' if len(texts) == 1 else 'are'}"
