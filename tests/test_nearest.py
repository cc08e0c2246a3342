"""The known name that somebody may have meant."""

from __future__ import annotations

import pytest

from ctxmap.text.nearest import is_sure, nearest

KNOWN = [
    *("InvoicesContext", "BillingDomain", "OfferContext", "PaymentService", "CheckoutTeam", "Catalog"),
    *("OrderManagement", "CustomerDeleted", "customer_context", "Cart"),
]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("InvoiceContext", "InvoicesContext"),
        ("InvoicesContxt", "InvoicesContext"),
        ("invoicescontext", "InvoicesContext"),
        ("BilingDomain", "BillingDomain"),
        ("PaymentServcie", "PaymentService"),
        ("PaymentsService", "PaymentService"),
        ("CheckuotTeam", "CheckoutTeam"),
        ("OrderManagment", "OrderManagement"),
        ("CustomerDeletd", "CustomerDeleted"),
        ("customer_contxt", "customer_context"),
        ("Catalogue", "Catalog"),
        ("Crat", "Cart"),
    ],
)
def test_a_slip_is_recognised(name: str, meant: str) -> None:
    assert nearest(name, KNOWN) == meant


@pytest.mark.parametrize(
    "name",
    [
        *("OrdersContext", "OrdersContxt", "orderscontext", "OrderContext", "PrintingDomain", "OrderService"),
        *("BillingTeam", "CustomerCreated"),
    ],
)
def test_shared_words_are_no_similarity(name: str) -> None:
    assert nearest(name, KNOWN) is None


def test_shared_words_allow_no_more_slips() -> None:
    assert is_sure("InvoiceContext", "InvoicesContext", KNOWN)
    assert not is_sure("OrderContext", "OfferContext", KNOWN)
