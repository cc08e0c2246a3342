"""Facts of communication, against cases worked out by hand or by slow means: availability, chains, offers, joins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctxmap import compile_text
from ctxmap.analyses.communication.async_components import async_components, async_reach
from ctxmap.analyses.communication.availability import (
    Availability,
    Need,
    arithmetic,
    availability,
    downtime,
    in_series,
    promised_availabilities,
)
from ctxmap.analyses.communication.calls import Call
from ctxmap.analyses.communication.offers import offers
from ctxmap.analyses.graph.cycles import Edge
from ctxmap.analyses.graph.longest_paths import long_paths
from ctxmap.analyses.landscapes import landscapes
from ctxmap.model.elements import BoundedContext, Model, Percentage, Relationship, Side

ACYCLIC = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda edge: edge[0] < edge[1]),
    max_size=14,
    unique=True,
)


def _model(text: str) -> Model:
    return compile_text(text).model


# ---- availability ----------------------------------------------------------------------------------------------

SHOP = """
ContextMap { contains Cart, Order, Payment, Gateway, Mail
    Order [U] -> [D] Cart { sync { fallback = FAIL_FAST } }
    Payment [U] -> [D] Order { sync }
    Gateway [U] -> [D] Payment { sync { timeout = "1 s" } }
    Mail [U] -> [D] Order { sync { fallback = RETRY_ASYNC } }
}
BoundedContext Cart { availability = "99.95%"  promises = "99.9%" }
BoundedContext Order { availability = "99.9%"  promises = "99%" }
BoundedContext Payment { availability = "99.9%" }
BoundedContext Gateway { availability = "99.5%" }
BoundedContext Mail
"""


def _of(text: str) -> dict[str, Availability]:
    (landscape,) = landscapes(_model(text))
    return {each.context.name: each for each in promised_availabilities(landscape)}


def test_availability_multiplies_along_what_is_needed() -> None:
    found = _of(SHOP)
    assert list(found) == ["Cart", "Order"]
    assert [need.context.name for need in found["Order"].needs] == ["Payment", "Gateway"]
    assert found["Order"].percent == pytest.approx(99.3011, abs=0.00005)  # 0.999 × 0.999 × 0.995


def test_what_a_callee_promises_counts() -> None:
    found = _of(SHOP)["Cart"]
    assert [need.context.name for need in found.needs] == ["Order"]
    assert found.factors == (99.95, 99)
    assert found.is_exact


def test_what_is_needed_along_two_paths_counts_once() -> None:
    text = """
        ContextMap { contains A, B, C, D
            B [U] -> [D] A { sync }  C [U] -> [D] A { sync }  D [U] -> [D] B { sync }  D [U] -> [D] C { sync }
        }
    """ + "".join(f'BoundedContext {name} {{ availability = "90%" }}\n' for name in "ABCD")
    (landscape,) = landscapes(_model(text))
    assert availability(landscape, "A").percent == pytest.approx(65.61)  # 0.9 to the fourth


def test_one_of_a_context_and_its_backup_service_has_to_be_up() -> None:
    text = """
        ContextMap { contains Cart, Payment, Acme, Zeta
            Payment [U] -> [D] Cart { sync { fallback = BACKUP_SERVICE Zeta } }
            Acme [U] -> [D] Payment { sync }
        }
        BoundedContext Cart { availability = "99.9%"  promises = "99.9%" }
        BoundedContext Payment { availability = "98%" }
        BoundedContext Acme { availability = "99%" }
        BoundedContext Zeta { availability = "95%" }
    """
    found = _of(text)["Cart"]
    assert found.factors == pytest.approx((99.9, 100 * (1 - (1 - 0.98 * 0.99) * (1 - 0.95))))
    assert found.is_exact
    unknown = _of(text.replace('Zeta { availability = "95%" }', "Zeta"))["Cart"]
    assert unknown.factors == (99.9,)
    assert not unknown.is_exact
    together = _of(text + "Deployable Payments { contexts = Payment, Zeta }")["Cart"]
    assert together.factors == (99.9, 98, 99)


def test_a_deployable_is_up_or_down_as_one() -> None:
    text = """
        ContextMap { contains A, B, C, D
            B [U] -> [D] A { sync }  C [U] -> [D] B { sync }  D [U] -> [D] C { sync }  D [U] -> [D] A { sync }
        }
        BoundedContext A { availability = "90%"  promises = "99%" }
        BoundedContext B { availability = "80%" }
        BoundedContext C { availability = "70%" }
        BoundedContext D { availability = "60%" }
    """
    assert _of(text)["A"].factors == (90, 80, 60, 70)
    assert _of(text + "Deployable X { contexts = A, B }")["A"].factors == (90, 60, 70)
    assert _of(text + "Deployable X { contexts = B, C }")["A"].factors == (90, 80, 60)
    assert _of(text + "Deployable X { contexts = B, D }")["A"].factors == (90, 60, 70)
    assert _of(text + "Deployable X { contexts = A, B  state = AS_IS }")["A"].factors == (90, 80, 60, 70)
    as_is = text.replace("ContextMap {", "ContextMap { state = AS_IS")
    assert _of(as_is + "Deployable X { contexts = A, B  state = AS_IS }")["A"].factors == (90, 60, 70)


def test_known_numbers_are_an_upper_bound() -> None:
    found = _of(SHOP.replace("fallback = RETRY_ASYNC", ""))["Order"]
    assert [need.context.name for need in found.needs] == ["Payment", "Mail", "Gateway"]
    assert found.percent == pytest.approx(99.3011, abs=0.00005)
    assert not found.is_exact


def _shown(*factors: float, promises: float | None = None, is_exact: bool = True) -> str:
    own, *others = (Percentage(text="", value=factor) for factor in factors)
    promised = Percentage(text="", value=promises) if promises else None
    context = BoundedContext(name="A", qualified_name="A", availability=own, promises=promised)
    side = Side(context="A")
    call = Call("A", "A", Relationship(kind="PARTNERSHIP", id="A-A", upstream=side, downstream=side))
    needs = tuple(Need(context, call, each.value, is_exact=is_exact) for each in others)
    return arithmetic(Availability(context, needs))


def test_arithmetic_shows_how_it_is_computed() -> None:
    assert _shown(99.95, 99.9, 99.9, 99.5) == "99.95 % × 99.9 % × 99.9 % × 99.5 % = 99.25 %, down 66 h a year"
    assert _shown(99.9, 99.9) == "99.9 % × 99.9 % = 99.8 %, down 18 h a year"
    assert _shown(99.9, 99.9, is_exact=False) == "99.9 % × 99.9 % = at most 99.8 %, down at least 18 h a year"
    assert _shown(*[99.9] * 9).startswith("99.9 % × " * 6 + "… × 99.9 % = 99.1")
    assert _shown(99.8996, promises=99.9) == "99.8996 %, down 8.8 h a year"
    assert _shown(100).startswith("100 %, down 0 min")


def test_downtime_of_a_year() -> None:
    assert [downtime(percent) for percent in (0, 99, 99.9, 99.99, 99.999)] == [
        "8,760 h",
        "88 h",
        "8.8 h",
        "53 min",
        "5 min",
    ]


def test_long_series_are_cut_short() -> None:
    assert in_series("abc") == '"a" → "b" → "c"'
    assert in_series("abcdefghijk") == '"a" → "b" → "c" → "d" → "e" → "f" → … → "k"'


# ---- chains ----------------------------------------------------------------------------------------------------


def test_chains_are_as_long_as_can_be() -> None:
    edges = [("b", "c"), ("a", "b"), ("a", "c"), ("c", "d"), ("c", "e")]
    assert list(long_paths(edges, 2)) == [("a", "b", "c", "d"), ("a", "b", "c", "e")]
    assert list(long_paths(edges, 3)) == []


def test_chains_pass_through_circles() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]
    assert list(long_paths(edges, 2)) == [("a", "b", "c", "d")]
    assert list(long_paths([("a", "b"), ("b", "c"), ("c", "a")], 1)) == []


def test_long_chains_need_no_stack() -> None:
    nodes = [str(number) for number in range(20_000)]
    assert [len(chain) for chain in long_paths(list(pairwise(nodes)), 3)] == [20_000]
    assert list(long_paths([*pairwise(nodes), (nodes[-1], nodes[0])], 3)) == []


@given(ACYCLIC, st.integers(min_value=1, max_value=4))
def test_chains_hold_the_edges_that_lie_on_one(edges: list[Edge], limit: int) -> None:
    found = list(long_paths(edges, limit))
    held = {edge for chain in found for edge in pairwise(chain)}
    assert held <= set(edges)
    assert all(len(chain) - 1 > limit for chain in found)
    assert held >= {(a, b) for a, b in edges if _longest(edges, a, 0) + 1 + _longest(edges, b, 1) > limit}
    assert len(found) <= len(edges)


def _longest(edges: list[Edge], node: str, side: int) -> int:
    """The length of the longest path that ends in a node (side 0) or begins there (side 1)."""
    following = [edge[side] for edge in edges if edge[1 - side] == node]
    return max((1 + _longest(edges, each, side) for each in following), default=0)


# ---- offers, joins ---------------------------------------------------------------------------------------------


def test_offers() -> None:
    (found,) = offers(
        _model("""
        ContextMap { contains Order, Said, Silent, Vague
            Order [U] -> [D] Said { sync { operations = find } }
            Order [U] -> [D] Silent { sync { operations = Orders::find } }
            Order [U] -> [D] Vague { sync }
        }
        BoundedContext Order { Service Orders { void find;  void cancel; } }
        BoundedContext Said { type = BFF  Operation orderPage { composes = Order::find } }
        BoundedContext Silent { type = BFF }
        BoundedContext Vague { type = BFF }
    """)
    ).values()
    assert {name: sorted(operations) for name, operations in found.items()} == {
        "Order": ["cancel", "find"],
        "Said": ["orderPage"],
        "Silent": ["find"],
        "Vague": [],
    }


def test_async_components() -> None:
    (landscape,) = landscapes(
        _model(
            """
        ContextMap { contains A, B, C, D, E
            A [U] -> [D] B { async }
            C [U] -> [D] B { async sync }
            C [U] -> [D] D { sync }
            D -> F
        }
    """
            + "".join(f"BoundedContext {name}\n" for name in "ABCDEF")
        )
    )
    components = async_components(landscape)
    assert components["A"] == components["B"] == components["C"]
    assert components["D"] == components["F"]
    assert len(set(components.values())) == 3
    assert [sorted(async_reach(landscape, name)) for name in "ABCDEF"] == [
        ["A", "B"],
        ["B"],
        ["B", "C"],
        ["D", "F"],
        ["E"],
        ["D", "F"],
    ]
