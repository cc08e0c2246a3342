"""All pages of a model: the index, a page for each context, and the migration plan if there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.migration.plan import migration_of
from ctxmap.documents import canvas, overview
from ctxmap.documents.contents import with_contents
from ctxmap.documents.findings import locate_findings
from ctxmap.documents.links import Links
from ctxmap.documents.migration import migration_page
from ctxmap.documents.page import Page
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.elements import Model


def all_pages(model: Model, diagnostics: Sequence[Diagnostic], files: frozenset[str]) -> Iterator[Page]:
    """The index first, then the contexts in the order of the text; `files` are what links can lead to."""
    links = Links(model, files)
    findings = locate_findings(model, diagnostics)
    yield Page("index.md", tuple(with_contents(tuple(overview.page(links, findings)))))
    for context in model.contexts:
        yield Page(links.page(context), tuple(canvas.page(links, context, findings)))
    if migration_of(model).plans:
        yield Page("migration.md", tuple(migration_page(links)))
