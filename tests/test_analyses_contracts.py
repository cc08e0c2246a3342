"""Who has which contract, by hand."""

from __future__ import annotations

from ctxmap import compile_text
from ctxmap.analyses.contracts.calls import call_contracts
from ctxmap.analyses.contracts.messages import contexts_with_messages, deliveries
from ctxmap.model.elements import Model

SHOP = """
ContextMap {{ {} }}
BoundedContext Order {{
    Aggregate Order {{
        Entity Order {{ aggregateRoot }}
        DomainEvent Placed
        Service Orders {{ void find(); void place(); }}
    }}
    Aggregate Basket
}}
BoundedContext Payment {{ Aggregate Payment {{ Command Settle }} }}
BoundedContext Page {{ type = FRONTEND }}
BoundedContext Bff {{ type = BFF }}
BoundedContext Gateway {{ type = EXTERNAL  Aggregate G {{ Service S {{ void charge(); }} }} }}
"""


def test_who_is_called_or_open_has_a_contract_with_callers() -> None:
    assert _offered("Order [U] -> [D] Page { sync { operations = find } }") == {
        "Order": ([], ["find"]),
    }
    assert _offered("Order [U,OHS] -> [D] Page")["Order"] == (["Order"], ["find", "place"])
    assert _offered("Order [U,OHS] -> [D] Page { exposedAggregates = Order }")["Order"] == (
        ["Order"],
        ["find", "place"],
    )
    assert _offered("Order [U,OHS] -> [D] Page { exposedAggregates = Basket }") == {}
    assert _offered("Order [U] -> [D] Page") == {}
    assert _offered("Gateway [U,OHS] -> [D,ACL] Page { sync { operations = charge } }") == {}


def test_a_bff_passes_on_what_it_calls() -> None:
    assert _offered("Order [U] -> [D] Bff { sync { operations = find } }")["Bff"] == ([], ["find"])


def test_what_only_a_caller_knows_is_offered_too() -> None:
    (offer, *_) = call_contracts(_model("Order [U] -> [D] Page { sync { operations = nowhere } }"))
    assert [each.operation.name for each in offer.operations if not each.is_declared] == ["nowhere"]


def test_who_sends_or_receives_has_a_contract_on_messages() -> None:
    model = _model(
        "Order [U] -> [D] Page { async { events = Placed } }  Payment [U] -> [D] Bff { async { commands = Settle } }"
    )
    sent = [(each.kind, each.name, each.owner, each.sender, each.receiver) for each in deliveries(model)]
    assert sent == [
        ("EVENT", "Placed", "Order", "Order", "Page"),
        ("COMMAND", "Settle", "Payment", "Bff", "Payment"),
    ]
    assert contexts_with_messages(model) == {"Order", "Page", "Payment", "Bff"}


def test_equals_that_do_not_say_who_publishes_have_none() -> None:
    assert not contexts_with_messages(_model("Order [P] <-> [P] Payment { async { events = Placed } }"))


def _offered(relationships: str) -> dict[str, tuple[list[str], list[str]]]:
    return {
        offer.context.name: (
            [aggregate.name for aggregate in offer.aggregates],
            [each.operation.name for each in offer.operations],
        )
        for offer in call_contracts(_model(relationships))
    }


def _model(relationships: str) -> Model:
    return compile_text(SHOP.format(relationships)).model
