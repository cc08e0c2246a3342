"""What there is to know of the rules without importing one: their pages.

A page is the documentation of a rule and its test. It begins with `# rule-name`; the severities of its findings, the
default first, with `, off by default` for a rule that has to be asked for, and one sentence:
`**error, warning** · An aggregate has one owner.`; and its group: `*Boundaries*`, with
` · as in the Context Mapper tool` if that tool has the check too, and with ` · can be fixed by --fix` (or
`--unsafe-fixes`) if its findings can carry a fix. What parsing, linking and suppressions report has a page like any
rule. Tests check that pages and rules agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from ctxmap.findings.finding import Severity
from ctxmap.text.resources import modules_in, rule_pages_folder

_COMPARING = ("breaking", "drift")
"""The folders of those rules; they are walked, since importing them takes time."""
INDEX = "index.md"
"""The list of all pages; it is in their folder and not a page itself."""

_HEAD = (
    r"# (?P<name>\S+)\n"
    r"\n\*\*(?P<severities>(?:error|warning|info)(?:, (?:error|warning|info))*)(?P<off>, off by default)?\*\*"
    r" · (?P<summary>.+)\n"
    r"\n\*(?P<group>[^*\n]+)\*(?P<peer> · as in the Context Mapper tool)?"
    r"(?: · can be fixed by `(?P<fix>--[a-z-]+)`)?\n"
)


class RulePage(msgspec.Struct, frozen=True):
    """A rule's name, severities, summary in one sentence, group, and the whole page as Markdown.

    `severities`: those that its findings can have, the default first. `is_peers`: the Context Mapper tool has this
    check too. `is_on_request`: it is off by default. `fix`: the option of `ctxmap check` that fixes its findings, as
    far as they can be fixed; "" if none can.
    """

    name: str
    severities: tuple[Severity, ...]
    summary: str
    group: str
    is_peers: bool
    is_on_request: bool
    fix: str
    text: str

    @property
    def severity(self) -> Severity:
        """The severity of its findings, unless they have their own."""
        return self.severities[0]

    @property
    def shown_severities(self) -> str:
        """Its severities as lists of rules show them, the default first: `warning, error, off by default`."""
        return ", ".join([*map(str, self.severities), *(["off by default"] if self.is_on_request else [])])


Pages = Mapping[str, RulePage]
"""Pages by the names of their rules."""
NO_PAGES: Pages = MappingProxyType({})


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, sorted, including those that parsing and linking report; reads no page."""
    return tuple(sorted(path.stem for path in rule_pages_folder().glob("*.md") if path.name != INDEX))


@cache
def names_of_comparisons() -> frozenset[str]:
    """The rules that compare a map with something else, another version or what runs; `check` doesn't run them."""
    package = Path(__file__).parent.parent
    modules = modules_in([f"{package}/{folder}/rules" for folder in _COMPARING])
    return frozenset(module.replace("_", "-") for module in modules)


def page(name: str) -> RulePage:
    """The page of a rule; `name` is one of `names()`."""
    return parse(_path(name).read_text("utf-8"))


def pages() -> tuple[RulePage, ...]:
    """Every page, in the order of the names."""
    return tuple(map(page, names()))


def parse(text: str) -> RulePage:
    """A page from its text; raises `ValueError` if it does not begin as pages do."""
    head = re.match(_HEAD, text)
    if not head:
        raise ValueError("a rule page begins with '# rule-name', '**severity** · one sentence' and '*group*'")
    severities = tuple(Severity[each.upper()] for each in head["severities"].split(", "))
    is_peers, is_off = bool(head["peer"]), bool(head["off"])
    return RulePage(head["name"], severities, head["summary"], head["group"], is_peers, is_off, head["fix"] or "", text)


def _path(name: str) -> Path:
    return rule_pages_folder() / f"{name}.md"
