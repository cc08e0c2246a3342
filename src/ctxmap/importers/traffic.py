"""Traffic gives services, and who calls or sends to whom."""

from __future__ import annotations

from ctxmap.foreign.traffic import Traffic
from ctxmap.importers.draft import Draft

_NOBODY = frozenset({"", "user", "unknown"})


def add_traffic(draft: Draft, traffic: Traffic) -> None:
    """Every edge between services that have a name."""
    for name in traffic.services:
        if name not in _NOBODY:
            draft.service(name)
    for edge in traffic.edges:
        if edge.source not in _NOBODY and edge.target not in _NOBODY:
            draft.link(edge.kind, edge.source, edge.target)
