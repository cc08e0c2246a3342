"""What there is to know of the rules without importing one: their pages.

A page is the documentation of a rule and its test. It begins with `# rule-name`; the rule's severity and one sentence
on a line: `**error** · An aggregate has one owner.`; and the group that it belongs to: `*Boundaries*`, with
` · as in the Context Mapper tool` where that one has this check too, and with ` · can be fixed by --fix` (or
`--unsafe-fixes`) where findings can carry a fix. What parsing, linking and suppressions report has a page like any
rule. Whether pages and rules agree is for the tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from ctxmap.findings.finding import Severity
from ctxmap.text.resources import rule_pages_folder

INDEX = "index.md"
"""The list of all pages, which stands among them and is none."""

_HEAD = (
    r"# (?P<name>\S+)\n"
    r"\n\*\*(?P<severity>error|warning|info)\*\* · (?P<summary>.+)\n"
    r"\n\*(?P<group>[^*\n]+)\*(?P<peer> · as in the Context Mapper tool)?"
    r"(?: · can be fixed by `(?P<fix>--[a-z-]+)`)?\n"
)


class RulePage(msgspec.Struct, frozen=True):
    """A rule's name, its default severity, what it says in one sentence, its group, and the whole page as Markdown.

    `is_peers`: the Context Mapper tool has this check too. `fix`: the option of `ctxmap check` that fixes what it
    finds, as far as that can be fixed; "" where it can't.
    """

    name: str
    severity: Severity
    summary: str
    group: str
    is_peers: bool
    fix: str
    text: str


Pages = Mapping[str, RulePage]
"""Pages by the names of their rules."""
NO_PAGES: Pages = MappingProxyType({})


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, sorted, those that parsing and linking report too; no page is read for it."""
    return tuple(sorted(path.stem for path in rule_pages_folder().glob("*.md") if path.name != INDEX))


def page(name: str) -> RulePage:
    """The page of a rule; `name` is one of `names()`."""
    return parse(_path(name).read_text("utf-8"))


def pages() -> tuple[RulePage, ...]:
    """Every page, in the order of the names."""
    return tuple(map(page, names()))


def parse(text: str) -> RulePage:
    """A page from its text, which has to begin as pages do."""
    head = re.match(_HEAD, text)
    if not head:
        raise ValueError("a rule page begins with '# rule-name', '**severity** · one sentence' and '*group*'")
    severity = Severity[head["severity"].upper()]
    return RulePage(head["name"], severity, head["summary"], head["group"], bool(head["peer"]), head["fix"] or "", text)


def _path(name: str) -> Path:
    return rule_pages_folder() / f"{name}.md"
