"""Texts and what is read from them: declarations as trees, every slip with its message, no word out of place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from conftest import CorpusFile
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import Comment, Declaration, File, Name, Text, declarations
from ctxmap.text.source import Source
from syntax_outline import dump, outline

CASES = Path(__file__).parent / "syntax"
FENCES = re.compile(r"^```cml\n(.*?)^```\n(?:\n```report\n.*?^```\n)?", re.MULTILINE | re.DOTALL)


def read(text: str) -> File:
    file, findings = parse(Source("map.cml", text))
    assert not findings, report(text)
    return file


def report(text: str) -> str:
    """What is found in a text, then what is read of it all the same."""
    source = Source("map.cml", text)
    file, findings = parse(source)
    lines: list[str] = []
    for finding in findings:
        start, end = source.position(finding.at.start), source.position(finding.at.end)
        lines.append(f"{start.line}:{start.column}-{end.line}:{end.column} {finding.message}")
        lines += [f"    hint: {finding.hint}"] if finding.hint else []
        for related in finding.related:
            position = source.position(related.at.start)
            lines.append(f"    {position.line}:{position.column} {related.message}")
    return "\n".join([*lines, f"read: {outline(file.members) or 'nothing'}"]) + "\n"


@pytest.mark.parametrize("page", sorted(CASES.glob("*.md")), ids=lambda page: page.stem)
def test_cases(page: Path, same: Callable[[Path, str], None]) -> None:
    text = page.read_text("utf-8")
    same(page, FENCES.sub(lambda case: f"```cml\n{case[1]}```\n\n```report\n{report(case[1])}```\n", text))


def test_the_tree_of_a_map_with_every_declaration(golden: Callable[[str, str], None]) -> None:
    golden("syntax-language.txt", dump(read((CASES / "language.cml").read_text("utf-8"))))


# ---- Real maps ---------------------------------------------------------------------------------------


def test_corpus(corpus_file: CorpusFile) -> None:
    text = corpus_file.path.read_bytes().decode("utf-8-sig")
    source = Source(corpus_file.name, text)
    file, findings = parse(source)
    lines = [source.position(finding.at.start).line for finding in findings]
    assert lines == WRONG_LINES.get(corpus_file.name, []), report(text)
    if corpus_file.expect == "syntax error":
        assert sorted(_declared(file)) == sorted(_declared_by_keyword(text))


WRONG_LINES = {
    "peer-tests/refactorings/derive-bc-from-subdomain-entity-attributes-test-1-input.cml": [22],
    "peer-tests/refactorings/derive-bc-from-subdomain-test-2-input.cml": [8],
    "peer-tests/refactorings/derive-bc-from-subdomain-test-3-input.cml": [10],
    "peer-tests/refactorings/derive-bc-from-subdomain-test-4-input.cml": [12],
    "peer-tests/refactorings/derive-bc-from-subdomain-test-5-input.cml": [4, 17],
    "peer-tests/servicecutter/user-representations-generation-test-1.cml": [13, 14],
}
"""Where the corpus' own mistakes are: a missing `;`, an attribute with `@`, keywords that the language dropped."""


def _declared(file: File) -> list[str]:
    return [node.name.text for node in _nodes(file) if isinstance(node, Declaration) and node.name]


def _declared_by_keyword(text: str) -> list[str]:
    code = re.sub(r"//[^\n]*|/\*.*?\*/|\"[^\"]*\"", " ", text, flags=re.DOTALL)
    keywords = "BoundedContext|Aggregate|Entity|ValueObject|Service|Domain|Subdomain|UseCase"
    return re.findall(rf"\b(?:{keywords}) (\w+)", code)


def test_every_node_is_where_it_says(corpus_file: CorpusFile) -> None:
    if corpus_file.expect != "valid":
        pytest.skip("its mistakes are fixed")
    text = corpus_file.path.read_bytes().decode("utf-8-sig")
    for node in _nodes(read(text)):
        written = text[node.start : node.end]
        if isinstance(node, Text):
            assert written[0] == written[-1] in "\"'"
            assert "\\" in written or written[1:-1] == node.value
        elif isinstance(node, Name) and node.text not in PHRASES:
            assert "".join(written.replace("^", "").split()) == node.text.replace(" ", "")
        else:
            assert written
            assert written == written.strip()


PHRASES = ("inject", "means", "promotes", "harms", "As a")
"""Keys that stand for more than one way to write them."""


def _nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for part in value:  # type: ignore[reportUnknownVariableType]
            yield from _nodes(part)
    elif isinstance(value, msgspec.Struct):
        if not isinstance(value, File):
            yield value
        for field in value.__struct_fields__:
            if field not in ("source", "comments"):
                yield from _nodes(getattr(value, field))


