"""What of a compilation is new beside the baseline of a team; most have none, and then all of it is."""

from __future__ import annotations

import msgspec

from ctxmap.cli._settings import Settings
from ctxmap.cli._terminal import number_of
from ctxmap.cli._workspace import summary
from ctxmap.compiler import Compilation


class Reviewed(msgspec.Struct, frozen=True, eq=False):
    """A compilation with its new findings only, how many it had besides, and how many are no longer there."""

    compilation: Compilation
    known: int = 0
    gone: int = 0

    def summary(self) -> str:
        """The summary of what is new, and how much the baseline knows."""
        known = f"; {self.known} more in the baseline" if self.known else ""
        return summary(self.compilation, none="no new findings" if self.known else "no findings") + known

    def remark(self) -> str:
        """A line that says how much of the baseline is out of date; nothing, if all of it still holds."""
        if not self.gone:
            return ""
        gone = number_of(self.gone, "finding")
        return f"{gone} of the baseline no longer there; `ctxmap check --write-baseline` writes it anew\n"


def reviewed(compilation: Compilation, settings: Settings) -> Reviewed:
    """What is new of a compilation, if the settings name a baseline; raises `ClickException` where it can't be read."""
    if not settings.configuration.baseline:
        return Reviewed(compilation)
    from ctxmap.cli._baseline import compared  # noqa: PLC0415 — only who has a baseline pays for reading one

    return Reviewed(*compared(compilation, settings))
