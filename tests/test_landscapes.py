"""Maps of one state are judged together: however a map is split into several, the findings are the same.

A map is split where its model is split, with the places that its relationships have in the text: the findings of the
parts are then at the same places as those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.findings.finding import Finding
from ctxmap.model.elements import ContextMap, Model, Relationship
from ctxmap.rules import all_rules, run

SAMPLES = sorted((CHECKOUT / "samples").rglob("*.cml"))
MAP_BY_MAP = {"context-not-on-map", "duplicate-relationship", "ordering-unstated"}
"""Rules about a map's own notation, and about several relationships on one map."""


def split(model: Model) -> Model:
    """The model with a map for each pair of contexts that have relationships, and one for contexts without any."""
    return replace(model, maps=tuple(part for each in model.maps for part in _parts(each)))


def doubled(model: Model) -> Model:
    """The model with each map twice, so that every relationship is stated on two maps."""
    again = (replace(each, name=f"{each.name}2", qualified_name=f"{each.qualified_name}2") for each in model.maps)
    return replace(model, maps=(*model.maps, *again))


def _parts(context_map: ContextMap) -> Iterator[ContextMap]:
    if context_map.type == "ORGANIZATIONAL":
        yield context_map
        return
    pairs: dict[frozenset[str], list[Relationship]] = {}
    for relationship in context_map.relationships:
        pairs.setdefault(frozenset(side.context for side in relationship.sides), []).append(relationship)
    yield replace(context_map, relationships=())
    for number, (pair, stated) in enumerate(pairs.items()):
        name = f"{context_map.name}{number}"
        contains = tuple(each for each in context_map.contains if each.target in pair)
        yield replace(context_map, name=name, qualified_name=name, contains=contains, relationships=tuple(stated))


def findings(model: Model) -> list[Finding]:
    """What the rules find that judge landscapes, apart from how they refer to the map."""
    rules = [rule for rule in all_rules().values() if rule.name not in MAP_BY_MAP]
    found = {replace(each, message=_without_map(model, each.message)) for each in run(rules, model)}
    return sorted(found, key=lambda each: (each.at.path, each.at.start, each.rule, each.message))


def _without_map(model: Model, message: str) -> str:
    for each in model.maps:
        message = message.replace(f' on map "{each.name}"', "").replace(" on its map", "")
    return (
        message.replace(" on the as-is maps", "")
        .replace(" on the to-be maps", "")
        .replace(" on the maps without a state", "")
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.relative_to(CHECKOUT / "samples").as_posix())
def test_samples_are_judged_alike_on_one_map_and_on_several(path: Path) -> None:
    model = compile_paths([path]).model
    assert findings(split(model)) == findings(doubled(model)) == findings(model)


def test_real_maps_are_judged_alike_on_one_map_and_on_several(corpus_file: CorpusFile) -> None:
    for model in compile_paths([corpus_file.path]).models:
        assert findings(split(model)) == findings(doubled(model)) == findings(model)


def test_forty_teams_with_a_cycle_of_forty_calls() -> None:
    """Each team draws only whom it calls; nobody sees the cycle."""
    maps = [f"ContextMap Team{n} {{ C{(n + 1) % 40} [U] -> [D] C{n} {{ sync }} }}" for n in range(40)]
    whole = f"ContextMap Whole {{ {' '.join(each.partition('{ ')[2].rpartition('}')[0] for each in maps)} }}"
    contexts = "\n".join(f"BoundedContext C{n}" for n in range(40))
    together, apart = (compile_text(f"{text}\n{contexts}").diagnostics for text in (whole, "\n".join(maps)))
    found = [(d.rule, d.message) for d in together if d.rule not in MAP_BY_MAP]
    assert [rule for rule, _ in found].count("sync-cycle") == 1
    assert sorted((d.rule, d.message) for d in apart if d.rule not in MAP_BY_MAP) == sorted(found)
