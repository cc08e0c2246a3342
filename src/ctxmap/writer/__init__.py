"""Model → CML: a whole model, or one of its declarations, in the formatter's layout.

`words` has names, strings and bodies; each of the other modules writes a chapter of the language. References are
written as the model holds them: as their authors wrote them. Comments are not part of a model, and get lost.
"""

from __future__ import annotations

from typing import Final

from ctxmap.model.elements import (
    BoundedContext,
    ContextMap,
    Coordination,
    Deployable,
    Domain,
    Element,
    EthicalValue,
    Flow,
    Model,
    Property,
    Relationship,
    Repository,
    Stakeholder,
    Stakeholders,
    Subdomain,
    Transaction,
    UserRequirement,
    ValueRegister,
    ValueStatement,
    View,
)
from ctxmap.syntax.format.format import formatted
from ctxmap.syntax.format.layout import INDENT
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.tables import STRING
from ctxmap.text.source import Source
from ctxmap.writer import contexts, maps, objects, problem, storming, values, views
from ctxmap.writer.words import in_order, without_needless_marks, written

CHAPTERS: Final = (contexts, maps, objects, problem, storming, values, views)
"""Importing them registers what they write."""

_TOP = (
    BoundedContext,
    ContextMap,
    Deployable,
    Domain,
    Stakeholders,
    Transaction,
    UserRequirement,
    ValueRegister,
    View,
)
_AROUND: dict[type[Element], tuple[str, ...]] = {
    **dict.fromkeys(_TOP, ()),
    Relationship: ("ContextMap",),
    Subdomain: ("Domain D",),
    Flow: ("BoundedContext C", "Application"),
    Coordination: ("BoundedContext C", "Application"),
    Repository: ("BoundedContext C", "Entity E"),
    Property: ("BoundedContext C", "Entity E"),
    Stakeholder: ("Stakeholders",),
    EthicalValue: ("ValueRegister R",),
    ValueStatement: ("ValueRegister R",),
}
"""What a declaration has to stand in to be read; all others stand in a context."""


def write(thing: Model | Element) -> str:
    """A model, or a declaration of it (a context, an aggregate, a relationship, …), as CML with a line end behind it.

    Compiling a written model gives the same model. Raises `ValueError` for a name that CML has no way to write, and
    `TypeError` for an element that is no declaration of its own, such as a reference.
    """
    if isinstance(thing, Model):
        return _laid_out("\n\n".join(map(written, _declarations(thing))))
    around = _AROUND.get(type(thing), ("BoundedContext C",))
    before = "".join(f"{head} {{\n" for head in around)
    return _inside(_laid_out(f"{before}{written(thing)}\n{'}' * len(around)}"), len(around))


def _declarations(model: Model) -> list[Element]:
    return in_order(
        model.maps,
        model.views,
        model.contexts,
        model.deployables,
        model.domains,
        model.transactions,
        model.user_requirements,
        model.stakeholders,
        model.value_registers,
    )


def _laid_out(text: str) -> str:
    layout, findings = formatted(Source("<written>", without_needless_marks(text)))
    if findings:
        raise ValueError(f"CML has no way to write this: {findings[0].message}")
    return layout


def _inside(text: str, depth: int) -> str:
    """What stands in so many bodies, without them and their indentation; the lines of strings stay as they are."""
    if not depth:
        return text
    indentation = " " * INDENT * depth
    tokens = tokenize(text, frozenset())
    strings = [place for place in zip(tokens.keys, tokens.starts, tokens.ends, strict=True) if place[0] == STRING]
    breaks = {at for _, start, end in strings for at in range(start, end) if text[at] == "\n"}
    lines: list[str] = []
    begin = 0
    for line in text.split("\n"):
        lines.append(line if begin - 1 in breaks else line.removeprefix(indentation))
        begin += len(line) + 1
    return "\n".join(lines[depth : -depth - 1]) + "\n"
