"""Facts that rules and backends build on, against cases worked out by hand or by slow means."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ctxmap import compile_text
from ctxmap.analyses.communication.calls import Call, frontend_calls, stated_calls
from ctxmap.analyses.deployables import deployable_services, service_of
from ctxmap.analyses.graph.cycles import Edge, components, cycles
from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.similarity import LISTED, likenesses
from ctxmap.model.elements import Model

GRAPHS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=24, unique=True)


def _model(text: str) -> Model:
    return compile_text(text).model


# ---- cycles ----------------------------------------------------------------------------------------------------


def test_cycles_begin_with_their_first_edge() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("c", "d"), ("d", "d")]
    assert list(cycles(edges)) == [(("a", "b"), ("b", "c"), ("c", "a")), (("c", "b"), ("b", "c"))]


def test_long_cycles_need_no_stack() -> None:
    nodes = [str(number) for number in range(20_000)]
    ring = [*pairwise(nodes), (nodes[-1], nodes[0])]
    assert [len(cycle) for cycle in cycles(ring)] == [20_000]
    assert list(cycles(ring[:-1])) == []


@given(GRAPHS)
def test_cycles_hold_the_edges_that_lie_on_one(edges: list[Edge]) -> None:
    found = list(cycles(edges))
    for cycle in found:
        nodes = [start for start, _ in cycle]
        assert len(set(nodes)) == len(nodes) > 1
        assert list(cycle) == [*pairwise(nodes), (nodes[-1], nodes[0])]
    on_one = {(a, b) for a, b in edges if a != b and a in _reached(edges, b)}
    assert {edge for cycle in found for edge in cycle} == on_one


@given(GRAPHS)
def test_components_reach_each_other(edges: list[Edge]) -> None:
    graph = {node: [b for a, b in edges if a == node] for node in "abcdefgh"}
    found = [frozenset(component) for component in components(graph)]
    reached = {node: _reached(edges, node) for node in graph}
    assert set(found) == {frozenset(b for b in graph if b in reached[a] and a in reached[b]) for a in graph}
    assert sum(map(len, found)) == len(graph)


def _reached(edges: Iterable[Edge], start: str) -> set[str]:
    reached = {start}
    while more := {b for a, b in edges if a in reached} - reached:
        reached |= more
    return reached


# ---- calls -----------------------------------------------------------------------------------------------------

CALLS = """
ContextMap AsIs { state = AS_IS  contains Order, Refund, Bff, Web, Gateway
    Order [U] -> [D] Web { sync }
    Refund [U] -> [D] Web
    Order [U] -> [D] Refund { sync { caller = Order } sync }
    Order [U] -> [D] Refund : Said { async }
    Order [P] <-> [P] Gateway { sync }
    Refund [U] -> [D] Refund { sync }
}
ContextMap ToBe { contains Order, Bff, Web
    Bff [P] <-> [P] Web
    Order [SK] <-> [SK] Bff
    Bff [U] -> [D] Web : Pushed { async }
    Web [U] -> [D] Order
}
BoundedContext Order
BoundedContext Refund
BoundedContext Gateway { type = EXTERNAL }
BoundedContext Bff { type = BFF }
BoundedContext Web { type = FRONTEND }
"""


def _pairs(calls: Iterable[Call]) -> list[str]:
    return [f"{call.caller} {'calls' if call.sync else 'is taken to call'} {call.callee}" for call in calls]


def test_stated_calls() -> None:
    as_is, to_be = map(stated_calls, landscapes(_model(CALLS)))
    assert _pairs(as_is) == ["Web calls Order", "Order calls Refund", "Refund calls Order"]
    assert _pairs(to_be) == []


def test_frontend_calls() -> None:
    as_is, to_be = map(frontend_calls, landscapes(_model(CALLS)))
    assert _pairs(as_is) == ["Web calls Order", "Web is taken to call Refund"]
    assert _pairs(to_be) == ["Web is taken to call Bff", "Bff is taken to call Order"]


# ---- what is deployed, what is there at the same time ------------------------------------------------------------

DEPLOYED = """
BoundedContext Whole { Aggregate A  Module M { Aggregate B } }
BoundedContext Fine { decomposition = PER_AGGREGATE  Aggregate C  Aggregate D }
BoundedContext Cut {
    decomposition = CUSTOM
    Aggregate E
    Aggregate F
    Aggregate G
    Microservice One { aggregates = E }
    Microservice Two { aggregates = E, F }
}
"""


def test_deployable_services() -> None:
    services = [
        (service.context, service.name, service.aggregates) for service in deployable_services(_model(DEPLOYED))
    ]
    assert services == [
        ("Whole", "Whole", ("Whole::A", "Whole::M::B")),
        ("Fine", "C", ("Fine::C",)),
        ("Fine", "D", ("Fine::D",)),
        ("Cut", "One", ("Cut::E",)),
        ("Cut", "Two", ("Cut::E", "Cut::F")),
    ]


def test_service_of_an_aggregate() -> None:
    services = service_of(_model(DEPLOYED))
    assert services["Whole::M::B"] is services["Whole::A"]
    assert services["Cut::E"].name == "One"
    assert "Cut::G" not in services


def test_facts_are_worked_out_once() -> None:
    model = _model(DEPLOYED)
    assert service_of(model) is service_of(model)
    assert service_of(model) is not service_of(_model(DEPLOYED))


def test_landscapes() -> None:
    model = _model("""
        ContextMap AsIs { state = AS_IS  contains A  A [U] -> [D] B }
        ContextMap ToBe { state = TO_BE  contains C }
        ContextMap Teams { type = ORGANIZATIONAL  state = TO_BE  contains T, A  A [U] -> [D] C }
        ContextMap AsIsToo { state = AS_IS  contains D  B [U] -> [D] A }
        ContextMap Neither { A [U] -> [D] C }
        ContextMap Undefined { state = UNDEFINED  A [U] -> [D] B }
        BoundedContext A
        BoundedContext B
        BoundedContext C
        BoundedContext D
        BoundedContext OnNone
        BoundedContext T { type = TEAM }
    """)
    assert [(each.state, [c.name for c in each.contexts]) for each in landscapes(model)] == [
        ("AS_IS", ["A", "B", "D", "OnNone", "T"]),
        ("TO_BE", ["C", "OnNone", "T"]),
        ("", ["A", "B", "C", "OnNone", "T"]),
    ]
    assert [[r.id for r in each.relationships] for each in landscapes(model)] == [["A-B", "B-A"], [], ["A-C", "A-B"]]
    assert [each.phrase for each in landscapes(model)] == ["the as-is maps", 'map "ToBe"', "the maps without a state"]


def test_a_relationship_on_several_maps_is_one() -> None:
    model = _model("""
        ContextMap One {
            A [U,OHS] -> [D] B : R { sync { operations = a }  async { events = E } }
            A [SK] <-> [SK] C
            B -> A
        }
        ContextMap Two {
            A [U] -> [D,ACL] B : R {
                implementationTechnology = "HTTPS"
                sync { operations = a, b  timeout = "2 s" }
                sync { operations = c }
                async { delivery = AT_LEAST_ONCE }
            }
            C [SK] <-> [SK] A
            B [S] -> [C] A
        }
        BoundedContext A { Aggregate G { DomainEvent E  Service S { void a; void b; void c; } } }
        BoundedContext B
        BoundedContext C
    """)
    (landscape,) = landscapes(model)
    together, kernel, back = landscape.relationships
    assert [role.kind for side in together.sides for role in side.roles] == ["U", "OHS", "D", "ACL"]
    assert together.implementation_technology == "HTTPS"
    calls = [([o.name for o in sync.operations], sync.timeout and sync.timeout.text) for sync in together.syncs]
    assert calls == [(["a"], "2 s"), (["a", "b"], "2 s"), (["c"], None)]
    assert [([e.name for e in each.events], each.delivery) for each in together.asyncs] == [(["E"], "AT_LEAST_ONCE")]
    assert [side.context for side in kernel.sides] == ["A", "C"]
    assert (back.upstream.context, back.kind) == ("B", "CUSTOMER_SUPPLIER")


def test_without_maps_there_is_one_landscape() -> None:
    (landscape,) = landscapes(_model("BoundedContext A\nBoundedContext B"))
    assert [context.name for context in landscape.contexts] == ["A", "B"]


# ---- likeness --------------------------------------------------------------------------------------------------


def _payment(context: str, *attributes: str) -> str:
    body = " ".join(f"String {attribute}" for attribute in attributes)
    return f"BoundedContext {context} {{ Aggregate Payment {{ Entity Payment {{ {body} }} }} }}\n"


def _likenesses(text: str) -> list[tuple[str, list[str], bool]]:
    return [
        (each.occurrence.context.name, [other.context.name for other in each.others], each.sign is None)
        for each in likenesses(_model(text).contexts)
    ]


def test_likeness_is_of_pairs() -> None:
    """B is like A and like C, but C isn't like A."""
    text = "".join(_payment(*each) for each in ("Aabcd", "Bbcdefg", "Cefghij", "Dxyz"))
    assert _likenesses(text) == [("B", ["A", "C"], True), ("C", ["B"], True)]


