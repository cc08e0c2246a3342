"""A package or module of others: imported, and its rules and their pages taken out of it."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from ctxmap.findings import rulebook
from ctxmap.findings.rulebook import RulePage
from ctxmap.plugins import PluginError, Plugins
from ctxmap.plugins.guard import ANYTHING, guarded, told
from ctxmap.rules import Rule


@cache
def load(name: str, folder: str = "") -> Plugins:
    """A plug-in by the name of its package or module, installed or in a folder; raises `PluginError`.

    Every module of the package is imported, but for those that begin with `_`. Those with a `check` that is a rule are
    rules; others are helpers.
    """
    with _found_in(folder):
        modules = sorted(_modules(name, name), key=lambda module: module.__name__)
    rules = {module.check.name: module for module in modules if _is_rule(module)}
    if not rules:
        raise PluginError(f'plug-in "{name}" has no rule: no module with a `check` that is decorated with `@rule(…)`')
    for rule in sorted(rules.keys() & set(rulebook.names())):
        raise PluginError(f'plug-in "{name}" has a rule "{rule}", and so has ctxmap; give its module another name')
    return Plugins(
        {rule: guarded(module.check, name) for rule, module in rules.items()},
        {rule: _page(module, name) for rule, module in rules.items()},
        dict.fromkeys(rules, name),
    )


@contextmanager
def _found_in(folder: str) -> Generator[None]:
    """Let modules be imported from a folder, after all that is installed."""
    path = str(Path(folder).resolve())
    is_new = path not in sys.path
    if is_new:
        sys.path.append(path)
    try:
        yield
    finally:
        if is_new:
            sys.path.remove(path)


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
    """The page beside the module, `no-such-thing.md`; where there is none, its docstring is all there is to read."""
    rule: Rule = module.check
    file = Path(module.__file__ or "").with_name(f"{rule.name}.md")
    text = file.read_text("utf-8") if file.is_file() else _docstring_as_page(module, plugin)
    try:
        page = rulebook.parse(text)
    except ValueError as error:
        raise PluginError(f'plug-in "{plugin}": "{file.name}" can\'t be read: {error}') from error
    if (page.name, page.severity) != (rule.name, rule.severity):
        meant = f'"{rule.name}" and "{rule.severity}"'
        raise PluginError(f'plug-in "{plugin}": "{file.name}" says "{page.name}" and "{page.severity}", not {meant}')
    return page


def _docstring_as_page(module: ModuleType, plugin: str) -> str:
    rule: Rule = module.check
    summary, _, rest = (module.__doc__ or "").strip().partition("\n")
    head = f"# {rule.name}\n\n**{rule.severity}** · {summary or rule.name}\n\n*{plugin}*\n"
    return f"{head}\n{rest.strip()}\n" if rest.strip() else head
