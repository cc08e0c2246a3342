"""Rules as a list: for people, as the index of the pages, and for tools. A list is made of pages and knows no rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from msgspec.structs import asdict

from ctxmap.findings.rulebook import RulePage
from ctxmap.plugins import NONE, Plugins
from ctxmap.rules import Rule, all_rules

_INDEX = """# The rules

The rules that `ctxmap check` applies. **error** breaks the build, **warning** is a likely mistake, **info** is a
question worth asking. If a rule has several severities, the first one is the default, and its page says when the
others apply. A project can change all of them, and ask for a rule that is off by default. `ctxmap explain RULE`
prints a rule's page: why the rule matters, a map that breaks it, and the fixed map. The Context Mapper tool has the
rules marked *CML* too.
"""


def as_text(pages: Sequence[RulePage], plugins: Plugins = NONE) -> str:
    """A line for each rule: its name, its severities, and its summary."""
    name_width = max(len(page.name) for page in pages)
    severity_width = max(len(page.shown_severities) for page in pages)
    return "".join(
        f"{page.name:{name_width}}  {page.shown_severities:{severity_width}}  {page.summary}\n" for page in pages
    )


def as_markdown(pages: Sequence[RulePage], plugins: Plugins = NONE) -> str:
    """The index of the pages, `docs/rules/index.md`: a table a group."""
    in_order = sorted(pages, key=lambda page: (page.group, page.name))
    groups = groupby(in_order, key=lambda page: page.group)
    return _INDEX + "".join(f"\n## {group}\n\n{_table(members)}" for group, members in groups)


def as_json(pages: Sequence[RulePage], plugins: Plugins = NONE) -> str:
    """A JSON array with an object a rule; `page` is the file in ctxmap's repository, or null for a plug-in's."""
    return json.dumps([_entry(page, plugins) for page in pages], indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[RulePage], Plugins], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}


def _table(pages: Iterable[RulePage]) -> str:
    return f"| rule | severity | fixed by | |\n| --- | --- | --- | --- |\n{''.join(map(_row, pages))}"


def _row(page: RulePage) -> str:
    name = f"[{page.name}]({page.name}.md){' *CML*' if page.is_peers else ''}"
    return f"| {name} | {page.shown_severities} | {page.fix and f'`{page.fix}`'} | {page.summary} |\n"


def _entry(page: RulePage, plugins: Plugins) -> Mapping[str, object]:
    plugin = plugins.owners.get(page.name)
    return {
        "name": page.name,
        "severity": str(page.severity),
        "severities": [str(each) for each in page.severities],
        "off_by_default": page.is_on_request,
        "summary": page.summary,
        "group": page.group,
        "cml": page.is_peers,
        "fix": page.fix or None,
        "plugin": plugin,
        "page": None if plugin else f"docs/rules/{page.name}.md",
        "thresholds": _thresholds({**all_rules(), **plugins.rules}.get(page.name)),
    }


def _thresholds(rule: Rule | None) -> Mapping[str, object]:
    """A rule's thresholds by their keys in the configuration, with what holds where nothing is said."""
    limits = rule.thresholds if rule else None
    return {key.replace("_", "-"): value for key, value in asdict(limits).items()} if limits else {}
