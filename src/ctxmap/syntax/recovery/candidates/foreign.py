"""Declarations that the language has under another name, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import Replace, unsafe
from ctxmap.syntax.recovery.edit import Edit, Piece, Place, end_of_declaration, is_word, made
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.wording import quoted, syntax_finding
from ctxmap.text.source import Span

_READ_AS: Final = {
    "team": ("BoundedContext", "type = TEAM"),
    "externalsystem": ("BoundedContext", "type = EXTERNAL"),
    "externalcontext": ("BoundedContext", "type = EXTERNAL"),
    "thirdparty": ("BoundedContext", "type = EXTERNAL"),
    "external": ("BoundedContext", "type = EXTERNAL"),
    "legacysystem": ("BoundedContext", "type = LEGACY"),
    "legacy": ("BoundedContext", "type = LEGACY"),
    "system": ("BoundedContext", "type = SYSTEM"),
    "frontend": ("BoundedContext", "type = FRONTEND"),
    "bff": ("BoundedContext", "type = BFF"),
    "saga": ("Transaction", "consistency = SAGA"),
}
"""What to declare instead, and the attribute that makes the difference."""
_NOT_IN_LANGUAGE: Final = {
    "sagaorchestration": "describe it as `Transaction NAME { consistency = SAGA  Step A::operation }`",
    "sagachoreography": "describe it as `Transaction NAME { consistency = SAGA  Step A::operation }`",
    "orchestration": "describe it as `Transaction NAME { consistency = SAGA  Step A::operation }`",
    "eventdrivenarchitecture": "describe events in relationships: `A -> B { async { events = E } }`",
    "eventbus": "describe events in relationships: `A -> B { async { events = E } }`",
    "cqrs": "describe what is read as `ReadModel NAME { from = EVENT }`",
    "apigateway": "describe it as `BoundedContext NAME { type = BFF }`",
}
"""What to use instead."""
_MOST_TOKENS: Final = 400
"""In the body of an aggregate root."""


def candidates(place: Place) -> Iterator[Edit]:
    """What is declared under a foreign keyword, or nothing."""
    word = place.text.casefold().replace("_", "")
    if not place.begins_member or not is_word(place.key) or not is_word(place.peek(1)):
        return
    if word in _READ_AS and place.fits(_READ_AS[word][0]):
        yield _read_as(place, *_READ_AS[word])
    elif word in _NOT_IN_LANGUAGE and (end := end_of_declaration(place, place.at)) > place.at:
        yield Edit(place.at, end, (), 0.5, _report_unknown, leaves_gap=True)
    elif word == "aggregateroot":
        yield from _aggregate_root(place)


def is_foreign(word: str) -> bool:
    """Whether a word declares something in other languages."""
    return word.casefold().replace("_", "") in _READ_AS


def _read_as(place: Place, keyword: str, attribute: str) -> Edit:
    keys, at = place.tokens.keys, place.at
    head = keys[at : place.lines.end(at, _MOST_TOKENS)]
    body = made("{", *attribute.split())
    if "{" not in head:
        end = at + len(head)
        return Edit(at, end, (*made(keyword), *range(at + 1, end), *body, *made("}")), 0.5, _report_read_as)
    brace = at + head.index("{")
    return Edit(at, brace + 1, (*made(keyword), *range(at + 1, brace), *body), 0.5, _report_read_as)


def _aggregate_root(place: Place) -> Iterator[Edit]:
    """An entity in an aggregate, in a context an aggregate around that."""
    at, end = place.at, end_of_declaration(place, place.at)
    if place.peek(2) != "{" or not 2 < end - at < _MOST_TOKENS:
        return
    root: tuple[Piece, ...] = (*made("Entity"), at + 1, at + 2, *made("aggregateRoot"), *range(at + 3, end))
    if place.fits("Entity") and not place.fits("Aggregate"):
        yield Edit(at, end, root, 0.5, _report_root)
    elif place.fits("Aggregate"):
        yield Edit(at, end, (*made("Aggregate"), at + 1, at + 2, *root, end - 1), 0.4, _report_root)
        yield Edit(at, at + 1, made("Aggregate"), 0.5, _report_root)


# ---- Messages --------------------------------------------------------------------------------------------------------


def _report_read_as(site: ErrorSite, edit: Edit) -> Finding:
    keyword, attribute = _READ_AS[site.tokens.texts[edit.start].casefold().replace("_", "")]
    written, name, at = site.written(edit.start), site.written(edit.start + 1), site.span(edit.start)
    keys = site.tokens.keys[edit.start : edit.end]
    after = site.span(edit.end - 1).end
    put = f" {attribute}" if "{" in keys else f" {{ {attribute} }}"
    fix = unsafe(
        f"write `{keyword} {name} {{ {attribute} }}`", Replace(at, keyword), Replace(Span(at.path, after, after), put)
    )
    hint = f"write `{keyword} {name} {{ {attribute} }}`"
    return syntax_finding(at, f"unknown word {quoted(written)}", hint, fix=fix)


def _report_unknown(site: ErrorSite, edit: Edit) -> Finding:
    word = site.tokens.texts[edit.start]
    hint = _NOT_IN_LANGUAGE[word.casefold().replace("_", "")]
    return syntax_finding(site.span(edit.start), f"unknown word {quoted(word)}", hint)


def _report_root(site: ErrorSite, edit: Edit) -> Finding:
    name = site.written(edit.start + 1)
    entity = f"Entity {name} {{ aggregateRoot }}"
    meant = entity if edit.keys(site.tokens)[0] == "Entity" else f"Aggregate {name} {{ {entity} }}"
    message = "an aggregate root is an entity with the flag `aggregateRoot`"
    return syntax_finding(site.span(edit.start), message, f"write `{meant}`")
