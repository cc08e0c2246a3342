"""Names that are not names: `order-service`, `Order Service`, `"Order"`, `order.service`, `3DPrinting`.

Each is made one token, where it is declared and where it is used, so that it means the same thing everywhere. What a
name can't contain becomes `_`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import AddMember, Change, Replace, safe
from ctxmap.syntax.actions.declarations import EVERYDAY_KEYWORDS
from ctxmap.syntax.automaton import declaring_keywords
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.recovery.edit import is_word
from ctxmap.syntax.recovery.lines import Lines
from ctxmap.syntax.tables import DOTTED, END, NAME, NUMBER, SLASHED, STRING, UNKNOWN
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.nearest import nearest
from ctxmap.text.source import Source, Span
from ctxmap.vocabulary import SETTINGS

_CLAUSES: Final = ("implements", "realizes", "refines", "supports", "extends", "with", "of", "split", "for", "type")
_WITHOUT_DISPLAY_NAME: Final = ("Operation", "Step")
_MAY_BE_NAMELESS: Final = ("Application", "ContextMap")
_MOST_WORDS: Final = 6
_QUOTES: Final = "\"'“”„‟‘’‚‛«»「」『』`＂"
_BLANKS: Final = re.compile(r"[\s\u200b\ufeff]+")
"""With those that have no width, which are reported as well."""
_ENUMERATIONS: Final = frozenset(key for words in SETTINGS.values() for key in words)


class WrongName(msgspec.Struct):
    """What is written for a name, the name that is read, and where: first where it is declared, if it is."""

    written: str
    name: str
    places: list[Span]
    keyword: str = ""
    """Of its declaration; "" if it isn't declared here."""

    def finding(self) -> Finding:
        """What is wrong with it, and how to write it everywhere."""
        at = self.places[0]
        shown = self.written.strip(_QUOTES)
        needs_title = self.keyword and self.keyword not in _WITHOUT_DISPLAY_NAME and shown != self.name
        title = f', and `displayName = "{shown}"`' if needs_title else ""
        changes: list[Change] = [Replace(place, self.name) for place in self.places]
        if needs_title:
            changes.append(AddMember(at, f'displayName = "{shown}"'))
        message = f"{quoted(self.written)} is not a name: {self._reason()}"
        return syntax_finding(
            at, message, f"write `{self.name}`{title}", fix=safe(f"write `{self.name}` everywhere", *changes)
        )

    def _reason(self) -> str:
        if self.written[0] in _QUOTES:
            return "names are written without quotes"
        if self.written[0].isdigit():
            return "a name can't begin with a digit"
        mark = next(character for character in self.written if not _is_of_name(character))
        return f"a name can't contain {'a space' if mark.isspace() else quoted(mark)}"


def join_names(source: Source, tokens: Tokens) -> list[WrongName]:
    """Make each wrong name one token."""
    names = _Names(source, tokens)
    declared = {names.texts(begin, end): tokens.keys[begin - 1] for begin, end in names.declared()}
    found: dict[str, WrongName] = {}
    joined: list[tuple[int, int, str]] = []
    for begin, end in names.used(declared):
        written = " ".join(_BLANKS.split(source.text[tokens.starts[begin] : tokens.ends[end - 1]]))
        name = _as_name(written)
        if names.is_role(begin):
            name = written
        elif not names.is_word_of_enumeration(begin):
            keyword = declared.get(names.texts(begin, end), "")
            wrong = found.setdefault(written, WrongName(written, name, [], keyword))
            at = Span(source.path, tokens.starts[begin], tokens.ends[end - 1])
            is_declared = begin > 0 and tokens.keys[begin - 1] == keyword
            wrong.places.insert(0 if is_declared else len(wrong.places), at)
        joined.append((begin, end, name))
    _join(tokens, joined)
    return list(found.values())


