"""The new findings of a compilation: without a baseline, all of them."""

from __future__ import annotations

import msgspec

from ctxmap.cli._settings import Settings
from ctxmap.cli._terminal import number_of
from ctxmap.cli._workspace import summary
from ctxmap.compiler import Compilation


class Reviewed(msgspec.Struct, frozen=True, eq=False):
    """A compilation with its new findings, the number of recorded findings, and of recorded ones that are gone."""

    compilation: Compilation
    known: int = 0
    gone: int = 0

    def summary(self) -> str:
        """The summary of the new findings, and how many the baseline hides."""
        known = f"; {self.known} more in the baseline" if self.known else ""
        return summary(self.compilation, none="no new findings" if self.known else "no findings") + known

    def remark(self) -> str:
        """A line about recorded findings that are gone; empty without any."""
        if not self.gone:
            return ""
        gone = number_of(self.gone, "finding")
        return f"{gone} in the baseline no longer found; run `ctxmap check --write-baseline` to remove them\n"


def reviewed(compilation: Compilation, settings: Settings) -> Reviewed:
    """Compare a compilation with the configured baseline; raises `ClickException` if that can't be read."""
    if not settings.configuration.baseline:
        return Reviewed(compilation)
    from ctxmap.cli._baseline import compared  # noqa: PLC0415 — only with a baseline

    return Reviewed(*compared(compilation, settings))
