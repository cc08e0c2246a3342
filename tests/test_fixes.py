"""Fixes: what they make of a text, that they settle what they are for, and that nothing else changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
from benchmarks.mutate import mutant, texts_below

from conftest import CHECKOUT, Change, CorpusFile
from ctxmap.compiler import Compilation, compile_files
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.fixes import Fixed, apply_fixes
from ctxmap.fixes.edits import applied, edits, trees
from ctxmap.syntax.parse import parse
from ctxmap.text.files import Disk, Files, Unsaved
from ctxmap.text.source import Source

CASES = Path(__file__).parent / "fixes" / "layout.cml"
REVEALING = {
    *("syntax", "unknown-reference", "import-not-found", "duplicate-attribute", "unused-suppression"),
    *("event-not-published-here", "command-not-accepted", "operation-not-offered"),
}
"""Where what is fixed begins to mean something, of which there may be something to say."""
SEEDS = range(200)
PATH = "map.cml"

_CASE = re.compile(r"^// ---- (.+)\n((?:(?!// ---- ).*\n)+)", re.MULTILINE)
_MAP = re.compile(r"^```cml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with the file that the page on imports is about."""
    monkeypatch.chdir(tmp_path)
    Path("payment.cml").write_text("BoundedContext Payment\n", "utf-8")


def fixed(text: str, *, unsafe: bool = False, path: str = PATH) -> Fixed:
    def compile_from(files: Files) -> Compilation:
        return compile_files([path], files)

    return apply_fixes([path], Unsaved({path: text}, Disk()), compile_from, unsafe=unsafe)


def after(text: str, *, unsafe: bool = False, path: str = PATH) -> str:
    changed = fixed(text, unsafe=unsafe, path=path).files
    return changed[0].texts[1] if changed else text


def found(text: str, path: str = PATH) -> tuple[Diagnostic, ...]:
    return compile_files([path], Unsaved({path: text}, Disk())).diagnostics


# ---- What fixes make of a text ---------------------------------------------------------------------------------------


def _shown(title: str, text: str) -> str:
    """The fixes of a text, and how it is afterwards: with the safe ones, then with all."""
    fixes = [f"{d.line}:{d.column} {_title(d)} [{d.rule}]\n" for d in found(text) if d.fix]
    safe, every = (after(text, unsafe=unsafe) for unsafe in (False, True))
    parts = (_difference("safe", text, safe), _difference("all", text if safe == text else safe, every))
    return f"==== {title}\n{''.join(fixes)}{''.join(parts)}\n"


def _title(diagnostic: Diagnostic) -> str:
    assert diagnostic.fix
    return f"{'' if diagnostic.fix.is_safe else '(unsafe) '}{diagnostic.fix.title}"


def _difference(name: str, before: str, behind: str) -> str:
    lines = list(unified_diff(before.split("\n"), behind.split("\n"), lineterm="", n=1))[2:]
    return "".join(f"{line}\n".replace("@@", f"@@ {name}", 1) for line in lines)


def test_where_things_go(golden: Callable[[str, str], None]) -> None:
    golden("fixes-layout.txt", "".join(_shown(title, text) for title, text in _cases()))


def test_fixes_of_rule_pages(golden: Callable[[str, str], None]) -> None:
    shown = [_shown(name, text) for name, text in _pages() if any(d.fix for d in found(text) if d.rule == name)]
    golden("fixes-rules.txt", "".join(shown))


def _cases() -> Iterator[tuple[str, str]]:
    """The cases of `tests/fixes/layout.cml`, each with its title."""
    yield from _CASE.findall(CASES.read_text("utf-8"))


def _pages() -> Iterator[tuple[str, str]]:
    """The maps of each rule's page that break it."""
    for page in rulebook.pages():
        for text in _MAP.findall(page.text):
            if any(d.rule == page.name for d in found(text)):
                yield page.name, text


# ---- A fix settles its finding, and makes no other ------------------------------------------------------------------


