"""What there is to know of the rules without importing one: their pages.

A page is the documentation of a rule and its test. It begins with `# rule-name` and, as the next paragraph, the rule's
severity and one sentence on a line: `**error** · An aggregate has one owner.` What parsing, linking and suppressions
report has a page like any rule. Whether pages and rules agree is for the tests.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from ctxmap.findings import Severity
from ctxmap.resources import rule_pages_folder

_HEAD = re.compile(r"# (?P<name>\S+)\n\n\*\*(?P<severity>error|warning|info)\*\* · (?P<summary>.+)\n")


class RulePage(msgspec.Struct, frozen=True):
    """A rule's name, its default severity, what it says in one sentence, and the whole page as Markdown."""

    name: str
    severity: Severity
    summary: str
    text: str


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, sorted, those that parsing and linking report too; no page is read for it."""
    return tuple(sorted(path.stem for path in rule_pages_folder().glob("*.md")))


def page(name: str) -> RulePage:
    """The page of a rule; `name` is one of `names()`."""
    return parse(_path(name).read_text("utf-8"))


def pages() -> tuple[RulePage, ...]:
    """Every page, in the order of the names."""
    return tuple(map(page, names()))


def parse(text: str) -> RulePage:
    """A page from its text, which has to begin as pages do."""
    head = _HEAD.match(text)
    if not head:
        raise ValueError("a rule page begins with '# rule-name' and '**severity** · one sentence'")
    return RulePage(head["name"], Severity[head["severity"].upper()], head["summary"], text)


def _path(name: str) -> Path:
    return rule_pages_folder() / f"{name}.md"
