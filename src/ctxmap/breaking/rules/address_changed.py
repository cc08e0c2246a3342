"""What others use must stay where they look for it: its method and path, its channel, its protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.breaking import Break, Comparison, Severity, Used, broken, rule
from ctxmap.breaking.wire import Address
from ctxmap.model.elements import DomainObject


@rule(Severity.ERROR)
def check(comparison: Comparison) -> Iterator[Break]:
    """Operations by method and path, whatever their parameters are called; messages by channel and protocol."""
    for used in comparison.used:
        if used.kind == "OPERATION":
            yield from _of_operation(comparison, used)
        elif used.kind in ("EVENT", "COMMAND"):
            yield from _of_message(comparison, used)


def _of_operation(comparison: Comparison, used: Used) -> Iterator[Break]:
    wires = comparison.wire(used)
    if wires and wires[0].address and wires[0].address != wires[1].address:
        before, after = (wire.address for wire in wires)
        now = f"`{after}` now" if after else "no longer called over HTTP"
        yield broken(
            used,
            comparison.place(used.element),
            f'the operation "{used.name}" was `{before}`, is {now}',
            hint="offer it at both addresses until nobody uses the old one",
        )


def _of_message(comparison: Comparison, used: Used) -> Iterator[Break]:
    hits: dict[tuple[str, str], list[str]] = {}
    for use in used.uses:
        new = used.new if isinstance(used.new, DomainObject) else None
        before, after = comparison.addresses(use, new)
        if before and after and not any(_meets(one, other) for one in before for other in after):
            hits.setdefault((_told(before), _told(after)), []).append(use.consumer)
    for (before, after), consumers in hits.items():
        word = "event" if used.kind == "EVENT" else "command"
        yield broken(
            used,
            comparison.place(used.element),
            f'the {word} "{used.name}" travelled on {before}, travels on {after} now',
            hint="use both channels until nobody uses the old one",
            hits=consumers,
        )


def _meets(one: Address, other: Address) -> bool:
    protocols = {one.protocol, other.protocol} - {""}
    return one.channel == other.channel and len(protocols) < 2


def _told(addresses: Iterable[Address]) -> str:
    return " and ".join(
        f"`{each.channel}`{f' over {each.protocol}' if each.protocol else ''}" for each in sorted(addresses)
    )
