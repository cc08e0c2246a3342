"""Whether the members of a body stand in an order that the published grammar has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.plain_cml.bodies import Place


def misplaced(kinds: Sequence[str], known: Mapping[str, Place]) -> Iterator[tuple[int, str]]:
    """The positions of members that stand in a wrong place, and why; `kinds` are the members' kinds, all known.

    A kind is reported once, so that a body in another order has as many findings as it has kinds to move.
    """
    reported = set[str]()
    for at, kind in enumerate(kinds):
        wrong = "" if kind in reported else _wrong(kinds, at, known)
        if wrong:
            reported.add(kind)
            yield at, wrong


def _wrong(kinds: Sequence[str], at: int, known: Mapping[str, Place]) -> str:
    kind, before = kinds[at], kinds[:at]
    place = known[kind]
    if not place.is_repeated and kind in before and kind[0].isupper():  # an attribute has a rule of its own
        return f'only one "{kind}" here'
    of_part = [each for each in before if known[each].part == place.part]
    if of_part and known[before[-1]].part != place.part:
        return f'"{kind}" only next to "{of_part[-1]}"'
    later = next((each for each in of_part if known[each].stage > place.stage), "")
    if later:
        return f'"{kind}" only before "{later}"'
    if not place.is_mixed and kind in before and before[-1] != kind:
        return f'each "{kind}" only next to the others'
    return ""
