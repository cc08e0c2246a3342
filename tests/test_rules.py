"""Rules: every page is its rule's test, `tests/rules/<rule>.cml` shows where it draws the line.

Such a file holds cases, each under a `// ---- what it shows`. Where the rule has to find something the line ends with
`//= ` and the severity, once for each finding; it must find nothing else. What other rules find there doesn't matter.
Lines that begin with `//~ ` are the configuration under which the case is checked.

A rule about changes compares two versions: what stands before a line `// ==== 2027-03-31` with what stands behind it,
on that day. A rule about drift compares the map before a line `// ==== openapi` (`asyncapi`, `traffic`) with the
contract or the traffic behind it; findings in a contract are marked by `#= `.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import CHECKOUT, Change, CorpusFile, corpus_files
from ctxmap import breaking, compile_paths, compile_text, drift
from ctxmap.cli._rule_lists import as_markdown
from ctxmap.compiler import compile_files
from ctxmap.configuration import Configuration
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model
from ctxmap.model.json import from_json, to_json
from ctxmap.rules import Rule, all_rules, run
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import Declaration, Member, Name, Relationship, Setting
from ctxmap.text.files import Disk, Unsaved
from ctxmap.text.resources import rule_pages_folder
from ctxmap.text.source import Source
from ctxmap.vocabulary import SETTINGS
from new_rule import TO_DO, files
from pages import breaking_in, compiled_examples, configured, drift_in, run_page

CASES = Path(__file__).parent / "rules"
Fresh = Callable[[Path, Change], None]
REPORTED_ELSEWHERE = {
    "syntax",
    "unknown-reference",
    "ambiguous-reference",
    "duplicate-name",
    "hidden-character",
    "look-alike-name",
    "duplicate-attribute",
    "malformed-value",
    "import-not-found",
    "import-not-a-map",
    "unused-suppression",
    "malformed-contract",
}
"""What parsing, linking, suppressions and reading contracts report: with a page, without a module."""

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_REPORT = re.compile(r"^```report\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FINDING = re.compile(r"^\S+:\d+:\d+: (error|warning|info): .+ \[([a-z-]+)\]$", re.MULTILINE)
_SETTING = re.compile(r"^//~ (.*\n)", re.MULTILINE)
_REASON = re.compile(r"^- `([a-z-]+)`: [^-]", re.MULTILINE)
_CHANGE = re.compile(r"^// ==== ?(.*)\n", re.MULTILINE)
_CASE = re.compile(r"^// ---- (.+)\n((?:(?!// ---- ).*\n)+)", re.MULTILINE)


@pytest.mark.parametrize("name", rulebook.names())
def test_page_shows_what_happens(name: str, fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fresh(rule_pages_folder() / f"{name}.md", lambda text: run_page(text, tmp_path, about=name))


@pytest.mark.parametrize("name", rulebook.names())
def test_page_breaks_its_own_rule_and_fixes_it(name: str) -> None:
    page = rulebook.page(name)
    found = [finding for report in _REPORT.findall(page.text) for finding in _FINDING.findall(report)]
    assert {rule for _, rule in found} == {name}
    assert str(page.severity) in {severity for severity, _ in found}


@pytest.mark.parametrize("name", rulebook.names())
def test_page_names_every_severity_that_its_findings_have(name: str) -> None:
    """Those that the page and the rule's cases show: no other, and none that they don't show."""
    page = rulebook.page(name)
    shown = {severity for report in _REPORT.findall(page.text) for severity, _ in _FINDING.findall(report)}
    cases = CASES / f"{name}.cml"
    texts = [text for _, text in _CASE.findall(cases.read_text("utf-8"))] if cases.is_file() else []
    expected = {severity for text in texts for mark in ("//= ", "#= ") for _, severity in _expected(text, mark)}
    assert {str(severity) for severity in page.severities} == shown | expected


@pytest.mark.parametrize("name", rulebook.names())
def test_fixed_map_is_the_last_on_the_page(name: str) -> None:
    page = rulebook.page(name)
    assert page.text.rindex("```cml") > page.text.rindex("```report")


@pytest.mark.parametrize("name", rulebook.names())
def test_page_says_how_to_fix_what_it_shows(name: str, fresh: Fresh) -> None:
    fresh(rule_pages_folder() / f"{name}.md", _with_option_that_fixes)


def _with_option_that_fixes(text: str) -> str:
    """A page whose third line names the option that fixes what its examples show."""
    page = rulebook.parse(text)
    found = (d for compilation in compiled_examples(text) for d in compilation.diagnostics if d.rule == page.name)
    fixes = [d.fix.is_safe for d in found if d.fix]
    option = ("--fix" if any(fixes) else "--unsafe-fixes") if fixes else ""
    head = f"\n*{page.group}*{' · as in the Context Mapper tool' if page.is_peers else ''}"
    line = f"{head} · can be fixed by `{option}`\n" if option else f"{head}\n"
    return re.sub(rf"{re.escape(head)}.*\n", line, text, count=1)


@pytest.mark.parametrize("name", rulebook.names())
def test_page_teaches(name: str) -> None:
    page = rulebook.page(name)
    prose = _FENCE.sub("", page.text)
    assert page.name == name, "the page begins with another rule's name"
    assert page.summary.endswith("."), "the summary is a sentence"
    assert len(prose.split()) > 100, "say why the rule matters, in more than a hundred words"
    assert max(map(len, prose.splitlines())) <= 120, "break lines at 120 characters"


def test_index_of_the_pages_is_fresh(same: Callable[[Path, str], None]) -> None:
    # the pages as they will be: with `--accept -n auto`, another process may not have written them yet
    pages = [rulebook.parse(_with_option_that_fixes(page.text)) for page in rulebook.pages()]
    same(rule_pages_folder() / rulebook.INDEX, as_markdown(pages))


def test_every_rule_has_a_module_a_page_and_cases() -> None:
    parts = {
        "module": {*all_rules(), *breaking.names(), *drift.names()},
        "page": set(rulebook.names()) - REPORTED_ELSEWHERE,
        "cases": _with_cases(),
    }
    missing = [
        f"no {part} of {rule}: `make rule NAME={rule}` writes one"
        for part, there in parts.items()
        for rule in sorted(set[str]().union(*parts.values()) - there)
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("name", all_rules())
def test_nothing_of_a_rule_is_left_to_fill_in(name: str) -> None:
    left = [
        f"{path}:{number}: {line.strip()}"
        for path in files(name)
        for number, line in enumerate((CHECKOUT / path).read_text("utf-8").splitlines(), start=1)
        if TO_DO in line
    ]
    assert not left, "fill in\n" + "\n".join(left)


@pytest.mark.parametrize(
    "rule",
    [*all_rules().values(), *breaking.all_rules().values(), *drift.all_rules().values()],
    ids=lambda rule: rule.name,
)
def test_page_and_module_agree(rule: Rule | breaking.Rule | drift.Rule) -> None:
    page = rulebook.page(rule.name)
    documentation = sys.modules[rule.check.__module__].__doc__ or ""
    is_on_request = isinstance(rule, Rule) and rule.is_on_request
    expected = rule.severity, is_on_request, documentation.splitlines()[0]
    assert (page.severity, page.is_on_request, page.summary) == expected, (
        "the page's third line has the severity of the module's decorator, whether it is off by default, and the first "
        "line of its docstring"
    )


def _with_cases() -> set[str]:
    return {path.stem for path in CASES.iterdir()}


def _cases() -> Iterator[object]:
    for path in sorted(CASES.iterdir()):
        for title, text in _CASE.findall(path.read_text("utf-8")):
            yield pytest.param(path.stem, text, id=f"{path.stem}: {title}")


@pytest.mark.parametrize(("name", "text"), list(_cases()))
def test_rule_draws_the_line(name: str, text: str) -> None:
    configuration = configured("".join(_SETTING.findall(text)))
    if name in breaking.names():
        before, day, after = _CHANGE.split(text)
        diagnostics = breaking_in(before, after, configuration, day).diagnostics
        assert Counter((d.line, str(d.severity)) for d in diagnostics if d.rule == name) == Counter(_expected(after))
        return
    if name in drift.names():
        mapped, kind, contract = _CHANGE.split(text)
        diagnostics = drift_in(mapped, kind, contract, configuration).diagnostics
        found = Counter((d.path == "map.cml", d.line, str(d.severity)) for d in diagnostics if d.rule == name)
        expected = [(True, *each) for each in _expected(mapped)] + [
            (False, *each) for each in _expected(contract, "#= ")
        ]
        assert found == Counter(expected)
        return
    diagnostics = compile_files(["map.cml"], Unsaved({"map.cml": text}, Disk()), configuration).diagnostics
    assert [d.message for d in diagnostics if d.rule in ("syntax", "malformed-value")] == []
    found = Counter((d.line, str(d.severity)) for d in diagnostics if d.rule == name)
    assert found == Counter(_expected(text))


def _expected(text: str, mark: str = "//= ") -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for severity in line.partition(mark)[2].split():
            yield number, severity


def test_rules_read_the_model_and_nothing_else() -> None:
    """A model without places, as it comes from JSON, is found wanting in the same ways."""
    model = compile_paths([CHECKOUT / "samples" / "shop" / "as-is.cml"]).model
    found, again = (sorted(_said(each)) for each in (model, from_json(to_json(model))))
    assert found == again
    assert len({name for name, _ in found}) > 8


def _said(model: Model) -> Iterator[tuple[str, str]]:
    return ((finding.rule, finding.message) for finding in run(all_rules().values(), model))


def test_plain_cml_says_nothing_of_communication(corpus_file: CorpusFile) -> None:
    """Where a map can't say it, a rule can't find it."""
    found = {d.rule for d in compile_paths([corpus_file.path]).diagnostics}
    assert not found & _rules_on_additions()


@cache
def _rules_on_additions() -> frozenset[str]:
    """The rules that find nothing in their own cases once all that no file of the corpus uses is cut out of them."""
    texts = [file.path.read_text("utf-8") for file in corpus_files() if file.expect == "valid"]
    plain = {use for text in texts for use, _ in _uses(parse(Source("", text))[0].members)}
    found: set[str] = set()
    for path in CASES.iterdir():
        for _, text in _CASE.findall(path.read_text("utf-8")):
            found |= {d.rule for d in compile_text(_only(plain, text)).diagnostics if d.rule == path.stem}
    return frozenset(all_rules()) - found


def _only(plain: set[str], text: str) -> str:
    for use, node in _uses(parse(Source("", text))[0].members):
        if use not in plain:
            text = text[: node.start] + " " * (node.end - node.start) + text[node.end :]
    return text


def _uses(members: Iterable[Member]) -> Iterator[tuple[str, Member]]:
    """Every declaration, with its keyword, and every attribute, with its key and the value of an enumeration."""
    for member in members:
        if isinstance(member, Setting):
            known = {value for keys in SETTINGS.values() for value in keys.get(member.key.text, ())}
            values = [value.text for value in member.values if isinstance(value, Name) and value.text in known]
            yield " ".join([member.key.text, *values]), member
        elif isinstance(member, Declaration):
            yield member.keyword.text, member
            yield from _uses(member.members)
        elif isinstance(member, Relationship):
            yield from _uses(member.members)


def test_findings_on_maps_that_people_learn_from(
    golden: Callable[[str, str], None], corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    names = [file.name for file in corpus_files() if file.name.startswith("examples/")]
    found = [diagnostic for name in names for diagnostic in compile_paths([name]).diagnostics]
    golden("corpus-examples.txt", "".join(_line(diagnostic) for diagnostic in dict.fromkeys(found)))


def test_what_is_found_there_is_worth_saying() -> None:
    """Each kind of finding on those maps has a word why it helps their authors, and no word is left over."""
    tests = Path(__file__).parent
    found = {rule for _, rule in _FINDING.findall((tests / "golden" / "corpus-examples.txt").read_text("utf-8"))}
    assert _REASON.findall((tests / "worth_saying.md").read_text("utf-8")) == sorted(found)


def _line(d: Diagnostic) -> str:
    related = "".join(f"\n    {r.path}:{r.line}:{r.column}: {r.message}" for r in d.related)
    return f"{d.path}:{d.line}:{d.column}: {d.severity}: {d.message} [{d.rule}]{related}\n"


def test_maps_of_the_context_mapper_project_are_plain_cml(corpus_file: CorpusFile) -> None:
    configuration = Configuration(select=("not-plain-cml",))
    compilation = compile_paths([corpus_file.path], configuration)
    if corpus_file.expect == "valid":
        assert [f"{d.path}:{d.line}: {d.message}" for d in compilation.diagnostics if d.rule == "not-plain-cml"] == []