def test_likeness_lists_only_so_many() -> None:
    found = list(likenesses(_model("".join(_payment(f"C{number}", *"abc") for number in range(9))).contexts))
    assert [each.occurrence.context.name for each in found] == [f"C{number}" for number in range(1, 9)]
    assert [other.context.name for other in found[0].others] == ["C0", "C2", "C3", "C4", "C5"]
    assert all(len(each.others) == LISTED and each.has_more for each in found)


def test_what_is_alike_goes_first() -> None:
    contexts = _model(_payment("Empty") + _payment("A", *"abc") + _payment("B", *"abc")).contexts
    signs = {each.name: {("call", "Gateway")} for each in contexts}
    found = [(each.occurrence.context.name, each.sign) for each in likenesses(contexts, signs)]
    assert found == [("A", ("call", "Gateway")), ("B", None)]


@given(st.lists(st.sets(st.sampled_from("abcdefg"), max_size=7), max_size=8))
def test_no_likeness_is_missed(bodies: list[set[str]]) -> None:
    found = _likenesses("".join(_payment(f"C{number}", *sorted(body)) for number, body in enumerate(bodies)))
    certain = [name for name, _, is_certain in found if is_certain]
    assert certain == [f"C{number}" for number, body in enumerate(bodies) if _is_like(body, bodies[:number])]


def _is_like(body: set[str], earlier: list[set[str]]) -> bool:
    return any(len(body & other) >= max(3, min(len(body), len(other)) / 2) for other in earlier)


def test_most_used_is_the_one_with_most_operations() -> None:
    text = """
        BoundedContext A { Aggregate P { Service S { void a; void b; void c; } } }
        BoundedContext B { Aggregate P { Service S { void a; void b; void c; void d; } } }
        BoundedContext C { Aggregate P { Service S { void a; void b; void c; void e; } } }
    """
    assert [each.most_used.context.name for each in likenesses(_model(text).contexts)] == ["B", "B"]
