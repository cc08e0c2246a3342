"""The page of a plug-in's rule: the file beside its module, or what its docstring says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ctxmap.findings import rulebook
from ctxmap.findings.finding import Severity
from ctxmap.findings.rulebook import RulePage
from ctxmap.plugins.plugin import PluginError
from ctxmap.text.files import read_regular_file


def page_of(rule: str, module: Path, severity: Severity, docstring: str, plugin: str) -> RulePage:
    """The page `no-such-thing.md` beside the module; raises `PluginError` where it doesn't fit the rule."""
    file = module.with_name(f"{rule}.md")
    try:
        is_there = file.is_file()
        text = read_regular_file(file).decode() if is_there else _docstring_as_page(rule, severity, docstring, plugin)
        page = rulebook.parse(text)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise PluginError(f'plug-in "{plugin}": "{file.name}" can\'t be read: {why}') from error
    if (page.name, page.severity) != (rule, severity):
        meant = f'"{rule}" and "{severity}"'
        raise PluginError(f'plug-in "{plugin}": "{file.name}" says "{page.name}" and "{page.severity}", not {meant}')
    return page


def refuse_names_of_ours(rules: Iterable[str], plugin: str) -> None:
    """Raise `PluginError` for a rule that is named like one of ctxmap's."""
    for rule in sorted(set(rules) & set(rulebook.names())):
        raise PluginError(f'plug-in "{plugin}" has a rule "{rule}", and so has ctxmap; give its module another name')


def _docstring_as_page(rule: str, severity: Severity, docstring: str, plugin: str) -> str:
    summary, _, rest = docstring.strip().partition("\n")
    head = f"# {rule}\n\n**{severity}** · {summary or rule}\n\n*{plugin}*\n"
    return f"{head}\n{rest.strip()}\n" if rest.strip() else head
