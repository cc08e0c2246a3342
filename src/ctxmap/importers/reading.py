"""Which kind of document a file is, by what is in it, and everything that some files say as one draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.asyncapi import read_asyncapi
from ctxmap.foreign.document import MALFORMED, Document, mapping
from ctxmap.foreign.openapi import read_openapi
from ctxmap.foreign.traffic import read_traffic
from ctxmap.importers.contracts import add_asyncapi, add_openapi
from ctxmap.importers.draft import Draft
from ctxmap.importers.landscapes import (
    add_backstage,
    add_backstage_apis,
    add_compose,
    add_kubernetes,
    add_structurizr,
)
from ctxmap.importers.traffic import add_traffic

_HINT = (
    "OpenAPI and AsyncAPI documents, Structurizr workspaces, Backstage catalogues, compose files, Kubernetes manifests "
    "and telemetry are read"
)


def kind_of(document: Document) -> str:
    """`openapi`, `asyncapi`, `traffic`, `structurizr`, `backstage`, `compose`, `kubernetes`; "" if it is none."""
    value = mapping(document.value)
    signs = {
        "openapi": "openapi" in value or "swagger" in value,
        "asyncapi": "asyncapi" in value,
        "traffic": bool({"resourceSpans", "resourceMetrics"} & set(value)) or "result" in mapping(value.get("data")),
        "structurizr": "softwareSystems" in mapping(value.get("model")),
        "backstage": str(value.get("apiVersion", "")).startswith("backstage.io/"),
        "kubernetes": "apiVersion" in value and "kind" in value,
        "compose": isinstance(value.get("services"), dict),
    }
    return next((kind for kind, is_it in signs.items() if is_it), "")


def draft_of(documents: Sequence[Document], other: Callable[[str], Document | None]) -> tuple[Draft, list[Finding]]:
    """All that documents say, and what is wrong with them; `other` gives a document that another refers to."""
    draft, found = Draft(), list[Finding]()
    by_kind: dict[str, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(kind_of(document), []).append(document)
    for document in by_kind.get("", ()):
        found.append(
            Finding(document.place(), "not a document that can be imported", _HINT, (), MALFORMED, Severity.ERROR)
        )
    for document in by_kind.get("openapi", ()):
        right, mistakes = read_openapi(document)
        found += mistakes
        if not mistakes:
            add_openapi(draft, right)
    for document in by_kind.get("asyncapi", ()):
        mistakes = read_asyncapi(document)
        found += mistakes
        if not mistakes:
            add_asyncapi(draft, document, other)
    traffic, mistakes = read_traffic(by_kind.get("traffic", ()))
    found += mistakes
    add_traffic(draft, traffic)
    for kind, add in (("structurizr", add_structurizr), ("backstage", add_backstage), ("compose", add_compose)):
        for document in by_kind.get(kind, ()):
            add(draft, document)
    add_backstage_apis(draft, by_kind.get("backstage", []))
    add_kubernetes(draft, by_kind.get("kubernetes", []))
    draft.join_channels()
    return draft, found