def _known_as(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.rule, diagnostic.subject, diagnostic.message


def test_a_fix_settles_what_it_is_for() -> None:
    settled: set[str] = set()
    for _, text in _pages():
        diagnostics = found(text)
        files = trees(diagnostics, {PATH: Source(PATH, text)})
        for diagnostic in diagnostics:
            if made := edits(diagnostic, files):
                left = Counter(map(_known_as, found(applied(text, made))))
                assert left[_known_as(diagnostic)] < Counter(map(_known_as, diagnostics))[_known_as(diagnostic)], (
                    diagnostic
                )
                settled.add(diagnostic.rule)
    assert len(settled) > 30


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_finds_nothing_that_was_not_found_before(unsafe: bool) -> None:
    for name, text in _pages():
        if name not in REVEALING:
            assert _new_findings(text, fixed(text, unsafe=unsafe)) == [], name


def _new_findings(text: str, result: Fixed, path: str = PATH, least: Severity = Severity.INFO) -> list[str]:
    before = {_known_as(d) for d in found(text, path)}
    return [d.message for d in result.compilation.diagnostics if _known_as(d) not in before and d.severity >= least]


# ---- Whatever the text -----------------------------------------------------------------------------------------------


def _well_kept(text: str, path: str) -> None:
    """What holds of every text: it stays as readable, keeps its comments, and is fixed once and for all."""
    for unsafe in (False, True):
        result = fixed(text, unsafe=unsafe, path=path)
        behind = result.files[0].texts[1] if result.files else text
        assert not fixed(behind, unsafe=unsafe, path=path).files
        assert len(_syntax(behind)) <= len(_syntax(text))
        assert not _comments(text) - _comments(behind)
        if not unsafe and REVEALING.isdisjoint(d.rule for d in result.fixed):
            assert _new_findings(text, result, path, Severity.WARNING) == []


def _syntax(text: str) -> list[str]:
    return [finding.message for finding in parse(Source(PATH, text))[1]]


def _comments(text: str) -> Counter[str]:
    """The comments of a text, but suppressions."""
    comments = (comment.text for comment in parse(Source(PATH, text))[0].comments)
    return Counter(each for each in comments if "ctxmap:" not in each)


def test_real_maps_are_well_kept(corpus_file: CorpusFile) -> None:
    _well_kept(corpus_file.path.read_text("utf-8-sig", errors="replace"), str(corpus_file.path))


def test_line_ends_stay(corpus_file: CorpusFile) -> None:
    text, path = corpus_file.path.read_text("utf-8-sig", errors="replace"), str(corpus_file.path)
    assert after(text.replace("\n", "\r\n"), path=path) == after(text, path=path).replace("\n", "\r\n")


@pytest.mark.parametrize("first", range(0, len(SEEDS), 50))
def test_broken_maps_are_well_kept(corpus: Path, first: int) -> None:
    texts = {path: text for path, text in texts_below(corpus, CHECKOUT / "samples").items() if len(text) < 8_000}
    _mutants_are_well_kept(texts, SEEDS[first : first + 50])


@pytest.mark.parametrize("first", range(0, len(SEEDS), 50))
def test_broken_examples_are_well_kept(first: int) -> None:
    """There is more to fix in these than in real maps."""
    texts = {f"{number}.cml": text for number, (_, text) in enumerate([*_pages(), *_cases()])}
    _mutants_are_well_kept(texts, SEEDS[first : first + 50])


def _mutants_are_well_kept(texts: Mapping[str, str], seeds: Iterable[int]) -> None:
    for seed in seeds:
        broken = mutant(texts, seed)
        try:
            _well_kept(broken.text, broken.path)
        except AssertionError as error:
            pytest.fail(f"seed {seed} of {broken.path}: {'; '.join(broken.edits)}\n{error}")


@pytest.mark.parametrize(("title", "text"), _CASE.findall(CASES.read_text("utf-8")))
def test_layouts_are_well_kept(title: str, text: str) -> None:
    _well_kept(text, PATH)
    for unsafe in (False, True):
        crlf = after(text.replace("\n", "\r\n"), unsafe=unsafe)
        assert crlf == after(text, unsafe=unsafe).replace("\n", "\r\n")


# ---- The page --------------------------------------------------------------------------------------------------------


def test_page_lists_what_is_fixed(fresh: Callable[[Path, Change], None]) -> None:
    """The last table of docs/fixes.md: an example of every rule's fixes, from the rules' pages and the cases here."""
    head = "| rule | safe | with `--unsafe-fixes` |\n| --- | --- | --- |\n"
    fresh(CHECKOUT / "docs" / "fixes.md", lambda text: text.partition(head)[0] + head + "".join(_rows()))


def _rows() -> Iterator[str]:
    titles: dict[str, dict[bool, str]] = {}
    for _, text in (*_pages(), *_cases()):
        for diagnostic in found(text):
            if fix := diagnostic.fix:
                titles.setdefault(diagnostic.rule, {}).setdefault(fix.is_safe, fix.title)
    for rule in sorted(titles):
        yield f"| [{rule}](rules/{rule}.md) | {titles[rule].get(True, '')} | {titles[rule].get(False, '')} |\n"
