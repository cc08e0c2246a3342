"""Characters of other keyboards and languages, read as what is meant: quotation marks, full-width marks, comments.

A text that could not be parsed is written anew, each character in its old place, so that places stay true: `“x”` as
`"x"`, `｛` as `{`, `# note` as blanks. One finding reports all places of a kind. The text is read from its beginning in
linear time; strings and comments are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Fix, Replace
from ctxmap.syntax.lex import CODE_LINE
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Source, Span

_OPENING: Final = "“”„‟«»「『＂‘‚`"
_CLOSING: Final = "“”‟«»」』＂’‘`\"'"
_DASHES: Final = "–—−‒―"
_FOREIGN: Final = re.compile(
    rf"""
      (?P<tick>^[^\S\n]*'[ \t][^\n]* | (?<=\s)'[ \t][^'\n]*$)
    | "[^"\\\n]*+(?:\\.[^"\\\n]*+)*" | '[^'\\\n]*+(?:\\.[^'\\\n]*+)*' | //[^\n]* | /\*.*?(?:\*/|\Z)
    | (?P<string>["'])
    | (?P<fence>^[^\S\n]*(?:```|~~~)[^\n]*)
    | (?P<html><!--[^\n]*?-->)
    | (?P<url>[= ][ ]https?://[^\s"'{{}}<>]*[^\s"'{{}}<>,;.])
    | (?P<hash>\#[^\n]*)
    | (?P<dashes>--(?=[ \t]+\w+[ \t]+\w)[^\n]* | ^[^\S\n]*-{{3,}}[^\n]*)
    | (?P<quotes>[{_OPENING}][^{_OPENING}{_CLOSING}\n]*[{_CLOSING}] | ‘[^’"\n]{{0,300}}’)
    | (?P<wide>[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff5d、【】])
    | (?P<dash>(?<=<)[{_DASHES}] | [{_DASHES}](?=>) | ^[^\S\n]*[{_DASHES}](?=[ \t]+\w))
    | \w+
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_WHOLE_STRING: Final = re.compile(r""""[^"\\]*+(?:\\.[^"\\]*+)*"|'[^'\\]*+(?:\\.[^'\\]*+)*'""", re.DOTALL)
_LINE: Final = re.compile(r"[^\n]*")
_NO_OPENING_QUOTE: Final = re.compile(r"=[ \t]*(?P<blank>[ \t])[^\"'=\n]+\Z")
_MARKS: Final = {"、": ",", "【": "[", "】": "]"}


class _Place(msgspec.Struct, frozen=True):
    """What is written at a place, what is read there, and what a fix would write; None if only the author knows."""

    kind: str
    start: int
    end: int
    read: str
    written_right: str | None


def read_characters(source: Source) -> tuple[str, list[Finding]]:
    """The text with every foreign character as what it means, and a finding for each kind."""
    text = source.text
    pieces: list[str] = []
    kinds: dict[str, list[_Place]] = {}
    done = 0
    for place in _places(text):
        pieces += text[done : place.start], place.read
        done = place.end
        kinds.setdefault(place.kind, []).append(place)
    findings = [_finding(source, places) for places in kinds.values()]
    return "".join((*pieces, text[done:])), findings


def _places(text: str) -> Iterator[_Place]:
    at = 0
    is_open = False
    while match := _FOREIGN.search(text, at):
        at = match.end()
        if match["string"]:
            whole = None if is_open else _WHOLE_STRING.match(text, match.start())
            is_open = is_open or whole is None
            if whole and not re.search(CODE_LINE, whole[0]):
                at = whole.end()
                continue
            yield from _unclosed(text, match.start())
            at = _line_end(text, match.start())
        elif match.lastgroup:
            yield from _foreign(match)


def _foreign(match: re.Match[str]) -> Iterator[_Place]:
    kind, start, end, written = str(match.lastgroup), match.start(), match.end(), match[0]
    if kind == "quotes":
        yield _Place("quotes", start, start + 1, '"', '"')
        yield _Place("quotes", end - 1, end, '"', '"')
    elif kind == "wide":
        mark = _MARKS.get(written, unicodedata.normalize("NFKC", written))
        yield _Place("wide", start, end, mark, mark)
    elif kind == "url":
        yield _Place("url", start, end, f'"{written[2:]}"', f'{written[:2]}"{written[2:]}"')
    elif kind == "dash":
        yield _Place("dash", end - 1, end, "-", "-")
    elif kind == "html":
        yield _Place("html", start, end, _blank(written), f"/*{written[4:-3]}*/")
    else:
        start += len(written) - len(written.lstrip())
        mark = re.match(r"#+|'|-+|", written.lstrip())
        right = "" if kind == "fence" else f"//{written.lstrip()[mark.end() if mark else 0 :]}"
        yield _Place(kind, start, end, _blank(text=match.string[start:end]), right)


def _unclosed(text: str, start: int) -> Iterator[_Place]:
    """A string that isn't closed on its line: it ends where the line does."""
    end = _line_end(text, start)
    line = text[start:end].rstrip()
    before = text[text.rfind("\n", 0, start) + 1 : start]
    blank = _NO_OPENING_QUOTE.search(before) if len(line) == 1 else None
    if blank:
        opening = start - len(before) + blank.start("blank")
        yield _Place("opening", opening, opening + 1, text[start], f" {text[start]}")
    elif line[-1] in _CLOSING and len(line) > 2:
        yield _Place("quotes", start + len(line) - 1, start + len(line), text[start], text[start])
    elif text[start] == "'" and not before.strip():
        yield _Place("tick", start, end, _blank(text[start:end]), f"//{text[start + 1 : end]}")
    else:
        yield _Place("unclosed", start, start + 1, text[start], None)
        after = start + len(line)
        if after < len(text):
            yield _Place("unclosed", after, after + 1, text[start], None)


def _line_end(text: str, start: int) -> int:
    match = _LINE.match(text, start)
    return match.end() if match else start


def _blank(text: str) -> str:
    """The lines of a text, empty."""
    return re.sub(r"[^\n]", " ", text)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _finding(source: Source, places: list[_Place]) -> Finding:
    first = places[0]
    written = source.text[first.start : first.end]
    message, hint = _said(first, written)
    step = 2 if first.kind in ("quotes", "fence") else 1
    more = (len(places) - 1) // step if first.kind != "unclosed" else 0
    if more and first.kind == "wide":
        hint = f"write marks as on an English keyboard, here {quoted(first.read)}"
    others = f", and in {more} more place{'s' if more > 1 else ''}" if more else ""
    changes = [
        Replace(Span(source.path, place.start, place.end), place.written_right)
        for place in places
        if place.written_right is not None
    ]
    fix = Fix(_said(first, written)[1], tuple(changes), is_safe=True) if changes else None
    start = first.start + 2 * (first.kind == "url")
    end = first.end if first.kind not in ("hash", "dashes", "tick", "html", "fence") else first.start + 1
    return syntax_finding(Span(source.path, start, end), f"{message}{others}", hint, fix=fix)


def _said(place: _Place, written: str) -> tuple[str, str]:
    """The message and the hint."""
    mark = {"hash": "#", "tick": "'", "dashes": "--", "html": "<!--"}.get(place.kind, written)
    messages = {
        "url": (f"{quoted(written[2:])} is a text and needs quotes", f'write `"{written[2:]}"`'),
        "quotes": (f"{quoted(written)} is not a quotation mark of the language", 'write `"`'),
        "wide": (f"{quoted(written)} is a full-width mark", f"write {quoted(place.read)}"),
        "dash": (f"{quoted(written)} is a dash, not a hyphen", "write `-`"),
        "fence": ("a Markdown fence is not part of a context map", "remove the line"),
        "opening": ("this text has no opening quotation mark", f"write `{place.read}` before it"),
        "unclosed": ("this text is not closed", f"write `{written}` at its end"),
    }
    return messages.get(place.kind, (f"comments don't begin with `{mark}`", "write `//`"))
