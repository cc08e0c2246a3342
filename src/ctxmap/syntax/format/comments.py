"""The gap before a token that begins a line, with the comments in it.

A comment stays where its author put it: at the end of a line of code, on lines of its own before what it describes, or
on the same line before it. At most one blank line is kept.
"""

from __future__ import annotations

import msgspec

from ctxmap.syntax.format.words import Words
from ctxmap.syntax.tree import Comment

TAB_WIDTHS = (4, 8)


class Gap(msgspec.Struct, frozen=True):
    """What stands before a token, and how many lines at its beginning are a comment at the end of a line of code."""

    text: str
    trailing: int = 0


class Line(msgspec.Struct, frozen=True):
    """How the line of a token begins: its indentation, and that of comments before it.

    `most` is the number of line ends that are kept: 2 keep a blank line. `is_first` and `is_last` are for what follows
    `{`, or the beginning of the file, and for `}`, or the end of the file: there is no blank line. `is_apart` asks for
    a blank line where the author has none.
    """

    indent: int
    comments: int
    most: int = 2
    is_first: bool = False
    is_last: bool = False
    is_apart: bool = False


def is_hard(words: Words, comment: Comment, following: int) -> bool:
    """Whether what follows a comment, from `following` on, has to stand on another line."""
    if comment.text.startswith("//") or "\n" in comment.text:
        return True
    before = words.text.rfind("\n", 0, comment.start)
    stands_alone = not words.text[before + 1 : comment.start].strip()
    return stands_alone and words.lines_between(comment.end, following) > 0


def inline(words: Words, number: int, space: str) -> str | None:
    """The gap before a token on the same line, with its comments; None if one of them ends the line."""
    comments = words.comments.get(number)
    if not comments:
        return space
    places = [*(comment.start for comment in comments[1:]), words.tokens.starts[number]]
    if any(is_hard(words, comment, place) for comment, place in zip(comments, places, strict=True)):
        return None
    written = " ".join(comment.text for comment in comments)
    before = words.tokens.keys[number - 1] if number else "("
    lead = "" if before in ("(", "[", "@", "!") else space or " "
    return f"{lead}{written}{'' if words.tokens.keys[number] in (',', ';', ')', ']') else ' '}"


def gap_of_line(words: Words, number: int, line: Line) -> Gap:
    """The gap before a token that begins a line."""
    comments = words.comments.get(number, [])
    is_start = number == 0
    if not comments:
        count = min(line.most, max(1, words.lines_before[number]))
        if line.is_apart:
            count = 2
        if line.is_first or line.is_last:
            count = 1
        return Gap("" if is_start else "\n" * count + " " * line.indent)
    counts = _line_ends(words, number, comments, line)
    pieces: list[str] = []
    for count, comment in zip(counts, comments, strict=False):
        pieces.append("\n" * count + " " * line.comments if count else "" if is_start and not pieces else " ")
        pieces.append(_shifted(words, comment, line.comments if count or is_start else None))
    pieces.append("\n" * counts[-1] + " " * line.indent if counts[-1] else " ")
    return Gap("".join(pieces), 0 if is_start or counts[0] else _trailing(words, comments, counts))


def _line_ends(words: Words, number: int, comments: list[Comment], line: Line) -> list[int]:
    """How many line ends to write before each comment and before the token."""
    starts = [*(comment.start for comment in comments), words.tokens.starts[number]]
    ends = [words.tokens.ends[number - 1] if number else 0, *(comment.end for comment in comments)]
    counts = [min(line.most, words.lines_between(end, start)) for end, start in zip(ends, starts, strict=True)]
    first_own = next((index for index, count in enumerate(counts) if count), None)
    is_trailing = (
        line.is_last
        or (first_own is not None and first_own > 0)
        or any(c.text.startswith("//") or "\n" in c.text for c in comments[:first_own])
    )
    if first_own != 0 and not is_trailing and number:
        counts[0] = 1  # `a; /* about b */ b;`
    last = comments[-1]
    leads = counts[-1] == 0 and "\n" not in last.text and not last.text.startswith("//") and not line.is_last
    is_behind_code = number > 0 and not any(counts[:-1])
    if not leads or is_behind_code:
        counts[-1] = max(1, counts[-1])
    for index in range(1, len(comments)):
        if comments[index - 1].text.startswith("//"):
            counts[index] = max(1, counts[index])
    if number == 0:
        counts[0] = 0
    elif line.is_first and first_own is not None:
        counts[first_own] = 1
    if line.is_last:
        counts[-1] = 1
    elif line.is_apart and 2 not in counts:
        own = next(index for index, count in enumerate(counts) if count)
        counts[own] = 2
    return counts


def _trailing(words: Words, comments: list[Comment], counts: list[int]) -> int:
    """How many of the first comments are one remark at the end of a line: those below the first continue it."""
    if not comments[0].text.startswith("//"):
        return 0
    columns = visual_columns(words, comments[0])
    number = 1
    while (
        number < len(comments)
        and counts[number] == 1
        and comments[number].text.startswith("//")
        and any(one == other for one, other in zip(columns, visual_columns(words, comments[number]), strict=True))
    ):
        number += 1
    return number


def visual_columns(words: Words, comment: Comment) -> tuple[int, ...]:
    """Where a comment is seen to begin, for each usual width of a tab."""
    begin = words.text.rfind("\n", 0, comment.start) + 1
    return tuple(len(words.text[begin : comment.start].expandtabs(width)) for width in TAB_WIDTHS)


def _shifted(words: Words, comment: Comment, indent: int | None) -> str:
    """A comment whose other lines move with its first one; `indent` is None where that stays at the end of a line."""
    first, *others = comment.text.replace("\r\n", "\n").split("\n")
    if not others:
        return first.rstrip()
    stripped = [line.strip() for line in others]
    if indent is not None and all(line.startswith("*") for line in stripped):
        return "\n".join([first.rstrip(), *(f"{' ' * indent} {line}" for line in stripped)])
    lines = [line.rstrip() for line in others]
    begin = words.text.rfind("\n", 0, comment.start) + 1
    before = words.text[begin : comment.start]
    if indent is not None and not before.strip():
        lines = [" " * indent + line.removeprefix(before) if line.startswith(before) else line for line in lines]
    lines = [line if line.strip() else "" for line in lines]
    return "\n".join([first.rstrip(), *lines])
