"""Subdomains, and domains round them, as fields behind the contexts that implement them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from ctxmap.analyses.map_parts import homes
from ctxmap.drawing.diagram import Field
from ctxmap.model.elements import BoundedContext, Domain, Subdomain
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words

Tone = Literal["area", "core", "supporting", "generic"]
TONES: dict[str, Tone] = {"CORE_DOMAIN": "core", "SUPPORTING_DOMAIN": "supporting", "GENERIC_SUBDOMAIN": "generic"}


def fields(scene: Scene, cards: Iterable[tuple[BoundedContext, str]]) -> Iterator[Field]:
    """The fields behind these contexts, each given with the id of its card."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for context, card in cards:
        for home in homes(scene.model, context)[:1]:
            members[home.qualified_name].append(card)
    for domain in scene.model.domains:
        inner = [_subdomain(scene.words, each, members) for each in domain.subdomains if each.qualified_name in members]
        if inner or domain.qualified_name in members:
            yield _domain(scene.words, domain, members, inner)


def _domain(words: Words, domain: Domain, members: Mapping[str, list[str]], inner: Iterable[Field]) -> Field:
    return Field(
        id=f"domain-{domain.qualified_name}",
        title=domain.title,
        kind=words.domain,
        tooltip=domain.domain_vision_statement,
        cards=tuple(members.get(domain.qualified_name, ())),
        fields=tuple(inner),
    )


def _subdomain(words: Words, subdomain: Subdomain, members: Mapping[str, list[str]]) -> Field:
    return Field(
        id=f"subdomain-{subdomain.qualified_name}",
        title=subdomain.title,
        kind=words.subdomains.get(subdomain.type, ""),
        tone=TONES.get(subdomain.type, "area"),
        tooltip=subdomain.domain_vision_statement,
        cards=tuple(members[subdomain.qualified_name]),
    )
