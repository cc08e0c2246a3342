"""The parser's tables: built from the grammar by Lark, committed as `tables.json`, loaded without Lark.

After a change of the grammar, `make tables` (`python -m ctxmap.syntax.generate`) writes the file; a test checks that it
is up to date. The file is plain JSON, so nothing in it can be executed. This module knows nothing of tokens, trees or
messages.

Each state has a row: for the key of the next token what to do, and for the left side of a rule where to go. Keywords
and marks are their own keys (`"Aggregate"`, `"->"`); `NAME` and the constants below stand for kinds of tokens. An entry

- from 0 on shifts the token and goes to that state;
- below 0 reduces the rule `-1 - entry`;
- from `CONTESTED` on belongs to a keyword in a state where a name is possible too and has another entry. The parser
  looks further ahead; `keyword_entry` is what the keyword would do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

from ctxmap.vocabulary import KEYWORDS

NAME: Final = "<name>"
DOTTED: Final = "<dotted>"
QUALIFIED: Final = "<qualified>"
SLASHED: Final = "<slashed>"
STRING: Final = "<string>"
NUMBER: Final = "<number>"
END: Final = "<end>"
UNKNOWN: Final = "<unknown>"
"""A character that the language doesn't use; no row has it."""

CONTESTED: Final = 1 << 20
TABLES_FILE: Final = Path(__file__).with_name("tables.json")

_BIAS: Final = 1 << 24
_CHECKOUT_GRAMMAR: Final = Path(__file__).parents[3] / "grammar"

Row = dict[str, int]
_ROW: Final = msgspec.json.Decoder(Row)


class StaleTablesError(Exception):
    """The tables are older than the grammar."""


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """A production: the row key of its left side, the number of its symbols, and its semantic action."""

    left: str
    length: int
    action: str


class Tables(msgspec.Struct, frozen=True):
    """The parser's tables. Parsing starts in state 0; `accepting` is the state after a complete file."""

    grammar: str
    """The hash of the grammar that the tables were built from."""
    accepting: int
    keywords: frozenset[str]
    """All words that are a keyword somewhere."""
    rules: tuple[Rule, ...]
    rows: tuple[msgspec.Raw, ...]
    """The row of each state, as JSON: see `Rows`."""


class Rows(dict[int, Row]):
    """The row of each state, decoded when the parser first comes to the state: most maps need few of them."""

    def __init__(self, encoded: tuple[msgspec.Raw, ...]) -> None:
        self._encoded = encoded

    def __missing__(self, state: int) -> Row:
        row = self[state] = _ROW.decode(self._encoded[state])
        return row

    def every(self) -> list[Row]:
        """The rows of all states, in order."""
        return [self[state] for state in range(len(self._encoded))]


def contested(entry: int) -> int:
    """The entry for a keyword in a state where a name has another entry."""
    return entry + _BIAS


def keyword_entry(entry: int) -> int:
    """The entry of a contested keyword if it is read as the keyword."""
    return entry - _BIAS


def load() -> Tables:
    """The tables from their file.

    Raises StaleTablesError in a checkout whose grammar has changed since they were built: no answer is better than one
    by the old rules.
    """
    loaded = msgspec.json.decode(TABLES_FILE.read_bytes(), type=Tables)
    if _CHECKOUT_GRAMMAR.is_dir() and hash_of(grammar_text(_CHECKOUT_GRAMMAR)) != loaded.grammar:
        raise StaleTablesError("the parser's tables are older than the grammar: run `make tables`")
    return loaded


def grammar_text(folder: Path) -> str:
    """The grammar: the sections of a folder in the order of their names, and the vocabulary's keywords."""
    sections = [section.read_text(encoding="utf-8") for section in sorted(folder.glob("*.lark"))]
    enumerations = [rule + ': "' + '" | "'.join(words) + '"\n' for rule, words in KEYWORDS.items()]
    return "\n".join(sections + enumerations)


def hash_of(grammar: str) -> str:
    """Detects that the grammar has changed. It isn't for security."""
    return f"{crc32(grammar.encode()):08x}"
