"""Rules of others: a package or module with rules written as ctxmap's own are, and their pages beside them.

What stands in such a module runs when a map is checked. Whatever goes wrong in it is told with the plug-in's name and
the rule's, as `PluginError`. Knows nothing of configurations.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import msgspec

from ctxmap import rulebook
from ctxmap.findings import Finding
from ctxmap.rulebook import NO_PAGES, Pages, RulePage
from ctxmap.rules import Rule

_ANYTHING = (Exception, SystemExit)
"""Whatever code of others raises is theirs; one that ended the program would pass for a check without findings."""


class PluginError(Exception):
    """A plug-in that can't be used, or that failed; the message says which, and where."""


class Plugins(msgspec.Struct, frozen=True):
    """The rules of one or more plug-ins and their pages, both by name, and the plug-in that each is from."""

    rules: Mapping[str, Rule] = {}
    pages: Pages = NO_PAGES
    owners: Mapping[str, str] = {}


NONE = Plugins()
"""No plug-ins at all."""


def load_all(names: Iterable[str], folder: str = "") -> Plugins:
    """Several plug-ins as one; raises `PluginError`, also where two have a rule of one name."""
    together = NONE
    for name in dict.fromkeys(names):
        together = joined(together, load(name, folder))
    return together


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
        {rule: _guarded(module.check, name) for rule, module in rules.items()},
        {rule: _page(module, name) for rule, module in rules.items()},
        dict.fromkeys(rules, name),
    )


def joined(some: Plugins, more: Plugins) -> Plugins:
    """Some plug-ins and more as one; raises `PluginError` where two have a rule of one name."""
    for rule in sorted(some.rules.keys() & more.rules.keys()):
        raise PluginError(f'plug-ins "{some.owners[rule]}" and "{more.owners[rule]}" both have a rule "{rule}"')
    return Plugins({**some.rules, **more.rules}, {**some.pages, **more.pages}, {**some.owners, **more.owners})


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
    except _ANYTHING as error:
        raise PluginError(f'plug-in "{plugin}" can\'t be imported: {_told(error)}') from error


def _is_rule(module: ModuleType) -> bool:
    """Whether the module is a rule's own; one that was merely imported into it is another module's."""
    check = getattr(module, "check", None)
    return isinstance(check, Rule) and check.check.__module__ == module.__name__


def _guarded(rule: Rule, plugin: str) -> Rule:
    """The rule with a check that raises nothing but `PluginError`."""
    return msgspec.structs.replace(rule, check=_guard(rule.check, f'rule "{rule.name}" of plug-in "{plugin}"'))


def _guard(check: Callable[..., Iterator[Finding]], whose: str) -> Callable[..., Iterator[Finding]]:
    def guarded(*arguments: Any) -> Iterator[Finding]:
        try:
            for found in check(*arguments):
                if not isinstance(found, Finding):  # pyright: ignore[reportUnnecessaryIsInstance] — who knows
                    raise TypeError(f"it yields {found!r}, which is no finding")
                yield found
        except _ANYTHING as error:
            raise PluginError(f"{whose} failed: {_told(error)}") from error

    return guarded


def _told(error: BaseException) -> str:
    """`KeyError: 'x' (no_such_thing.py:12)`: what was raised and, if it is known, where in code that isn't ctxmap's."""
    if isinstance(error, SyntaxError):
        return f"{error.msg} ({Path(error.filename or '').name}:{error.lineno})"
    from traceback import walk_tb  # noqa: PLC0415 — most have no plug-ins, let alone failing ones

    places = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    ours = Path(__file__).parent
    theirs = [(file, line) for file, line in places if ours not in file.parents and file.is_file()]
    where = f" ({theirs[-1][0].name}:{theirs[-1][1]})" if theirs else ""
    return f"{type(error).__name__}: {error}{where}"


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
