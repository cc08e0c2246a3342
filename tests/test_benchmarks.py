"""What the benchmarks measure on is what they say: whole maps without a mistake, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.examples import FORBIDDING, examples
from benchmarks.generate import landscape, write
from benchmarks.others import a_map
from benchmarks.rules import growth

from ctxmap import compile_paths, compile_text
from ctxmap.compiler import compile_files
from ctxmap.findings.finding import Severity
from ctxmap.rules import all_rules
from ctxmap.text.files import Disk, Unsaved

CONTEXTS = 60
NOT_IN_EXAMPLES = {"forgotten-context", "not-plain-cml", "requirement-words"}
"""A map shows all of their contexts, and the other rules are off by default."""


def test_a_landscape_is_without_mistakes(tmp_path: Path) -> None:
    lines = write(landscape(CONTEXTS), tmp_path)
    compilation = compile_paths([tmp_path])

    assert [found for found in compilation.diagnostics if found.severity is Severity.ERROR] == []
    assert "sync-without-fallback" in {found.rule for found in compilation.diagnostics}
    (model,) = compilation.models
    (landscape_map,) = model.maps
    assert len(model.contexts) == CONTEXTS
    assert len(landscape_map.relationships) > 2 * (CONTEXTS - 15)
    assert 90 * CONTEXTS < lines < 120 * CONTEXTS


def test_a_seed_gives_the_same_landscape_again() -> None:
    assert landscape(CONTEXTS, seed=3) == landscape(CONTEXTS, seed=3)
    assert landscape(CONTEXTS, seed=3) != landscape(CONTEXTS, seed=4)


def test_every_rule_finds_something_in_the_examples(tmp_path: Path) -> None:
    write(examples(CONTEXTS), tmp_path)
    found = {each.rule for each in compile_files([str(tmp_path)], Disk(), FORBIDDING).diagnostics}
    assert all_rules().keys() - found == NOT_IN_EXAMPLES
    assert "syntax" not in found


def test_growth_is_the_exponent() -> None:
    assert growth({1: 1.0, 10: 100.0, 100: 10_000.0}) == pytest.approx(2)
    assert growth({1: 0.0, 10: 0.0, 100: 1.0}) is None


def test_a_map_for_other_programs_has_every_context_and_relationship() -> None:
    whole = compile_files(["landscape.cml"], Unsaved(landscape(CONTEXTS), Disk())).model
    bare = compile_text(a_map(CONTEXTS)).model
    assert [each.id for each in bare.relationships] == [each.id for each in whole.relationships]
    assert {each.name: [of.target for of in each.implements] for each in bare.contexts} == {
        each.name: [of.target for of in each.implements] for each in whole.contexts
    }
