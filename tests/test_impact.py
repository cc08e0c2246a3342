"""`ctxmap impact`: who is affected, how badly, and over whom."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ctxmap import compile_text
from ctxmap.analyses.impact import impact
from ctxmap.breaking.states import as_one_map, landscape_of_contracts
from ctxmap.cli import main

MAP = """ContextMap M {
    contains Web, Cart, Payment, Refund, Mail, Report, Billing, Ledger
    Payment [U] -> [D] Cart { sync { operations = authorize } }
    Cart [U] -> [D] Web { sync { operations = checkOut } }
    Payment [U] -> [D] Billing { sync { operations = settle  fallback = CACHED_VALUE } }
    Billing [U] -> [D] Report { sync }
    Payment [U] -> [D] Refund { async { events = Settled } }
    Refund [U] -> [D] Mail { async { events = Refunded } }
    Ledger [U] -> [D] Payment { sync }
}
BoundedContext Web
BoundedContext Cart { Aggregate B { Service Carts { void checkOut (String id); } } }
BoundedContext Payment {
    Aggregate P {
        DomainEvent Settled
        Service Payments { void authorize (long cents);  void settle (String id); }
    }
}
BoundedContext Refund {
    Aggregate R {
        DomainEvent Refunded
        CommandEvent Refund
        Policy Repay { on Payment.Settled issues Refund }
    }
    Application { Flow F { command Refund emits event Refunded } }
}
BoundedContext Mail
BoundedContext Report
BoundedContext Billing
BoundedContext Ledger
%s
"""


def _affected(element: str, more: str = "") -> dict[str, tuple[str, tuple[str, ...]]]:
    model = compile_text(MAP % more).model
    landscape = landscape_of_contracts(model)
    found = impact(as_one_map(model, landscape), landscape, element)
    return {each.context: (each.degree, each.through) for each in found}


def test_callers_fail_unless_a_fallback_helps_and_listeners_wait() -> None:
    assert _affected("Payment") == {
        "Cart": ("FAILS", ("Payment",)),
        "Billing": ("FALLBACK", ("Payment",)),
        "Refund": ("LATER", ("Payment",)),
        "Web": ("FAILS", ("Payment", "Cart")),
        "Mail": ("LATER", ("Payment", "Refund")),
    }


def test_of_an_operation_its_callers_only() -> None:
    assert list(_affected("Payment::P::Payments::settle")) == ["Billing"]
    assert list(_affected("Payment::P::Payments::authorize")) == ["Cart", "Web"]


def test_of_an_event_its_listeners_only() -> None:
    assert list(_affected("Payment::P::Settled")) == ["Refund", "Mail"]


def test_what_runs_together_fails_together() -> None:
    assert _affected("Payment", "Deployable D { contexts = Payment, Billing }")["Billing"] == ("FAILS", ("Payment",))


def test_nobody_depends_on_it() -> None:
    assert _affected("Web") == {}


@pytest.mark.parametrize(
    ("element", "code", "words"),
    [
        ("settle", 0, "Payment::P::Payments::settle: 1 context affected"),
        ("Payment.settle", 0, "Payment::P::Payments::settle"),
        ("Payment::P::Settled", 0, "Refund gets or sends its messages later (Settled)"),
        ("Paymnt", 2, 'did you mean "Payment"?'),
    ],
)
def test_names_are_as_short_as_they_can_be(element: str, code: int, words: str) -> None:
    result = CliRunner().invoke(main, ["impact", element, "--isolated", "-"], input=MAP % "")
    assert (result.exit_code, words in result.output) == (code, True)


def test_json_has_the_same() -> None:
    result = CliRunner().invoke(main, ["impact", "Cart", "--isolated", "--format", "json", "-"], input=MAP % "")
    (model,) = json.loads(result.output)["models"]
    assert model["affected"] == [{"context": "Web", "how": "FAILS", "what": ["checkOut"], "through": ["Cart"]}]
