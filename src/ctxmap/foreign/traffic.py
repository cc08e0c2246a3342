"""Who calls whom and who sends to whom in traffic, from the telemetry of a system.

Read are spans (OTLP as JSON, also as JSON Lines, which the collector's file exporter writes), and the metrics of the
service graph connector: as OTLP, or as Prometheus answers a query for `traces_service_graph_request_total`.

After the semantic conventions of OpenTelemetry: a span of kind SERVER whose parent is of another service is a call, one
of kind CONSUMER a message, and a CLIENT or PRODUCER span without a counterpart leads to its peer, if it names one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

import msgspec

from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.document import MALFORMED, Document, Path, mapping
from ctxmap.foreign.form import Form, mistakes
from ctxmap.text.source import Span

Kind = Literal["CALL", "MESSAGE"]
_SPAN_KINDS = {
    "SPAN_KIND_SERVER": 2,
    "SPAN_KIND_CLIENT": 3,
    "SPAN_KIND_PRODUCER": 4,
    "SPAN_KIND_CONSUMER": 5,
}
_SERVER, _CLIENT, _PRODUCER, _CONSUMER = 2, 3, 4, 5
_GRAPH = "traces_service_graph_request"
_STORES = ("db.system", "db.system.name")


class Seen(msgspec.Struct, frozen=True, eq=False):
    """Where something was seen first. The position in the text is looked for only when it is needed."""

    document: Document
    path: Path

    @property
    def at(self) -> Span:
        """The position in the text."""
        return self.document.place(*self.path)


class Edge(msgspec.Struct, frozen=True, eq=False):
    """`source` calls or sends to `target`; both are names of services."""

    kind: Kind
    source: str
    target: str
    seen: Seen


class Traffic(msgspec.Struct, frozen=True, eq=False):
    """The edges of a system, each pair and kind once, and the names of all services that were seen; both sorted."""

    edges: tuple[Edge, ...]
    services: Mapping[str, Seen]


class _Attribute(Form):
    key: str
    value: dict[str, Any] = {}


class _Span(Form):
    traceId: str
    spanId: str
    parentSpanId: str | None = None
    kind: Any = 0
    attributes: list[_Attribute] = []
    links: list[dict[str, Any]] = []


class _ScopeSpans(Form):
    spans: list[_Span] = []


class _Resource(Form):
    attributes: list[_Attribute] = []


class _ResourceSpans(Form):
    resource: _Resource = _Resource()
    scopeSpans: list[_ScopeSpans] = []


class _Spans(Form):
    resourceSpans: list[_ResourceSpans]


class _Point(Form):
    attributes: list[_Attribute] = []


class _Sum(Form):
    dataPoints: list[_Point] = []


class _Metric(Form):
    name: str
    sum: _Sum | None = None


class _ScopeMetrics(Form):
    metrics: list[_Metric] = []


class _ResourceMetrics(Form):
    scopeMetrics: list[_ScopeMetrics] = []


class _Metrics(Form):
    resourceMetrics: list[_ResourceMetrics]


class _Sample(Form):
    metric: dict[str, str]


class _Result(Form):
    result: list[_Sample]


class _Prometheus(Form):
    data: _Result


_FORMS: Mapping[str, type[Form]] = {"resourceSpans": _Spans, "resourceMetrics": _Metrics, "data": _Prometheus}


def read_traffic(documents: Sequence[Document]) -> tuple[Traffic, Sequence[Finding]]:
    """The traffic in some documents together: a trace may be spread over them."""
    found: list[Finding] = []
    for document in documents:
        forms = [form for key, form in _FORMS.items() if key in mapping(document.value)]
        if forms:
            found += mistakes(document, forms[0])
        else:
            hint = "spans or metrics as OTLP in JSON, or Prometheus' answer to a query, are read"
            found.append(Finding(document.place(), "not telemetry", hint, rule=MALFORMED, severity=Severity.ERROR))
    if found:
        return Traffic((), {}), found
    collected = _Collected()
    collected.add_spans([each for document in documents for each in _spans(document)])
    for document in documents:
        for point, path in _points(document):
            collected.add_point(point, Seen(document, path))
    return collected.traffic(), ()


class _Spanned(msgspec.Struct, frozen=True, eq=False):
    """A span, with the service that it is of."""

    service: str
    kind: int
    trace: str
    id: str
    parents: tuple[tuple[str, str], ...]
    attributes: Mapping[str, str]
    seen: Seen


class _Collected:
    def __init__(self) -> None:
        self._edges: dict[tuple[Kind, str, str], Seen] = {}
        self._services: dict[str, Seen] = {}

    def traffic(self) -> Traffic:
        edges = tuple(Edge(*key, self._edges[key]) for key in sorted(self._edges))
        return Traffic(edges, dict(sorted(self._services.items())))

    def add_spans(self, spans: Sequence[_Spanned]) -> None:
        by_id = {(each.trace, each.id): each for each in spans}
        answered: set[tuple[str, str]] = set()
        for each in spans:
            self._services.setdefault(each.service, each.seen)
            kind: Kind = "MESSAGE" if each.kind == _CONSUMER else "CALL"
            for key in each.parents if each.kind in (_SERVER, _CONSUMER) else ():
                if sender := by_id.get(key):
                    answered.add(key)
                    self._add(kind, sender.service, each.service, each.seen)
        for each in spans:
            peer = each.attributes.get("peer.service") or each.attributes.get("service.peer.name", "")
            is_store = any(name in each.attributes for name in _STORES)
            if each.kind in (_CLIENT, _PRODUCER) and (each.trace, each.id) not in answered and peer and not is_store:
                self._services.setdefault(peer, each.seen)
                self._add("MESSAGE" if each.kind == _PRODUCER else "CALL", each.service, peer, each.seen)

    def add_point(self, point: Mapping[str, str], seen: Seen) -> None:
        """A pair of the service graph; a database is no service."""
        client, server, kind = (point.get(key, "") for key in ("client", "server", "connection_type"))
        if not client or not server or kind == "database":
            return
        for name in (client, server):
            self._services.setdefault(name, seen)
        self._add("MESSAGE" if kind == "messaging_system" else "CALL", client, server, seen)

    def _add(self, kind: Kind, source: str, target: str, seen: Seen) -> None:
        if source != target:
            self._edges.setdefault((kind, source, target), seen)


def _spans(document: Document) -> Iterator[_Spanned]:
    for i, resource in enumerate(document.value.get("resourceSpans", ())):
        service = _attributes(resource.get("resource", {})).get("service.name", "")
        for j, scope in enumerate(resource.get("scopeSpans", ())):
            for k, span in enumerate(scope.get("spans", ())):
                kind = span.get("kind", 0)
                trace = span["traceId"]
                links = [(str(each.get("traceId", "")), str(each.get("spanId", ""))) for each in span.get("links", ())]
                parent = span.get("parentSpanId")
                yield _Spanned(
                    service,
                    _SPAN_KINDS.get(kind, 0) if isinstance(kind, str) else kind,
                    trace,
                    span["spanId"],
                    (*([(trace, parent)] if parent else []), *links),
                    _attributes(span),
                    Seen(document, ("resourceSpans", i, "scopeSpans", j, "spans", k)),
                )


def _points(document: Document) -> Iterator[tuple[Mapping[str, str], Path]]:
    for i, resource in enumerate(document.value.get("resourceMetrics", ())):
        for j, scope in enumerate(resource.get("scopeMetrics", ())):
            for k, metric in enumerate(scope.get("metrics", ())):
                if metric["name"].startswith(_GRAPH) and metric.get("sum"):
                    above: Path = ("resourceMetrics", i, "scopeMetrics", j, "metrics", k, "sum", "dataPoints")
                    for number, point in enumerate(metric["sum"].get("dataPoints", ())):
                        yield _attributes(point), (*above, number)
    data: Any = document.value.get("data")
    for number, sample in enumerate(data["result"] if data else ()):
        yield sample["metric"], ("data", "result", number)


def _attributes(held: Mapping[str, Any]) -> Mapping[str, str]:
    attributes: Iterable[Mapping[str, Any]] = held.get("attributes", ())
    return {
        each["key"]: str(next(iter(cast("dict[str, Any]", each.get("value", {})).values()), "")) for each in attributes
    }
