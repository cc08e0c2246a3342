"""An event is a fact: it has happened, and its name says so."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.english import BASE_FORMS, VERB_OF_PAST, camel_case, past, words
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for event in context.events:
            if better := _in_past_tense(event.name):
                yield finding(
                    event,
                    f'event "{event.name}" isn\'t in the past tense',
                    hint=f"say that it has happened: `{better}`",
                )


def _in_past_tense(name: str) -> str:
    """What an event should be called whose name ends with the base form of a verb; "" for any other."""
    *others, last = words(name) or ("",)
    suffix = ["event"] if last == "event" and others else []
    if suffix:
        *others, last = others
    if last not in BASE_FORMS or "to" in others[-1:] or any(map(_is_past, others)):
        return ""
    return camel_case([*others, past(last), *suffix])


def _is_past(word: str) -> bool:
    return word in VERB_OF_PAST or word.endswith("ed")
