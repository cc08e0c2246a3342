"""The problem space: domains, subdomains, and what users require."""

from __future__ import annotations

from ctxmap.model.elements import Domain, Feature, Subdomain, UserRequirement
from ctxmap.model.link.body import body_of, text_of
from ctxmap.model.link.contexts import contents_of
from ctxmap.model.link.kinds import REQUIREMENT, USER_STORY
from ctxmap.model.link.resolver import Resolver
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration
from ctxmap.vocabulary import SUBDOMAIN_TYPES


def domain_of(resolver: Resolver, node: Declaration) -> Domain:
    """A domain and its subdomains."""
    resolver = resolver.inside(node)
    body = body_of(resolver, node)
    declared = resolver.names.declared[node]
    return Domain(
        **body.common(node, declared),
        domain_vision_statement=body.text("domainVisionStatement"),
        subdomains=tuple(
            [_subdomain(resolver, each, declared.qualified_name) for each in body.declarations("Subdomain")]
        ),
    )


def requirement_of(resolver: Resolver, node: Declaration) -> UserRequirement:
    """A use case or user story."""
    body = body_of(resolver, node)
    return UserRequirement(
        **body.common(node, resolver.names.declared[node]),
        kind="USE_CASE" if node.keyword.text == "UseCase" else "USER_STORY",
        role=body.text("actor") or body.text("As a"),
        secondary_actors=body.texts("secondaryActors"),
        features=tuple([_feature(resolver, each) for each in body.of(tree.Feature)]),
        benefit=body.text("benefit") or body.text("so that"),
        scope=body.text("scope"),
        level=body.text("level"),
        split_by=body.refer("split by", USER_STORY),
        promotes=body.texts("promotes"),
        harms=body.texts("harms"),
    )


def _subdomain(resolver: Resolver, node: Declaration, domain: str) -> Subdomain:
    resolver = resolver.inside(node)
    body = body_of(resolver, node)
    return Subdomain(
        **body.common(node, resolver.names.declared[node]),
        **contents_of(resolver, body),
        type=body.choice("type", SUBDOMAIN_TYPES),
        domain=domain,
        supports=body.refer_all("supports", REQUIREMENT),
        domain_vision_statement=body.text("domainVisionStatement"),
    )


def _feature(resolver: Resolver, node: tree.Feature) -> Feature:
    return Feature(
        at=resolver.span(node.verb),
        places={"entity": resolver.span(node.entity)},
        verb=text_of(node.verb),
        entity=node.entity.value,
        attributes=tuple(each.value for each in node.attributes),
        container=node.container.value if node.container else "",
    )
