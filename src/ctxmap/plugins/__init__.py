"""Other people's rules: a package or module with rules written as ctxmap's own are, and their pages beside them.

`load_all` runs their code, `list_all` doesn't. A plug-in is named by its module, with a folder before it where it isn't
installed: `acme_rules`, `../tools/acme_rules`; a folder is relative to the current one. Whatever goes wrong in a
plug-in is reported with its name, as `PluginError`. Knows nothing of configurations. Where there are no plug-ins,
nothing else of this folder is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.plugins.plugin import NONE, PluginError, Plugins, joined

__all__ = ["NONE", "PluginError", "Plugins", "joined", "list_all", "load_all"]


def load_all(plugins: Iterable[str]) -> Plugins:
    """Several plug-ins as one, installed or in their folders, imported now; raises `PluginError`.

    None is run where `CTXMAP_NO_PLUGINS` is set, nor one whose files others can change (`trust.py`).
    """
    together = NONE
    for name, folder in _distinct(plugins):
        from ctxmap.plugins.package import load  # noqa: PLC0415 — most have no plug-ins

        together = joined(together, load(name, folder))
    return together


def list_all(plugins: Iterable[str]) -> Plugins:
    """The pages of several plug-ins, without running anything; raises `PluginError`, also for two rules of one name."""
    together = NONE
    for name, folder in _distinct(plugins):
        from ctxmap.plugins.listing import listed  # noqa: PLC0415 — most have no plug-ins

        together = joined(together, listed(name, folder))
    return together


def _distinct(plugins: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The names and folders of plug-ins, each once: where it is installed, the folder doesn't matter."""
    several = tuple(plugins)
    if not several:
        return ()
    from ctxmap.plugins.placing import placed  # noqa: PLC0415 — most have no plug-ins

    return dict.fromkeys(map(placed, several))
