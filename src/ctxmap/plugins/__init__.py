"""Other people's rules: a package or module with rules written as ctxmap's own are, and their pages beside them.

`load_all` runs their code, `list_all` doesn't. Whatever goes wrong in a plug-in is reported with its name, as
`PluginError`. Knows nothing of configurations. Where there are no plug-ins, nothing else of this folder is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.plugins.plugin import NONE, PluginError, Plugins, joined

__all__ = ["NONE", "PluginError", "Plugins", "joined", "list_all", "load_all"]


def load_all(names: Iterable[str], folder: str = "") -> Plugins:
    """Several plug-ins as one, installed or in a folder, imported now; raises `PluginError`.

    None is run where `CTXMAP_NO_PLUGINS` is set, nor one whose files others can change (`trust.py`).
    """
    together = NONE
    for name in dict.fromkeys(names):
        from ctxmap.plugins.package import load  # noqa: PLC0415 — most have no plug-ins

        together = joined(together, load(name, folder))
    return together


def list_all(names: Iterable[str], folder: str = "") -> Plugins:
    """The pages of several plug-ins, without running anything; raises `PluginError`, also for two rules of one name."""
    together = NONE
    for name in dict.fromkeys(names):
        from ctxmap.plugins.listing import listed  # noqa: PLC0415 — most have no plug-ins

        together = joined(together, listed(name, folder))
    return together