# ---- Files as they come ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n", "  \t\n", "// nothing\n", "/* nothing\n */", "\ufeff", "\ufeff// x"])
def test_a_file_may_say_nothing(text: str) -> None:
    assert read(text).members == ()


def test_line_ends_and_tabs_make_no_difference() -> None:
    text = "BoundedContext A {\n  type = SYSTEM // a comment\n  Aggregate X\n}\n"
    assert dump(read(text.replace("\n", "\r\n"))) == dump(read(text.replace("  ", "\t"))) == dump(read(text))


def test_comments_are_kept() -> None:
    text = "// one\nBoundedContext A /* two\n lines */ { }\n// three"
    comments = read(text).comments
    assert [comment.text for comment in comments] == ["// one", "/* two\n lines */", "// three"]
    assert all(
        text[comment.start : comment.end] == comment.text for comment in comments if isinstance(comment, Comment)
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"a \"b\" c"', 'a "b" c'),
        (r"'it\'s'", "it's"),
        (r'"tab\tline\nback\\slash"', "tab\tline\nback\\slash"),
        (r'"\u0041\u00e4"', "Aä"),
        (r'"\ud83d\ude00 \ud83d"', "\N{GRINNING FACE} \N{REPLACEMENT CHARACTER}"),
        ('"two\nlines // and no comment"', "two\nlines // and no comment"),
        ('"one\r\ntwo\rthree"', "one\ntwo\nthree"),
        ('""', ""),
    ],
)
def test_strings(written: str, value: str) -> None:
    (context,) = read(f"BoundedContext A {{ domainVisionStatement = {written} }}").members
    assert isinstance(context, Declaration)
    assert dump(File(Source("", ""), context.members, ())) == f"Setting key=domainVisionStatement values=({value!r})\n"


@pytest.mark.parametrize(
    ("written", "unknown", "value"),
    [
        (r'"^\d{5}$"', [r"\d"], r"^\d{5}$"),
        (r"'\s \\s \w'", [r"\s", r"\w"], r"\s \s \w"),
        (r'"\u12 \u0041"', [r"\u"], r"\u12 A"),
        ('"a \\\n b"', ["\\\n"], "a \\\n b"),
    ],
)
def test_a_backslash_that_begins_no_escape_is_reported_and_kept(written: str, unknown: list[str], value: str) -> None:
    text = f"BoundedContext A {{ domainVisionStatement = {written} }}"
    file, findings = parse(Source("map.cml", text))
    assert [text[finding.at.start : finding.at.end] for finding in findings] == unknown
    assert f"values=({value!r})" in dump(file)


def test_names_are_compared_in_their_composed_form() -> None:
    composed, decomposed = "Caf\u00e9", "Cafe\u0301"
    text = f"ContextMap {{ contains {composed}, {decomposed}::{decomposed} }}"
    assert dump(read(text)).count(composed) == 3


@pytest.mark.parametrize("name", ["支付", "Größe", "Заказ", "_x1", "^type", "^支付", "naïve"])
def test_any_script_can_be_a_name(name: str) -> None:
    (context,) = declarations(read(f"BoundedContext {name} {{ Aggregate {name} }}").members, "BoundedContext")
    assert context.name
    assert context.name.text == name.removeprefix("^")


def test_white_space_is_free_between_the_words_of_a_keyword() -> None:
    text = 'UserStory S { As\n  an "x" I\twant /* so */ to create "Y" so\n\n that "z" }'
    assert outline(read(text).members) == "UserStory S(As a, feature 'Y', so that)"


# ---- Keywords as names -------------------------------------------------------------------------------

WORDS = re.findall(
    r"\S+",
    """
    Aggregate Entity O Operation Policy Step Term View X abstract async cache channel contains def displayName hint
    import key link not of on package public reads reference state sync tags title to topic type void
    """,
)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    "text",
    [
        "BoundedContext W",
        "ContextMap W(contains)",
        "ContextMap M(W -> W)",
        "BoundedContext A(Aggregate W(Entity W(String W, int x)))",
        "BoundedContext A(Aggregate X(Entity E(- W a, - W b)))",
        "BoundedContext A(Aggregate X(enum E(W, B, C)))",
        "BoundedContext A(Aggregate X(Service S(W())))",
    ],
)
def test_a_keyword_may_be_a_name(word: str, text: str) -> None:
    expected = re.sub(r"\bW\b", word, text)
    written = expected.replace("(contains)", f"{{ contains {word}, A }}").replace("()", ";")
    written = written.replace("(", " { ").replace(")", " }")
    if "enum" not in text:
        written = written.replace(", ", " ") if "contains" not in text else written
    assert outline(read(written).members) == expected
