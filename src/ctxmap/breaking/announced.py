"""Whether the removal of something was announced: `deprecated = "2027-03-31"`, and the date has passed."""

from __future__ import annotations

from ctxmap.breaking.comparison import Comparison
from ctxmap.findings.finding import Severity
from ctxmap.model import index
from ctxmap.model.elements import Named


def severity_of_removal(comparison: Comparison, element: Named | None) -> Severity | None:
    """A warning if the element, or what it stood in, was to be gone by now; None for the rule's own severity."""
    return Severity.WARNING if element and was_due(comparison, element) else None


def was_due(comparison: Comparison, element: Named) -> bool:
    """Whether an element of the old state was to be removed by the date of the comparison."""
    context = index.context_of(comparison.old, element.qualified_name)
    aggregate = index.aggregate_of(comparison.old, element.qualified_name)
    dates = [each.removal for each in (element, aggregate, context) if each and each.is_deprecated and each.removal]
    return any(date <= comparison.today for date in dates)
