"""A command says what to do, so its name begins with a verb."""

from __future__ import annotations

from collections.abc import Iterator, Set

from ctxmap.analyses.english import (
    MOSTLY_NOUNS,
    ONLY_VERBS,
    POSSIBLE_VERBS,
    VERB_OF_NOUN,
    camel_case,
    is_past,
    verb_of,
    words,
)
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import aggregates, types
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    declared = (*model.contexts, *aggregates(model).values(), *types(model).values())
    things = {words(thing.name) for thing in declared}
    for context in model.contexts:
        for command in context.commands:
            if better := _imperative(command.name, things):
                yield finding(
                    command,
                    f'command "{command.name}" isn\'t an imperative',
                    hint=f"say what to do: `{better}`",
                )


def _imperative(name: str, things: Set[tuple[str, ...]]) -> str:
    """What a command should be called whose name ends with what is done; "" for any other.

    `OrderCancelled` and `OrderCancel` begin with no verb that we know; `OrderCancellation` begins with a thing that the
    model declares, so that nobody has to guess what `ReviewCancellation` is.
    """
    *others, last = words(name) or ("",)
    suffix = ["command"] if last == "command" and others else []
    if suffix:
        *others, last = others
    is_thing = tuple(others) in things
    done = verb_of(last) if is_past(last) and last not in POSSIBLE_VERBS else ""
    verb = done or (last if last in ONLY_VERBS and others else "")
    if verb and others and others[0] in POSSIBLE_VERBS and not is_thing and not (done and _is_thing(others[0], things)):
        return ""
    if not verb and (is_thing or not others):
        verb = VERB_OF_NOUN.get(last, "")
    return camel_case([verb, *others, *suffix]) if verb else ""


def _is_thing(word: str, things: Set[tuple[str, ...]]) -> bool:
    return word in MOSTLY_NOUNS or (word,) in things
