"""The little English that names are held to."""

from __future__ import annotations

import pytest

from ctxmap.analyses.english import BASE_FORMS, ONLY_VERBS, POSSIBLE_VERBS, VERB_OF_PAST, camel_case, past, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("OrderCancelled", ("order", "cancelled")),
        ("order_cancelled", ("order", "cancelled")),
        ("HTTPRequestSent2", ("http", "request", "sent", "2")),
        ("ABTest", ("ab", "test")),
        ("订单取消", ()),
        ("Größe", ()),
        ("", ()),
    ],
)
def test_words_of_a_name(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("place", "placed"),
        ("cancel", "cancelled"),
        ("fulfill", "fulfilled"),
        ("ship", "shipped"),
        ("deliver", "delivered"),
        ("notify", "notified"),
        ("pay", "paid"),
        ("destroy", "destroyed"),
        ("send", "sent"),
    ],
)
def test_past_of_a_verb(verb: str, expected: str) -> None:
    assert past(verb) == expected


def test_names_are_put_together_again() -> None:
    assert camel_case(["order", "cancelled"]) == "OrderCancelled"


def test_no_past_looks_like_a_base_form() -> None:
    assert ONLY_VERBS < BASE_FORMS < POSSIBLE_VERBS
    assert not POSSIBLE_VERBS & VERB_OF_PAST.keys()
