"""Keywords that are misspelt, written in two words, or called what other languages call them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctxmap.findings.finding import Finding
from ctxmap.findings.fix import write
from ctxmap.syntax.automaton import automaton, declaring_keywords
from ctxmap.syntax.recovery.edit import Edit, Made, Place
from ctxmap.syntax.recovery.surroundings import ErrorSite
from ctxmap.syntax.tables import STRING
from ctxmap.syntax.wording import a_kind, quoted, syntax_finding
from ctxmap.text.nearest import is_sure, nearest

_SYNONYMS: Final = {
    "context": ("BoundedContext",),
    "bc": ("BoundedContext",),
    "class": ("Entity",),
    "value": ("ValueObject",),
    "vo": ("ValueObject",),
    "dto": ("DataTransferObject",),
    "enumeration": ("enum",),
    "include": ("import",),
    "use": ("import",),
    "using": ("import",),
    "require": ("import",),
    "vision": ("domainVisionStatement",),
    "description": ("domainVisionStatement",),
    "purpose": ("domainVisionStatement",),
    "mission": ("domainVisionStatement",),
    "technology": ("implementationTechnology",),
    "team": ("owner",),
    "ownedby": ("owner",),
    "label": ("displayName",),
    "name": ("displayName",),
    "title": ("displayName",),
    "url": ("link",),
    "docs": ("link",),
    "tag": ("tags",),
    "labels": ("tags",),
    "when": ("on",),
    "whenever": ("on",),
    "trigger": ("on",),
    "then": ("issues", "invokes"),
    "do": ("issues", "invokes"),
    "contexts": ("contains", "include"),
    "boundedcontexts": ("contains",),
    "members": ("contains",),
    "includes": ("contains", "include"),
    "has": ("contains",),
    "map": ("ContextMap",),
    "record": ("ValueObject",),
    "struct": ("ValueObject",),
    "interface": ("Service",),
    "root": ("aggregateRoot",),
    "isroot": ("aggregateRoot",),
    "isaggregateroot": ("aggregateRoot",),
    "synchronous": ("sync",),
    "rpc": ("sync",),
    "asynchronous": ("async",),
    "messaging": ("async",),
    "messages": ("events",),
    "event": ("events",),
    "command": ("commands",),
    "queue": ("topic",),
    "channel": ("topic",),
    "retry": ("retries",),
    "maxretries": ("retries",),
    "order": ("ordering",),
    "deadline": ("timeout",),
    "onfailure": ("fallback",),
    "idempotency": ("idempotent",),
    "frequency": ("every",),
    "interval": ("every",),
    "schedule": ("every",),
    "protocol": ("implementationTechnology",),
    "sla": ("promises",),
    "slo": ("promises",),
    "uptime": ("availability",),
    "store": ("database",),
    "datastore": ("database",),
    "db": ("database",),
    "for": ("of", "implements"),
    "neighbors": ("neighbours",),
    "layout": ("direction",),
}
"""What people write for a keyword, without regard to case."""


def candidates(place: Place) -> Iterator[Edit]:
    """The keywords that fit here and are near to what is written."""
    text = place.text
    if not text[:1].isalpha() or place.key == STRING:
        return
    fitting = [key for key in automaton().rows[place.lookahead.state] if key[0].isalpha() and place.fits(key)]
    synonym = next((key for key in _SYNONYMS.get(text.casefold(), ()) if key in fitting and key != text), None)
    near = synonym or nearest(text, [key for key in fitting if _may_be_meant(text, key)])
    if near and near != text:
        same = near.casefold() == text.casefold()
        cost = 0.25 if same or synonym else 0.75
        sure = bool(synonym) and place.peek(1) in ("=", ":", STRING)
        yield Edit(place.at, place.at + 1, (Made(near, near),), cost, _misspelt, is_certain=sure)
    following = place.tokens.texts[place.at + 1]
    following = following if len(following) > 1 else ""
    for key in fitting if following else ():
        if key.casefold() == (text + following).casefold():
            yield Edit(place.at, place.at + 2, (Made(key, key),), 0.5, _misspelt)


def is_synonym(word: str) -> bool:
    """Whether people write a word for a keyword."""
    return word.casefold() in _SYNONYMS


def _may_be_meant(text: str, keyword: str) -> bool:
    if text.casefold() == keyword.casefold():
        return True
    if text in declaring_keywords() and not text.islower():
        return False
    longer, shorter = sorted((text.casefold(), keyword.casefold()), key=len, reverse=True)
    return len(longer) - len(shorter) <= 2 or (len(shorter) > 4 and longer.startswith(shorter))


def _misspelt(site: ErrorSite, edit: Edit) -> Finding:
    (meant,) = edit.keys(site.tokens)
    written = quoted(" ".join(site.tokens.texts[edit.start : edit.end]))
    at = site.span(edit.start, edit.end - 1)
    fix = write(meant, at, sure=_is_sure(site, edit, meant))
    is_attribute = edit.start == site.error and site.is_between_members and meant[0].islower() and site.scopes
    if is_attribute and site.tokens.keys[edit.end] != "{":
        owner = a_kind(site.scopes[-1].keyword)
        return syntax_finding(at, f"{owner} has no attribute {written}: did you mean {quoted(meant)}?", fix=fix)
    return syntax_finding(at, f"unknown word {written}: did you mean {quoted(meant)}?", fix=fix)


def _is_sure(site: ErrorSite, edit: Edit, meant: str) -> bool:
    """Whether no other keyword can be meant; one that is written in two words, or with another case, is clear."""
    word = "".join(site.tokens.texts[edit.start : edit.end])
    known = site.expected if edit.start == site.error else automaton().keywords
    return word.casefold() == meant.casefold() or is_sure(word, meant, known)
