"""Domains, their subdomains, and the contexts that implement these: `domains.svg`."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.drawing.diagram import Card, Diagram, Entry, Field, Swatch
from ctxmap.model.elements import Domain, Subdomain
from ctxmap.model.index import contexts_implementing
from ctxmap.pictures.fields import TONES
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, where there are subdomains."""
    if any(domain.subdomains for domain in scene.model.domains):
        yield Picture("domains", _diagram(scene))


def _diagram(scene: Scene) -> Diagram:
    model, words = scene.model, scene.words
    subdomains = [each for domain in model.domains for each in domain.subdomains]
    drawn = {each.type for each in subdomains}
    return Diagram(
        title=words.domains_title,
        subtitle=words.domains_told,
        description=" ".join(domain.domain_vision_statement for domain in model.domains),
        cards=tuple(_card(scene, each) for each in subdomains),
        fields=tuple(_field(words, domain) for domain in model.domains if domain.subdomains),
        legend=tuple(Entry(Swatch(TONES[kind]), text) for kind, text in words.subdomains.items() if kind in drawn),
    )


def _card(scene: Scene, subdomain: Subdomain) -> Card:
    return Card(
        id=f"subdomain-{subdomain.qualified_name}",
        title=subdomain.title,
        subtitle=scene.words.subdomains.get(subdomain.type, ""),
        tone=TONES.get(subdomain.type, "card"),
        details=tuple(context.title for context in contexts_implementing(scene.model, subdomain)),
        tooltip=subdomain.domain_vision_statement or subdomain.doc,
    )


def _field(words: Words, domain: Domain) -> Field:
    return Field(
        id=f"domain-{domain.qualified_name}",
        title=domain.title,
        kind=words.domain,
        tooltip=domain.domain_vision_statement,
        cards=tuple(f"subdomain-{each.qualified_name}" for each in domain.subdomains),
    )
