"""A package or module of others: imported, and its rules and their pages taken out of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from ctxmap.findings.rulebook import RulePage
from ctxmap.plugins.guard import ANYTHING, guarded, told
from ctxmap.plugins.pages import page_of, refuse_names_of_ours
from ctxmap.plugins.plugin import PluginError, Plugins
from ctxmap.plugins.trust import NO_PLUGINS, SAFE_DIRECTORY, why_untrusted
from ctxmap.rules import Rule


@cache
def load(name: str, folder: str) -> Plugins:
    """A plug-in by the name of its package or module, in a folder or installed (""); raises `PluginError`.

    Every module of the package is imported, but for those that begin with `_`. Those with a `check` that is a rule are
    rules; others are helpers.
    """
    _refuse_untrusted(name, folder)
    with _found_in(folder, name):
        modules = sorted(_modules(name, name), key=lambda module: module.__name__)
    rules = {module.check.name: module for module in modules if _is_rule(module)}
    if not rules:
        raise PluginError(f'plug-in "{name}" has no rule: no module with a `check` that is decorated with `@rule(…)`')
    refuse_names_of_ours(rules, name)
    return Plugins(
        {rule: guarded(module.check, name) for rule, module in rules.items()},
        {rule: _page(module, name) for rule, module in rules.items()},
        dict.fromkeys(rules, name),
    )


@contextmanager
def _found_in(folder: str, name: str) -> Generator[None]:
    """Let modules be imported from a folder, after all that is installed; a namesake of another folder is forgotten."""
    if not folder:
        yield
        return
    top = name.partition(".")[0]
    if (known := sys.modules.get(top)) and Path(folder) not in Path(known.__file__ or "").parents:
        for module in [each for each in sys.modules if each.partition(".")[0] == top]:
            del sys.modules[module]
    sys.path.append(folder)
    try:
        yield
    finally:
        sys.path.remove(folder)


def _modules(name: str, plugin: str) -> Iterator[ModuleType]:
    """The module of that name and, if it is a package, all that are in it, but for those that begin with `_`."""
    module = _imported(name, plugin)
    yield module
    for found in iter_modules(getattr(module, "__path__", ())):
        if not found.name.startswith("_"):
            yield from _modules(f"{name}.{found.name}", plugin)


def _imported(module: str, plugin: str) -> ModuleType:
    try:
        return import_module(module)
    except ANYTHING as error:
        raise PluginError(f'plug-in "{plugin}" can\'t be imported: {told(error)}') from error


def _is_rule(module: ModuleType) -> bool:
    """Whether the module is a rule's own; one that was merely imported into it is another module's."""
    check = getattr(module, "check", None)
    return isinstance(check, Rule) and check.check.__module__ == module.__name__


def _page(module: ModuleType, plugin: str) -> RulePage:
    rule: Rule = module.check
    return page_of(rule.name, Path(module.__file__ or ""), rule.severity, module.__doc__ or "", plugin)


def _refuse_untrusted(name: str, folder: str) -> None:
    """Refuse what is found in the configuration's folder if others can change it; what is installed is trusted."""
    if name.partition(".")[0] in sys.stdlib_module_names:  # importing `antigravity` opens a browser
        raise PluginError(f'plug-in "{name}" is a module of Python\'s standard library')
    if os.environ.get(NO_PLUGINS):
        raise PluginError(f'plug-in "{name}" is not run, since {NO_PLUGINS} is set')
    if folder:
        spec = PathFinder.find_spec(name.partition(".")[0], [folder])
        places = spec.submodule_search_locations or [spec.origin] if spec else []
        for place in filter(None, places):
            if why := why_untrusted(Path(place)):
                raise PluginError(f'plug-in "{name}" is not run: {why}; {SAFE_DIRECTORY} names folders to trust')
