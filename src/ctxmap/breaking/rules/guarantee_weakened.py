"""What consumers count on must not become weaker: delivery, ordering, outbox, idempotency."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.breaking import Break, Comparison, Severity, broken, rule
from ctxmap.model import index
from ctxmap.model.elements import Async, Sync
from ctxmap.vocabulary import DELIVERIES

_ORDERED = ("BY_KEY", "BY_TIMESTAMP", "BY_VERSION")


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Terms on both sides of the comparison, consumer by consumer; then what a context promises to be available."""
    for used in comparison.used:
        hits: dict[str, list[str]] = {}
        for use in used.uses:
            now = comparison.terms_now(used, use)
            if now and use.terms and now.terms:
                for problem in _weaker(use.terms, now.terms, is_command=used.kind == "COMMAND"):
                    hits.setdefault(problem, []).append(use.consumer)
        for problem, consumers in hits.items():
            yield broken(
                used,
                comparison.between(used.provider, consumers[0]) or comparison.place(used.element),
                f'"{used.name}" is guaranteed less than it was: {problem}',
                hint="tell the consumers first: they may have to keep duplicates or gaps apart themselves",
                hits=consumers,
            )
    yield from _promises(comparison)


def _weaker(old: object, new: object, *, is_command: bool) -> Iterator[str]:
    if isinstance(old, Async) and isinstance(new, Async):
        if old.delivery and _strength(new.delivery) < _strength(old.delivery):
            yield f"delivery was {old.delivery}, is {new.delivery or 'not stated'} now"
        if old.ordering in _ORDERED and new.ordering != old.ordering:
            yield f"ordering was {old.ordering}, is {new.ordering or 'not stated'} now"
        if old.has_outbox and not new.has_outbox:
            yield "the publisher has no outbox any more"
        if is_command and old.is_idempotent and not new.is_idempotent:
            yield "it can't be sent twice without harm any more"
    if isinstance(old, Sync) and isinstance(new, Sync) and old.is_idempotent and not new.is_idempotent:
        yield "it can't be called twice without harm any more"


def _strength(delivery: str) -> int:
    return DELIVERIES.index(delivery) + 1 if delivery in DELIVERIES else 0


def _promises(comparison: Comparison) -> Iterator[Break]:
    consumers: dict[str, list[str]] = {}
    for used in comparison.used:
        consumers.setdefault(used.provider, []).extend(
            use.consumer for use in used.uses if not isinstance(use.terms, Async)
        )
    for provider, hits in consumers.items():
        old = index.contexts(comparison.old).get(provider)
        new = index.contexts(comparison.new).get(comparison.name(provider))
        if hits and old and new and old.promises and (not new.promises or new.promises.value < old.promises.value):
            now = new.promises.text if new.promises else "nothing"
            yield Break(
                at=new.place("promises"),
                message=f'"{new.name}" promised to be available {old.promises.text} of the time, promises {now} now',
                element=provider,
                hits=tuple(dict.fromkeys(hits)),
                hint="tell the callers first: their own promises may rest on it",
                severity=Severity.WARNING,
            )
