"""Every addition to the language is shown: in the tooltips of the map, on the pages, and in the migration plan."""

from __future__ import annotations

import pytest

from ctxmap import compile_text
from ctxmap.compiler import build

MAP = """
ContextMap Office {
    state = TO_BE
    contains Billing, Ledger, Payment, Provider, OtherProvider, Old, Portal, PortalBff
    "Closed at night"
    Billing [U,PL] -> [D,CF] Ledger : Nightly {
        displayName = "Shown name"
        link = "https://example.com/nightly"
        tags = "books"
        deprecated = "2027-01-01"
        batch { data = Invoice  every = "1 d"  by = "SFTP" }
    }
    Provider [U,OHS] -> [D,ACL] Payment {
        sync {
            timeout = "1 s"
            retries = 2
            idempotent by paymentId
            rateLimit = "100/s"
            bulkhead
            circuitBreaker
            fallback = BACKUP_SERVICE OtherProvider "cards only"
        }
    }
    OtherProvider [U,OHS] -> [D,ACL] Payment
    Payment [U,OHS] -> [D] Billing { sync { timeout = "3 s" } }
    Old [U] -> [D,ACL] Ledger
    Billing [U,OHS] -> [D,CF] PortalBff { sync { operations = show, cancel } }
    PortalBff -> Portal
}
View Slide of TO_BE { title = "For a slide"  include = "tag:pci"  detail = NAMES }
Deployable Backoffice { contexts = Billing, Ledger  database = "office-db"  state = TO_BE }
BoundedContext Money { type = TEAM }
BoundedContext Billing {
    owner = Money
    deprecated = "2027-02-02"
    Aggregate Invoice {
        deprecated = "2027-03-03"
        Entity Invoice { aggregateRoot  BigDecimal total deprecated = "2027-04-04" }
        enum State { aggregateLifecycle OPEN, PAID, LOST deprecated = "2027-05-05" }
        Service Invoices {
            @Invoice show(String number) GET path = "/shown/{number}" : read-only;
            void cancel(String number) PATCH path = "/cancelled/{number}" deprecated = "2027-06-06" : write;
        }
    }
}
BoundedContext Ledger {
    extractedFrom = Old
    migration = PLANNED when "after the audit"
    Aggregate Book { Service Books { void open() : write;  void close() : write; } }
}
BoundedContext Payment { tags = "pci" }
BoundedContext Provider { type = EXTERNAL }
BoundedContext OtherProvider { type = EXTERNAL }
BoundedContext Old { type = LEGACY }
BoundedContext Portal { type = FRONTEND }
BoundedContext PortalBff { type = BFF  Operation page(String number) GET path = "/pages/{number}" { composes = show } }
Transaction Closing {
    consistency = SAGA
    Step Books::open pivot
    Step Books::close retriable
}
"""
SHOWN = {
    "maps/office.svg": [
        "Closed at night", "Shown name", "https://example.com/nightly", "books", "deprecated, removal 2027-01-01",
        "every 1 d", "SFTP", "retries: 2", "idempotent by paymentId", "at most 100/s", "resources of its own",
        "backup service (OtherProvider, cards only)", "circuit breaker", "deprecated, removal 2027-02-02",
    ],
    "calls/office.svg": ["Backoffice"],
    "views/slide.svg": ["For a slide", "Payment"],
    "sagas/closing.svg": ["no way back", "until it succeeds"],
    "migration.svg": ["after the audit"],
    "migration.md": ["planned (after the audit)"],
    "index.md": [
        "Closed at night", "Shown name", "https://example.com/nightly", "`books`", "deprecated, removal 2027-01-01",
        "Backoffice", "`office-db`", "pivot", "retriable",
    ],
    "contexts/billing.md": [
        "Closed at night", "Shown name", "https://example.com/nightly", "`books`", "deprecated, removal 2027-01-01",
        "**Owner:** [Money]", "deprecated, removal 2027-02-02", "deprecated, removal 2027-03-03", "2027-04-04",
        "`LOST` (deprecated, removal 2027-05-05)", "deprecated, removal 2027-06-06", "`GET /shown/{number}`",
        "`PATCH /cancelled/{number}`", "as one process with [Ledger](ledger.md): `Backoffice` (to-be state)",
    ],
    "contexts/ledger.md": [
        "Closed at night", "every 1 d", "by SFTP", "planned (after the audit)", "pivot", "retriable",
    ],
    "contexts/payment.md": [
        "2 retries", "idempotent by `paymentId`", "100/s", "OtherProvider", "cards only", "circuit breaker",
    ],
    "contexts/portal-bff.md": ["`GET /pages/{number}`"],
    "openapi/billing.yaml": ["/shown/{number}", "/cancelled/{number}", "patch:", "deprecated: true"],
    "openapi/portal-bff.yaml": ["/pages/{number}"],
}  # fmt: skip


@pytest.mark.parametrize("path", SHOWN)
def test_every_addition_is_shown(path: str, built: dict[str, str]) -> None:
    assert [word for word in SHOWN[path] if word not in built[path]] == []


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    artifacts = build(compile_text(MAP, "map.cml"), "svg", "markdown", "openapi")
    return {path: text for path, text in artifacts.items() if isinstance(text, str)}
