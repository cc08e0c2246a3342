"""The parser's tables: built from the grammar by Lark, kept in one file, loaded without Lark.

`python -m ctxmap.syntax.generate` (`make tables`) writes `tables.json` after a change of the grammar; a test proves
that it is fresh. The file is plain JSON: it is data, and nothing in it can run. This module knows nothing of tokens,
trees or messages.

A state is a row: what to do by the key of the next token, and where to go by a rule's left side. Keywords and marks are
their own keys (`"Aggregate"`, `"->"`); `NAME` and the others below stand for kinds of tokens. In a row

- a number from 0 on shifts the token and goes to that state;
- a negative number reduces the rule `-1 - number`;
- a number from `CONTESTED` on belongs to a keyword where a name may stand too and would do something else. Who meets it
  looks further ahead; `keyword_action` tells what the keyword would do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

NAME: Final = "<name>"
DOTTED: Final = "<dotted>"
QUALIFIED: Final = "<qualified>"
SLASHED: Final = "<slashed>"
STRING: Final = "<string>"
NUMBER: Final = "<number>"
END: Final = "<end>"
UNKNOWN: Final = "<unknown>"
"""A character that the language has no use for; no row has it."""

CONTESTED: Final = 1 << 20
TABLES_FILE: Final = Path(__file__).with_name("tables.json")

_BIAS: Final = 1 << 24
_CHECKOUT_GRAMMAR: Final = Path(__file__).parents[3] / "grammar"

Row = dict[str, int]


class StaleTablesError(Exception):
    """The tables are older than the grammar."""


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """A production: the row key of its left side, how many symbols it has, and what becomes of them."""

    left: str
    length: int
    shape: str


class Tables(msgspec.Struct, frozen=True):
    """What the parser runs on. State 0 is the first; `accepting` is the state behind a whole file."""

    grammar: str
    """The hash of the grammar that it was built from."""
    accepting: int
    keywords: frozenset[str]
    """All words that are a keyword somewhere."""
    rules: tuple[Rule, ...]
    distinct_rows: tuple[Row, ...]
    states: tuple[int, ...]
    """The number of each state's row."""

    @property
    def rows(self) -> list[Row]:
        """The row of each state. States with equal rows share one."""
        return [self.distinct_rows[number] for number in self.states]


def contested(keyword_action: int) -> int:
    """The entry for a keyword where a name may stand too."""
    return keyword_action + _BIAS


def keyword_action(entry: int) -> int:
    """What a contested keyword does if it is read as the keyword."""
    return entry - _BIAS


def load() -> Tables:
    """The tables from their file.

    Raises StaleTablesError in a checkout whose grammar has changed since: better no answer than one by old rules.
    """
    loaded = msgspec.json.decode(TABLES_FILE.read_bytes(), type=Tables)
    if _CHECKOUT_GRAMMAR.is_dir() and hash_of(grammar_text(_CHECKOUT_GRAMMAR)) != loaded.grammar:
        raise StaleTablesError("the grammar has changed since the parser's tables were built: run `make tables`")
    return loaded


def grammar_text(folder: Path) -> str:
    """The grammar: the sections in a folder, one behind the other."""
    return "\n".join(section.read_text(encoding="utf-8") for section in sorted(folder.glob("*.lark")))


def hash_of(grammar: str) -> str:
    """What the tables are keyed by. It has to tell a change, and nothing to keep out."""
    return f"{crc32(grammar.encode()):08x}"
