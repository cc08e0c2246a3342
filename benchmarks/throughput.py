"""The time of a cold `ctxmap check` on workspaces of growing size, and whether it grows with the lines.

The reference is a scan of the same texts for words with `re`, about the minimum for reading them in Python.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import landscape, write
from benchmarks.measure import CTXMAP, PYTHON, in_turn, table

ROUNDS = 3
CONTEXTS = (250, 500, 1000, 2000)
"""About a hundred lines each."""
SCAN = """
import pathlib, re, sys
for path in pathlib.Path(sys.argv[1]).glob("*.cml"):
    for word in re.finditer(r"\\w+|\\s+|.", path.read_text("utf-8")): word.group()
"""


def report() -> str:
    """Wall times, peak memory, lines a second, and the time of each size as a ratio to the smallest's."""
    with TemporaryDirectory() as folder:
        lines = {count: write(landscape(count), Path(folder, str(count))) for count in CONTEXTS}
        checks = {f"check {count}": [CTXMAP, "check", str(Path(folder, str(count)))] for count in CONTEXTS}
        scans = {f"scan {count}": [PYTHON, "-c", SCAN, str(Path(folder, str(count)))] for count in CONTEXTS}
        medians = in_turn({**checks, **scans}, ROUNDS)
    least = medians[f"check {CONTEXTS[0]}"].seconds
    rows: list[tuple[str, ...]] = []
    for count in CONTEXTS:
        check, scan = medians[f"check {count}"], medians[f"scan {count}"]
        rows.append(
            (
                f"{count:,}",
                f"{lines[count]:,}",
                f"{check.seconds:.2f} s",
                f"{lines[count] / check.seconds:,.0f}",
                f"{check.megabytes:.0f} MB",
                f"{check.seconds / least:.1f} for {lines[count] / lines[CONTEXTS[0]]:.1f}",
                f"{check.seconds / scan.seconds:.1f}",
            )
        )
    head = (
        "contexts",
        "lines",
        "time",
        "lines/s",
        "peak memory",
        "growth: time for lines",
        "ratio to a scan with `re`",
    )
    return table(f"`ctxmap check` of a workspace, cold (medians of {ROUNDS} runs)", head, rows)