class _Names:
    def __init__(self, source: Source, tokens: Tokens) -> None:
        self._tokens = tokens
        self._keys = tokens.keys
        self._lines = Lines(source.text, tokens)

    def texts(self, begin: int, end: int) -> tuple[str, ...]:
        """What some tokens are, as a key."""
        return tuple(self._tokens.texts[begin:end])

    def declared(self) -> Iterator[tuple[int, int]]:
        """The tokens of each wrong name that follows the keyword of a declaration."""
        keywords = declaring_keywords()
        for token, key in enumerate(self._keys):
            is_half = key + self._tokens.texts[min(token + 1, len(self._keys) - 1)] in keywords  # `Domain Event`
            if key in keywords and self._begins_member(token) and not self._lines.begins(token + 1) and not is_half:
                end = self._end_of_name(token + 1, key)
                if end > token + 1 and not (end == token + 2 and is_word(self._keys[token + 1])):
                    yield token + 1, end

    def used(self, declared: dict[tuple[str, ...], str]) -> Iterator[tuple[int, int]]:
        """The tokens of each wrong name: those that are declared, and those that are joined by a hyphen."""
        lengths = sorted({len(texts) for texts in declared}, reverse=True)
        token = 0
        while token < len(self._keys) - 1:
            same = (token + n for n in lengths if self.texts(token, token + n) in declared)
            end = next((end for end in same if self._may_be_name(token, end)), self._end_of_glued(token))
            if end > token + 1 or (end == token + 1 and self.texts(token, end) in declared):
                yield token, end
            token = max(token + 1, end)

    def is_role(self, token: int) -> bool:
        """Whether a token is in a relationship's brackets."""
        while token > 0 and (is_word(self._keys[token - 1]) or self._keys[token - 1] in (",", "-")):
            token -= 1
        return token > 0 and self._keys[token - 1] == "["

    def is_word_of_enumeration(self, token: int) -> bool:
        """Whether a token is the value of an attribute whose words are fixed: these are checked elsewhere."""
        return token > 1 and self._keys[token - 1] == "=" and self._tokens.texts[token - 2] in _ENUMERATIONS

    def _begins_member(self, token: int) -> bool:
        return token == 0 or self._lines.begins(token) or self._keys[token - 1] in ("{", "}", ";", STRING, "abstract")

    def _end_of_name(self, begin: int, keyword: str) -> int:
        """The token after a name of whatever form; `begin` if there is none."""
        key = self._keys[begin]
        if key == STRING:
            is_name = keyword not in _MAY_BE_NAMELESS or self._keys[begin + 1] == "{"
            return begin + 1 if is_name and _as_name(self._tokens.texts[begin]).strip("_") else begin
        if key in (DOTTED, SLASHED) or self._is_digits_first(begin):
            return max(begin + 1, self._end_of_glued(begin))
        glued = self._end_of_glued(begin)
        return glued if glued > begin + 1 else self._end_of_spaced(begin, keyword)

    def _is_digits_first(self, token: int) -> bool:
        text = self._tokens.texts[token]
        return self._keys[token] == UNKNOWN and text[:1].isdigit() and len(text) > 1

    def _end_of_glued(self, begin: int) -> int:
        """The token after words and numbers that are joined by hyphens; `begin` if there is no hyphen."""
        end = begin
        while self._is_part(end) and self._keys[end + 1] == "-" and self._is_part(end + 2):
            if not self._touches(end + 1) or not self._touches(end + 2):
                break
            end += 2
        has_letter = any(text[:1].isalpha() for text in self.texts(begin, end + 1))
        return end + 1 if end > begin and has_letter else begin

    def _is_part(self, token: int) -> bool:
        key = self._keys[token] if token < len(self._keys) else END
        return is_word(key) or key in (NUMBER, DOTTED) or self._is_digits_first(token)

    def _touches(self, token: int) -> bool:
        return self._tokens.starts[token] == self._tokens.ends[token - 1]

    def _end_of_spaced(self, begin: int, keyword: str) -> int:
        """The token after words on a line that are alike and end where a head does; `begin + 1` if it is one word."""
        if not is_word(self._keys[begin]):
            return begin
        if keyword in _WITHOUT_DISPLAY_NAME:
            return begin + 1
        is_upper = self._tokens.texts[begin][0].isupper()
        end, words = begin + 1, 0
        while words < _MOST_WORDS and self._continues(end, keyword, is_upper=is_upper):
            words += self._keys[end] in EVERYDAY_KEYWORDS
            end += 1
        after = self._keys[end]
        ends = after == "{" or (not words and (after in (*_CLAUSES, STRING, "}") or self._lines.begins(end)))
        return end if ends or (not words and after == END) else begin + 1

    def _continues(self, token: int, keyword: str, *, is_upper: bool) -> bool:
        key, text = self._keys[token], self._tokens.texts[token]
        if self._lines.begins(token) or not (is_word(key) or key == NUMBER) or key == keyword:
            return False
        if self._tokens.starts[token] - self._tokens.ends[token - 1] > 1:
            return False  # `Aggregate Cart  Service Carts {` is two declarations on one line
        if key in declaring_keywords() and key not in EVERYDAY_KEYWORDS:
            return False
        return (text[0].isupper() == is_upper or text[0].isdigit()) and not nearest(text, _CLAUSES)

    def _may_be_name(self, begin: int, end: int) -> bool:
        """Whether tokens that are the same as those of a wrong name are it: a type and a name may be, and texts."""
        if any(map(self._lines.begins, range(begin + 1, end))):
            return False
        before = self._keys[begin - 1] if begin else ""
        if self._keys[begin] == STRING:
            return before in declaring_keywords() or self._is_in_list_of_names(begin)
        return before not in ("-", "reference")

    def _is_in_list_of_names(self, token: int) -> bool:
        """Whether a text is one of a list of names, or beside an arrow."""
        arrows = ("->", "<-", "<->", "]")
        if self._keys[token + 1] in ("->", "<-", "<->", "[") or self._keys[token - 1] in arrows:
            return True
        while token > 1 and self._keys[token - 1] == ",":
            token -= 2
        return self._keys[token - 1] in ("contains", *_CLAUSES)


def _join(tokens: Tokens, joined: list[tuple[int, int, str]]) -> None:
    for begin, end, name in reversed(joined):
        tokens.keys[begin:end] = [NAME]
        tokens.texts[begin:end] = [name]
        tokens.starts[begin:end] = tokens.starts[begin : begin + 1]
        tokens.ends[begin:end] = tokens.ends[end - 1 : end]
    tokens.count = len(tokens.keys)


def _is_of_name(character: str) -> bool:
    return character == "_" or character.isalnum() or not character.isascii()


def _as_name(written: str) -> str:
    name = re.sub(r"[^\w\u0080-\U0010ffff]+", "_", written.strip(_QUOTES)).strip("_")
    return f"_{name}" if name[:1].isdigit() else name
