"""Syntax trees → semantic model: every name declared, every reference resolved, every default settled.

    declare     what names there are, and what holds them           → scopes
    reach       which contexts see each other's names over the map  → rings of scopes
    duplicates  names that are declared twice, or look like another (`look_alikes`)
    build       elements, from the inside out, references resolved on the way (`contexts`, `maps`, `problem`, `values`)

Knows nothing of files and folders: it is given the trees of a model's files in the order in which they count as its
text. Nothing here raises; what can't be resolved is reported and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctxmap.findings.finding import Finding
from ctxmap.model.elements import Model
from ctxmap.model.link.contexts import context_of
from ctxmap.model.link.declare import declare, held
from ctxmap.model.link.deployables import deployable_of
from ctxmap.model.link.duplicates import duplicates
from ctxmap.model.link.idempotence import unknown_keys
from ctxmap.model.link.look_alikes import look_alikes, reordering_characters
from ctxmap.model.link.maps import map_of
from ctxmap.model.link.owners import with_owned
from ctxmap.model.link.problem import domain_of, requirement_of
from ctxmap.model.link.reach import settle_reach
from ctxmap.model.link.resolver import Resolver
from ctxmap.model.link.suggest import Suggestions
from ctxmap.model.link.transactions import transaction
from ctxmap.model.link.values import register_of, stakeholders_of
from ctxmap.model.link.views import empty_selectors, view_of
from ctxmap.syntax.tree import Declaration, File


def link(
    files: Sequence[File], name: str = "", sources: Mapping[str, str] | None = None
) -> tuple[Model, tuple[Finding, ...]]:
    """The model of some files, and what was found in linking them.

    The files are given in the order in which they count as its text.

    `name` is the model's name; `sources` gives for each file's path how the model calls it, the root file first.
    """
    sources = sources or {file.source.path: file.source.path for file in files}
    names = declare(files)
    settle_reach(names, files)
    findings = [*duplicates(files), *look_alikes(names), *reordering_characters(files)]
    known = Suggestions()
    resolvers = {file.source.path: Resolver(names, file, names.solution, findings, known) for file in files}

    def declared(*keywords: str) -> Iterator[tuple[Resolver, Declaration, str]]:
        for file in files:
            path = file.source.path
            for node in held("", file.members):
                if node.keyword.text in keywords:
                    yield resolvers[path], node, sources[path]

    maps = tuple([map_of(*each) for each in declared("ContextMap")])
    views = [view_of(resolver, node, maps) for resolver, node, _ in declared("View")]
    model = Model(
        name=name,
        sources=tuple(sources.values()),
        maps=maps,
        contexts=with_owned([context_of(*each) for each in declared("BoundedContext")]),
        domains=tuple([domain_of(resolver, node) for resolver, node, _ in declared("Domain")]),
        user_requirements=tuple(
            [requirement_of(resolver, node) for resolver, node, _ in declared("UseCase", "UserStory")]
        ),
        stakeholders=tuple([stakeholders_of(resolver, node) for resolver, node, _ in declared("Stakeholders")]),
        value_registers=tuple([register_of(resolver, node) for resolver, node, _ in declared("ValueRegister")]),
        transactions=tuple([transaction(resolver, node) for resolver, node, _ in declared("Transaction")]),
        views=tuple(view for view in views if view),
        deployables=tuple([deployable_of(resolver, node) for resolver, node, _ in declared("Deployable")]),
        is_whole=all(each.is_whole for each in maps) and not any(file.gaps for file in files),
    )
    return model, (*findings, *unknown_keys(model), *empty_selectors(model))
