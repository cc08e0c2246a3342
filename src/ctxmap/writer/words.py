"""The words of a declaration: names, strings, attributes and bodies. Knows no element; the chapters beside it do.

White space is plain here, one member on each line: the formatter lays the text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import singledispatch
from itertools import chain, pairwise
from typing import TypeVar

from ctxmap.model.elements import Element, Named, Option, Quoted, Reference, Relationship
from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.tables import DOTTED, END, NAME, QUALIFIED, SLASHED

_ASCII_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_NAMES = ([NAME, END], [DOTTED, END], [QUALIFIED, END], [SLASHED, END])
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\r": "\\r", "\b": "\\b", "\f": "\\f"})

_NAME_VALUED = frozenset({"package", "inheritanceType", "discriminatorType", "opposite", "<->"})
"""The options whose value is a name; those of all others are strings."""

Thing = TypeVar("Thing", bound=Element)


@singledispatch
def written(thing: Element) -> str:
    """The declaration of an element as CML, not laid out; the chapters register what they write."""
    raise TypeError(f"`{type(thing).__name__}` is not a declaration of its own in CML: write what holds it")


# ---- Names and strings ----------------------------------------------------------------------------------------------


def name(text: str) -> str:
    """A name, a keyword with `^`; raises `ValueError` if it can't be written as one."""
    if text in automaton().keywords:
        return f"^{text}"
    if not _ASCII_NAME.fullmatch(text):
        tokens = tokenize(text, frozenset())
        if tokens.keys not in _NAMES or tokens.comments:
            raise ValueError(f'"{text}" is not a name: use letters, digits and `_`, and begin with a letter')
    return text


def without_needless_marks(text: str) -> str:
    """A text without the `^` of names that stand where the grammar takes no such keyword: `Aggregate Order`."""
    keywords = automaton().keywords
    tokens = tokenize(text, keywords)
    parser = Lookahead([0])
    parts: list[str] = []
    behind = 0
    for number, start in enumerate(tokens.starts):
        if text.startswith("^", start) and not parser.fits(tokens.texts[number]):
            parts.append(text[behind:start])
            behind = start + 1
        if not parser.shift(parser.read_as(tokens.keys, number)):
            break  # a mistake, which the formatter reports
    return "".join((*parts, text[behind:]))


def names(texts: Iterable[str]) -> str:
    """`a, b`."""
    return ", ".join(map(name, texts))


def refs(references: Iterable[Reference]) -> str:
    """References by their names as written."""
    return names(reference.name for reference in references)


def quoted(text: str) -> str:
    """A string; its lines stay lines."""
    return f'"{text.translate(_ESCAPES)}"'


# ---- Attributes -----------------------------------------------------------------------------------------------------


def text_setting(key: str, text: str) -> str:
    """`key = "text"`; "" without a text, as in all of these."""
    return f"{key} = {quoted(text)}" if text else ""


def texts_setting(key: str, texts: Sequence[str]) -> str:
    """`key = "one", "two"`."""
    return f"{key} = {', '.join(map(quoted, texts))}" if texts else ""


def name_setting(key: str, text: str) -> str:
    """`key = name`."""
    return f"{key} = {name(text)}" if text else ""


def refs_setting(key: str, references: Sequence[Reference]) -> str:
    """`key = A, B::C`."""
    return f"{key} = {refs(references)}" if references else ""


def ref_setting(key: str, reference: Reference | None) -> str:
    """`key = A`."""
    return refs_setting(key, (reference,)) if reference else ""


def flag(key: str, *, is_set: bool) -> str:
    """The keyword alone."""
    return key if is_set else ""


def databases(stores: Sequence[Quoted]) -> str:
    """`database = "orders", "archive"`."""
    return texts_setting("database", [store.value for store in stores])


def deprecation(thing: Named | Relationship, separator: str = " = ") -> str:
    """`deprecated`, or with the date of the removal."""
    return text_setting("deprecated", thing.removal).replace(" = ", separator, 1) or flag(
        "deprecated", is_set=thing.is_deprecated
    )


def common(thing: Named | Relationship) -> list[str]:
    """The attributes of every declaration."""
    return [
        text_setting("displayName", thing.display_name),
        texts_setting("tags", thing.tags),
        text_setting("link", thing.link),
        deprecation(thing),
    ]


def option(each: Option) -> str:
    """`required`, `!nullable`, `size = "3"`, `opposite item`."""
    key = f"!{each.name}" if each.negated else each.name
    if each.value is None:
        return "" if each.name in _NAME_VALUED else key  # a value that is not valid, as the parser has reported
    if each.name in ("opposite", "<->"):
        return f"{key} {name(each.value)}"
    return f"{key} = {name(each.value) if each.name in _NAME_VALUED else quoted(each.value)}"


# ---- Declarations ---------------------------------------------------------------------------------------------------


def in_order(*groups: Iterable[Thing]) -> list[Thing]:
    """Elements of several kinds in the order of their text, or else, of several or no texts, kind by kind."""
    things = list(chain.from_iterable(groups))
    if len({thing.at.path for thing in things}) == 1:
        things.sort(key=lambda thing: thing.at.start)
    return things


def declaration(head: str, body: Iterable[str], doc: str = "", *, needs_body: bool = False) -> str:
    """A declaration with its doc string and body: on one line if that holds one thing.

    Blocks stand apart from what is around them.
    """
    members = [member for member in body if member]
    sentence = f"{quoted(doc)}\n{head}" if doc else head
    if len(members) == 1 and "\n" not in members[0] and not members[0].endswith("}"):
        return f"{sentence} {{ {members[0]} }}"
    if not members:
        return f"{sentence} {{}}" if needs_body else sentence
    lines = [f"{sentence} {{", members[0]]
    for before, member in pairwise(members):
        lines += ["", member] if _is_block(before) or _is_block(member) else [member]
    return "\n".join((*lines, "}"))


def _is_block(member: str) -> bool:
    """Whether a member has lines of its own, as texts of several lines don't."""
    return "\n" in member and member.endswith(("}", ";"))


def clauses(*parts: str) -> str:
    """The parts of a sentence that are there, with a blank between."""
    return " ".join(part for part in parts if part)
