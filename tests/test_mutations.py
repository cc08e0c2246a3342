"""Three hundred broken maps: none may end in a traceback, a hang, or a place outside the file.

`python -m benchmarks mutations` makes ten thousand; `--seed N` shows a single one again.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.faults import faults
from benchmarks.mutate import mutant, texts_below

from ctxmap import backends

SAMPLES = Path(__file__).parent.parent / "samples"
SEEDS = range(300)
THROUGH_BACKENDS = 10


@pytest.fixture(scope="module")
def texts(corpus: Path) -> dict[str, str]:
    """The real maps and the samples."""
    return texts_below(corpus, SAMPLES)


@pytest.mark.parametrize("first", range(0, len(SEEDS), 50))
def test_a_broken_map_is_answered(texts: dict[str, str], first: int) -> None:
    every = backends.self_contained()
    for seed in SEEDS[first : first + 50]:
        broken = mutant(texts, seed)
        found = faults(broken, every if seed % THROUGH_BACKENDS == 0 else ())
        assert not found, f"seed {seed} of {broken.path}: {'; '.join(broken.edits)}\n{found[0]}"


def test_a_seed_makes_the_same_mutant_again(texts: dict[str, str]) -> None:
    assert mutant(texts, 7) == mutant(texts, 7)
    assert mutant(texts, 7).text != mutant(texts, 8).text
