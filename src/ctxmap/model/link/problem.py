"""The problem space: domains, subdomains, and what users require."""

from __future__ import annotations

from ctxmap.model.elements import Domain, Feature, Subdomain, UserRequirement
from ctxmap.model.link.body import body_of, text_of
from ctxmap.model.link.contexts import contents_of
from ctxmap.model.link.kinds import REQUIREMENT, USER_STORY
from ctxmap.model.link.resolver import Here
from ctxmap.syntax import tree
from ctxmap.syntax.tree import Declaration


def domain_of(here: Here, node: Declaration) -> Domain:
    """A domain and its subdomains."""
    here = here.inside(node)
    body = body_of(here, node)
    declared = here.names.declared[node]
    return Domain(
        **body.common(node, declared),
        domain_vision_statement=body.text("domainVisionStatement"),
        subdomains=tuple([_subdomain(here, each, declared.qualified_name) for each in body.declarations("Subdomain")]),
    )


def requirement_of(here: Here, node: Declaration) -> UserRequirement:
    """A use case or user story."""
    body = body_of(here, node)
    return UserRequirement(
        **body.common(node, here.names.declared[node]),
        kind="USE_CASE" if node.keyword.text == "UseCase" else "USER_STORY",
        role=body.text("actor") or body.text("As a"),
        secondary_actors=body.texts("secondaryActors"),
        features=tuple([_feature(here, each) for each in body.of(tree.Feature)]),
        benefit=body.text("benefit") or body.text("so that"),
        scope=body.text("scope"),
        level=body.text("level"),
        split_by=body.refer("split by", USER_STORY),
        promotes=body.texts("promotes"),
        harms=body.texts("harms"),
    )


def _subdomain(here: Here, node: Declaration, domain: str) -> Subdomain:
    here = here.inside(node)
    body = body_of(here, node)
    return Subdomain(
        **body.common(node, here.names.declared[node]),
        **contents_of(here, body),
        type=body.choice("type", "UNDEFINED", "CORE_DOMAIN", "SUPPORTING_DOMAIN", "GENERIC_SUBDOMAIN"),
        domain=domain,
        supports=body.refer_all("supports", REQUIREMENT),
        domain_vision_statement=body.text("domainVisionStatement"),
    )


def _feature(here: Here, node: tree.Feature) -> Feature:
    return Feature(
        at=here.span(node.verb),
        places={"entity": here.span(node.entity)},
        verb=text_of(node.verb),
        entity=node.entity.value,
        attributes=tuple(each.value for each in node.attributes),
        container=node.container.value if node.container else "",
    )
