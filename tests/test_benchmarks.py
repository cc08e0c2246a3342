"""What the benchmarks measure on is what they say: whole maps without a mistake, the same each time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import landscape, write

from ctxmap import compile_paths
from ctxmap.findings import Severity

CONTEXTS = 60


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
