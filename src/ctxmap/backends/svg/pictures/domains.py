"""Domains, their subdomains, and the contexts that implement these: `domains.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.svg import words
from ctxmap.backends.svg.fields import TONES
from ctxmap.backends.svg.pictures import Picture
from ctxmap.drawing.diagram import Card, Diagram, Entry, Field, Swatch
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import Domain, Model, Subdomain
from ctxmap.model.index import contexts_implementing


def pictures(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Picture]:
    """One picture, where there are subdomains."""
    if any(domain.subdomains for domain in model.domains):
        yield Picture("domains", _diagram(model))


def _diagram(model: Model) -> Diagram:
    subdomains = [each for domain in model.domains for each in domain.subdomains]
    drawn = {each.type for each in subdomains}
    return Diagram(
        title=words.DOMAINS,
        subtitle=words.DOMAINS_TOLD,
        description=" ".join(domain.domain_vision_statement for domain in model.domains),
        cards=tuple(_card(model, each) for each in subdomains),
        fields=tuple(_field(domain) for domain in model.domains if domain.subdomains),
        legend=tuple(Entry(Swatch(TONES[kind]), text) for kind, text in words.SUBDOMAINS.items() if kind in drawn),
    )


def _card(model: Model, subdomain: Subdomain) -> Card:
    return Card(
        id=f"subdomain-{subdomain.qualified_name}",
        title=subdomain.title,
        subtitle=words.SUBDOMAINS.get(subdomain.type, ""),
        tone=TONES.get(subdomain.type, "card"),
        details=tuple(context.title for context in contexts_implementing(model, subdomain)),
        tooltip=subdomain.domain_vision_statement or subdomain.doc,
    )


def _field(domain: Domain) -> Field:
    return Field(
        id=f"domain-{domain.qualified_name}",
        title=domain.title,
        kind=words.DOMAIN,
        tooltip=domain.domain_vision_statement,
        cards=tuple(f"subdomain-{each.qualified_name}" for each in domain.subdomains),
    )
