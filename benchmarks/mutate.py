"""Mutants: texts with a few tokens or characters deleted, doubled, swapped or inserted, like typing errors.

`mutant(texts, seed)` gives the same mutant for the same texts and seed, so that a seed reproduces a failure. It knows
nothing about the compiler; `faults.py` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random

import msgspec

_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"[^\"]*\"|'[^']*'|\w+|<->|->|<-|--|::|\s+|.", re.DOTALL)
_SNIPPETS = """{ } [ ] ( ) < > = , ; : :: -> <- <-> -- - @ . * ^ ! " ' /* */ // + X O U D P SK OHS ACL BoundedContext
ContextMap Aggregate Entity ValueObject DomainEvent Service Application Flow Term Policy Hotspot ReadModel Operation
Microservice Transaction Step View sync async events operations fallback idempotent by contains implements type state
enum def void import Domain Subdomain UserStory UseCase Stakeholders ValueRegister "as" 'text' 42"""
_CHARACTERS = "{}[]()<>=,;:-@.*^!\"'/\\#$%&|~`?+0aZ_ \t\n\r\f\v\0\x1b\u00a0\u200b\u2028\ufeff\ud7ff单é\u0301😀٣"


class Mutant(msgspec.Struct, frozen=True):
    """A broken text: where it comes from, the seed that makes it again, and what was done to it."""

    path: str
    seed: int
    edits: tuple[str, ...]
    text: str


def mutant(texts: Mapping[str, str], seed: int) -> Mutant:
    """The mutant of a seed: one of the texts (path → text) with one to three edits."""
    random = Random(seed)
    path = random.choice(sorted(texts))
    text = texts[path]
    edits: list[str] = []
    for _ in range(random.randint(1, 3)):
        pieces = _TOKEN.findall(text) if random.random() < 0.7 else list(text)
        text, edit = _edited(pieces, random)
        edits.append(edit)
    return Mutant(path, seed, tuple(edits), text)


def texts_below(*folders: Path) -> dict[str, str]:
    """Every `.cml` text below some folders: path → text."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.cml"))
    return {str(path): path.read_text("utf-8", errors="replace") for path in paths}


def _edited(pieces: list[str], random: Random) -> tuple[str, str]:
    """The pieces with one edit, as text, and the edit in words."""
    kind = random.choice(("delete", "double", "swap", "insert", "truncate") if pieces else ("insert",))
    at, other = (random.randrange(len(pieces)) for _ in range(2)) if pieces else (0, 0)
    edit = f"{kind} {pieces[at] if pieces else ''!r} (piece {at})"
    if kind == "delete":
        length = random.choice((1, 1, 1, 2, 5))
        del pieces[at : at + length]
    elif kind == "double":
        pieces.insert(at, pieces[at])
    elif kind == "swap":
        other = random.choice((other, min(at + 1, len(pieces) - 1)))
        pieces[at], pieces[other] = pieces[other], pieces[at]
    elif kind == "insert":
        word = random.choice((random.choice(_SNIPPETS.split()), random.choice(_CHARACTERS)))
        pieces.insert(at, word)
        edit = f"insert {word!r} (at piece {at})"
    elif random.random() < 0.2:
        del pieces[at:]
    return "".join(pieces), edit
