"""Parts of messages that several rules about drift have."""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.breaking import told
from ctxmap.drift.observed import Observed
from ctxmap.findings.finding import Related
from ctxmap.foreign.document import Document, Path


def affected(observed: Observed, contexts: Iterable[str]) -> str:
    """`; affects "Cart" (team CheckoutTeam) and "Web"`; "" if nobody is known."""
    known = {name: observed.teams(name) for name in contexts if name}
    return f"; {told.affected(known)}" if known else ""


def in_contract(document: Document, path: Path) -> tuple[Related, ...]:
    """The place in a contract."""
    return (Related("in the contract", document.place(*path)),)
