"""The time of `ctxmap check` on a real map, compared with Python and a click program that do nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import CTXMAP, PYTHON, in_turn, table

ROUNDS = 21
NOTHING = "`python -c pass`"
CLICK = "a bare click program"


def report(corpus: Path) -> str:
    """Times as medians, and as ratios to the two programs that do nothing."""
    large = corpus / "examples" / "lakeside-mutual" / "LakesideMutual.cml"
    lines = large.read_text("utf-8").count("\n")
    programs = {
        NOTHING: [PYTHON, "-c", "pass"],
        CLICK: [PYTHON, str(Path(__file__).with_name("bare_click.py"))],
        "`ctxmap --version`": [CTXMAP, "--version"],
        f"`ctxmap check` of {lines} lines": [CTXMAP, "check", str(large)],
    }
    medians = in_turn(programs, ROUNDS)
    rows = [
        (
            name,
            f"{use.seconds * 1000:.0f} ms",
            f"{use.seconds / medians[NOTHING].seconds:.1f}",
            f"{use.seconds / medians[CLICK].seconds:.1f}",
        )
        for name, use in medians.items()
    ]
    head = ("program", "time", f"ratio to {NOTHING}", f"ratio to {CLICK}")
    return table(f"Start-up (medians of {ROUNDS} runs)", head, rows)
