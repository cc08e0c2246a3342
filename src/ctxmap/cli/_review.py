"""The new findings of projects: without a baseline, all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from ctxmap.cli._terminal import number_of
from ctxmap.cli._workspace import Part, summary, together
from ctxmap.compiler import Compilation
from ctxmap.findings.finding import Severity


class Reviewed(msgspec.Struct, frozen=True, eq=False):
    """Projects with their new findings, the number of recorded findings, and of recorded ones that are gone.

    `compilation` is all of them together.
    """

    parts: Sequence[Part]
    compilation: Compilation
    known: int = 0
    gone: int = 0
    command: str = "check"

    @property
    def fails(self) -> bool:
        """Whether a project has a new finding at or above the severity that makes commands fail."""
        return any(_finds(part, part.project.fail_on) for part in self.parts)

    @property
    def blocks_outputs(self) -> bool:
        """Whether a project has a new error, and doesn't say that this never matters."""
        return any(part.project.fail_on is not None and _finds(part, Severity.ERROR) for part in self.parts)

    def summary(self) -> str:
        """The summary of the new findings, and how many the baseline hides."""
        known = f"; {self.known} more in the baseline" if self.known else ""
        return summary(self.compilation, none="no new findings" if self.known else "no findings") + known

    def remark(self) -> str:
        """A line about recorded findings that are gone; empty without any."""
        if not self.gone:
            return ""
        gone = number_of(self.gone, "finding")
        return f"{gone} in the baseline no longer found; run `ctxmap {self.command} --write-baseline` to remove them\n"


def reviewed(
    parts: Sequence[Part], command: str = "check", takes_part: Callable[[str], bool] | None = None
) -> Reviewed:
    """Compare projects with their baselines; raises `ClickException` if one can't be read.

    `takes_part` says which rules are those of the command; by default, those that judge one state of a map.
    """
    if not any(part.project.configuration.baseline for part in parts):
        return Reviewed(parts, together(parts), command=command)
    from ctxmap.cli._baseline import compared, is_of_check  # noqa: PLC0415 — only with a baseline

    new, known, gone = compared(parts, takes_part or is_of_check)
    return Reviewed(new, together(new), known, gone, command)


def _finds(part: Part, threshold: Severity | None) -> bool:
    """Whether there are findings at or above the threshold; None is above all severities."""
    return threshold is not None and any(found.severity >= threshold for found in part.compilation.diagnostics)
