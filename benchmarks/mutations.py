"""Ten thousand broken texts: how many caused a traceback, a hang, or a position outside the file.

`python -m benchmarks mutations --seed 4711` reproduces one of them, and shows its mutation.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter

from benchmarks.faults import faults
from benchmarks.measure import table
from benchmarks.mutate import mutant, texts_below
from ctxmap import backends

COUNT = 10_000
THROUGH_BACKENDS = 10
"""Every tenth mutant goes through all backends too."""
BATCH = 250


def report(folders: Sequence[Path], count: int = COUNT) -> str:
    """How many mutants of the texts below some folders were made, and the seeds of those with a fault."""
    begin = perf_counter()
    batches = [range(first, min(first + BATCH, count)) for first in range(0, count, BATCH)]
    with ProcessPoolExecutor() as pool:
        failed = dict(chain.from_iterable(pool.map(partial(_judge_all, tuple(folders)), batches)))
    rows = [
        ("mutants", f"{count:,}"),
        ("with a fault", f"{len(failed):,}"),
        ("time", f"{perf_counter() - begin:.0f} s"),
    ]
    listed = "".join(f"\nseed {seed}: {found[0].strip().splitlines()[-1]}" for seed, found in sorted(failed.items()))
    return table("Mutants of real maps", ("", ""), rows) + listed


def again(folders: Sequence[Path], seed: int) -> str:
    """A single mutant: where it comes from, what was done to it, its text, and its faults."""
    broken = mutant(texts_below(*folders), seed)
    found = "\n".join(faults(broken, backends.self_contained())) or "no fault"
    return f"{broken.path}\n{'; '.join(broken.edits)}\n\n{broken.text}\n\n{found}"


def _judge_all(folders: Sequence[Path], seeds: range) -> list[tuple[int, list[str]]]:
    texts = texts_below(*folders)
    every = backends.self_contained()
    judged = ((seed, faults(mutant(texts, seed), every if seed % THROUGH_BACKENDS == 0 else ())) for seed in seeds)
    return [(seed, found) for seed, found in judged if found]
