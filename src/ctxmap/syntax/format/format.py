"""The canonical format of a text: the entry point of this package.

A text is its tokens and the gaps between them. The tree says which tokens begin a member, a clause or an element of a
list (`structure.py`); from that follow the gaps: spaces (`spacing.py`), comments (`comments.py`), lines and indentation
(`layout.py`), and comments at the ends of lines that stand below each other (`alignment.py`). Tokens are never added,
removed or moved, so the tree stays the same.
"""

from __future__ import annotations

from ctxmap.findings.finding import Finding
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.format.alignment import align
from ctxmap.syntax.format.layout import Unit, lay_out
from ctxmap.syntax.format.structure import structure
from ctxmap.syntax.format.words import Words, words_of
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.parse import parse
from ctxmap.text.source import Source

Lines = tuple[int, int]
"""The first and the last line of a range, both counted from 1."""


class FormatError(Exception):
    """Formatting would change more than white space: a mistake in ctxmap."""


def formatted(source: Source, lines: Lines | None = None) -> tuple[str, tuple[Finding, ...]]:
    """The text in the canonical format, or unchanged with the syntax errors that it has.

    With `lines`, only members and heads that have a part on these lines are formatted. The line ends are those of the
    text's first line. Raises `FormatError` rather than give a text that says something else.
    """
    file, findings = parse(source)
    if findings:
        return source.text, findings
    words = words_of(source.text)
    layout = lay_out(words, structure(file, words))
    gaps = align(words, layout)
    if lines:
        gaps = _only(lines, source, words, gaps, layout.units)
    text = _joined(words, gaps, _line_end(source.text))
    if not _says_the_same(text, words):
        raise FormatError(f"formatting {source.path} would change what it says")
    # Line ends help to guess what odd texts mean, such as values of an enum without commas.
    reads_well = text == source.text or not parse(Source(source.path, text))[1]
    return (text if reads_well else source.text), ()


def _joined(words: Words, gaps: list[str], line_end: str) -> str:
    if line_end != "\n":
        gaps = [gap.replace("\r\n", "\n").replace("\n", line_end) for gap in gaps]
    parts = [""] * (2 * len(gaps))
    parts[::2] = gaps
    parts[1::2] = words.texts
    return "".join(parts)


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _only(lines: Lines, source: Source, words: Words, gaps: list[str], units: list[Unit]) -> list[str]:
    """The gaps of what has a part on these lines, and the others as they are written."""
    tokens = words.tokens
    ends = [0, *tokens.ends]
    kept = [source.text[ends[number] : tokens.starts[number]] for number in range(len(gaps))]
    begin, end = source.offset(lines[0], 1), source.offset(lines[1] + 1, 1)
    if lines[1] >= source.line_count:
        end = len(source.text) + 1
    for first, behind in units:
        if tokens.starts[first] < end and begin < max(tokens.ends[behind - 1], tokens.starts[first] + 1):
            kept[first:behind] = gaps[first:behind]
    return kept


def _says_the_same(text: str, words: Words) -> bool:
    """Whether a text has the same tokens and comments; black compares trees for the same reason."""
    before, after = words.tokens, tokenize(text, automaton().keywords)
    return (
        before.keys == after.keys
        and before.texts == after.texts
        and len(before.comments) == len(after.comments)
        and all(
            one.text == other.text or _without_indentation(one.text) == _without_indentation(other.text)
            for one, other in zip(before.comments, after.comments, strict=True)
        )
    )


def _without_indentation(comment: str) -> list[str]:
    return [line.strip() for line in comment.split("\n")]
