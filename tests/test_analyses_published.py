"""Which types contracts carry, followed by hand."""

from __future__ import annotations

from ctxmap import compile_text
from ctxmap.analyses.contracts.published import published_types
from ctxmap.model.elements import Model

SHOP = """
BoundedContext Order {
    Aggregate Order {
        Entity Order { aggregateRoot  - Sum total  - Customer customer  private Secret secret }
        ValueObject Sum { BigDecimal amount  - Sum rounded }
        DomainEvent Placed { - Order order }
        Service Orders { List<@Order> find(String number);  void internal(Hidden hidden); }
    }
    Aggregate Customer { Entity Customer { aggregateRoot  Mood mood } }
}
BoundedContext Page
"""


def test_what_a_context_that_is_called_offers() -> None:
    """The operations that are called, as in its contract, and what they give back."""
    called = f"ContextMap {{ Order [U] -> [D] Page {{ sync {{ operations = find }} }} }} {SHOP}"
    assert _written(called) == [
        "String",
        "List<Order>",
        "Order",
        "Sum",
        "Customer",
        "BigDecimal",
        "Sum",
    ]


def test_events_that_are_sent() -> None:
    sent = f"ContextMap {{ Order [U] -> [D] Page {{ async {{ events = Placed }} }} }} {SHOP}"
    assert _written(sent) == ["Order", "Sum", "Customer", "BigDecimal", "Sum"]


def test_aggregates_that_are_exposed() -> None:
    exposed = f"ContextMap {{ Order [U] -> [D] Page {{ exposedAggregates = Customer }} }} {SHOP}"
    assert _written(exposed) == ["Mood"]


def test_nothing_is_published_by_itself() -> None:
    assert _written(SHOP) == []


def _written(text: str) -> list[str]:
    model: Model = compile_text(text).model
    return [str(each.type) for each in published_types(model)]
