"""`ctxmap verify`: what is no drift, drift that is planted and has to be found, mistakes in documents, the command.

Each rule's cases are in `tests/rules/`. `tests/drift/` has a map, and contracts of it as frameworks write them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import copy, deepcopy
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
import yaml
from click.testing import CliRunner

from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, drift
from ctxmap.cli import main
from ctxmap.compiler import Compilation, build
from ctxmap.drift.matching import is_infrastructure
from ctxmap.drift.observed import Contract
from ctxmap.findings.finding import Finding, Severity
from ctxmap.foreign.asyncapi import read_asyncapi
from ctxmap.foreign.document import Document, read_documents
from ctxmap.foreign.openapi import METHODS, read_openapi
from ctxmap.foreign.traffic import read_traffic
from ctxmap.model import index
from ctxmap.model.json import to_json
from ctxmap.text.source import Source

HERE = Path(__file__).parent / "drift"
SHOP = HERE / "shop.cml"
OPENAPI = ("order.fastapi.json", "order.springdoc.yaml", "order.nestjs.json")
ASYNCAPI = ("order.faststream.yaml", "notification.springwolf.json")
SAMPLES = (
    "samples/payment.cml",
    "samples/shop/to-be.cml",
    "samples/shop-zh/to-be.cml",
    "samples/insurance/insurance.cml",
)

Api = dict[str, Any]


def document(name: str, value: Any) -> Document:
    (read,), found = read_documents(Source(name, value if isinstance(value, str) else json.dumps(value)))
    assert not found
    return read


def compared(
    compilation: Compilation, openapi: dict[str, Any] | None = None, asyncapi: dict[str, Any] | None = None, **more: Any
) -> list[Finding]:
    """The findings, with documents by the names of their contexts, but for questions."""
    evidence = drift.Evidence(compilation.model, **more)
    known = index.contexts(evidence.model)
    http: list[Contract] = []
    for name, value in (openapi or {}).items():
        read, found = read_openapi(document(f"{name}.json", value))
        assert [each.message for each in found] == []
        http.append(Contract(known[name], read))
    evidence.http = http
    documents = {f"asyncapi/{name}": document(f"asyncapi/{name}", value) for name, value in (asyncapi or {}).items()}
    for each in documents.values():
        assert [finding.message for finding in read_asyncapi(each)] == []
    evidence.messaging = [
        Contract(
            evidence.context_called(str(each.value["info"].get("x-ctxmap", {}).get("element", ""))), each, documents
        )
        for each in documents.values()
    ]
    return list(drift.run(drift.all_rules().values(), evidence))


def serious(findings: list[Finding]) -> list[str]:
    return [f"{each.rule}: {each.message}" for each in findings if (each.severity or 0) > Severity.INFO]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["verify", "--isolated", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


# what is no drift ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OPENAPI)
def test_what_frameworks_write_is_no_drift(name: str) -> None:
    assert run(str(SHOP), "--openapi", str(HERE / name)) == (0, "no findings in 2 files\n")


@pytest.mark.parametrize("name", ASYNCAPI)
def test_what_frameworks_write_of_messages_is_no_drift(name: str) -> None:
    assert run(str(SHOP), "--asyncapi", str(HERE / name)) == (0, "no findings in 2 files\n")


def own_documents(compilation: Compilation) -> tuple[dict[str, Api], dict[str, Api]]:
    """The documents that ctxmap makes of a model: OpenAPI by context, AsyncAPI by file name."""
    built = build(compilation, "openapi", "asyncapi")
    read = {path: yaml.load(str(text), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) for path, text in built.items()}
    http = {each["info"]["x-ctxmap"]["element"]: each for path, each in read.items() if path.startswith("openapi")}
    return http, {path.rpartition("/")[2]: each for path, each in read.items() if path.startswith("asyncapi")}


@pytest.mark.parametrize("path", SAMPLES)
def test_the_own_documents_of_a_sample_are_no_drift(path: str) -> None:
    compilation = compile_paths([CHECKOUT / path])
    found = compared(compilation, *own_documents(compilation), state=_state(compilation))
    assert [f"{each.rule}: {each.message}" for each in found] == []


def test_the_own_documents_of_a_real_map_are_no_drift(corpus_file: CorpusFile) -> None:
    compilation = compile_paths([corpus_file.path])
    found = compared(compilation, *own_documents(compilation), state=_state(compilation))
    assert [f"{each.rule}: {each.message}" for each in found] == []


def _state(compilation: Compilation) -> Any:
    """Documents are made of what is to be, where there is such a map."""
    states = {each.state for each in compilation.model.maps}
    return "TO_BE" if "TO_BE" in states else None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/health", True),
        ("/api/v1/health/live", True),
        ("/actuator/metrics/{name}", True),
        ("/openapi.json", True),
        ("/", True),
        ("/orders/{id}/status", False),
        ("/orders/health-checks", False),
    ],
)
def test_infrastructure(path: str, expected: bool) -> None:
    assert is_infrastructure(path) is expected


# what is drift ---------------------------------------------------------------------------------------------------

Planting = tuple[str, str, dict[str, Any]]
"""What was done, the address of the operation, the document."""


def planted(api: Api) -> Iterator[Planting]:
    """Every document that differs from another in one thing that callers notice, in one operation."""
    for path, item in api["paths"].items():
        for method in [each for each in METHODS if each in item]:
            if is_infrastructure(path):
                continue
            for name, plant in PLANTS.items():
                changed = deepcopy(api)
                operation = changed["paths"][path][method]
                if plant(changed, path, method, operation):
                    yield name, f"{method.upper()} {path}", changed


def _removed(api: Api, path: str, method: str, _operation: Api) -> bool:
    del api["paths"][path][method]
    return True


def _at_another_path(api: Api, path: str, method: str, operation: Api) -> bool:
    del api["paths"][path][method]
    operation["operationId"] = operation["operationId"] + "x"
    operation.pop("x-ctxmap", None)
    api["paths"].setdefault(f"{path.rstrip('/')}/elsewhere", {})[method] = operation
    return True


def _by_another_method(api: Api, path: str, method: str, operation: Api) -> bool:
    if "head" in api["paths"][path]:
        return False
    del api["paths"][path][method]
    api["paths"][path]["head"] = operation
    return True


def _asks_for_a_parameter(_api: Api, _path: str, _method: str, operation: Api) -> bool:
    added = {"name": "tenantCode", "in": "query", "required": True, "schema": {"type": "string"}}
    operation["parameters"] = [*operation.get("parameters", ()), added]
    return True


def _takes_another_type(_api: Api, path: str, _method: str, operation: Api) -> bool:
    for each in operation.get("parameters", ()):
        if each["in"] == "path":
            each["schema"] = {"type": "object", "properties": {"value": {"type": "boolean"}}}
            return True
    return False


def _body(api: Api, operation: Api) -> Api | None:
    """The schema of the body, as one of its own."""
    content = operation.get("requestBody", {}).get("content", {})
    for media in content.values():
        media["schema"] = _of_its_own(api, media["schema"])
        return media["schema"]
    return None


def _answer(api: Api, operation: Api) -> Api | None:
    for status, response in operation["responses"].items():
        for media in response.get("content", {}).values() if str(status).startswith("2") else ():
            media["schema"] = _of_its_own(api, media["schema"])
            return media["schema"]
    return None


def _of_its_own(api: Api, schema: Api) -> Api:
    while "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    schema = deepcopy(schema)
    if schema.get("type") == "array":
        schema["items"] = _of_its_own(api, schema["items"])
    return schema


def _asks_for_a_member(api: Api, _path: str, _method: str, operation: Api) -> bool:
    body = _body(api, operation)
    if not body or not body.get("properties"):
        return False
    body["properties"]["approvedBy"] = {"type": "string"}
    body["required"] = [*body.get("required", ()), "approvedBy"]
    return True


def _takes_a_member_of_another_type(api: Api, _path: str, _method: str, operation: Api) -> bool:
    body = _body(api, operation)
    if not body or not body.get("properties"):
        return False
    name = next(iter(body["properties"]))
    body["properties"][name] = {"type": "array", "items": {"type": "boolean"}}
    return True


def _answers_without_a_member(api: Api, _path: str, _method: str, operation: Api) -> bool:
    answer = _object(_answer(api, operation))
    if not answer:
        return False
    name = next(iter(answer["properties"]))
    del answer["properties"][name]
    answer["required"] = [each for each in answer.get("required", ()) if each != name]
    return bool(answer["properties"])


def _answers_with_another_type(api: Api, _path: str, _method: str, operation: Api) -> bool:
    answer = _object(_answer(api, operation))
    if not answer:
        return False
    name = next(each for each in reversed(answer["properties"]) if not each.startswith("_"))
    answer["properties"][name] = (
        {"type": "array", "items": {"type": "boolean"}} if name != "lines" else {"type": "string"}
    )
    return True


def _object(schema: Api | None) -> Api | None:
    """An object with members, or that of a list; not the page that ctxmap makes of a list."""
    if schema and schema.get("type") == "array":
        schema = schema["items"]
    if not schema or not schema.get("properties") or "next" in schema["properties"]:
        return None
    return schema


def _answers_nothing(api: Api, _path: str, _method: str, operation: Api) -> bool:
    if not _answer(api, operation):
        return False
    for response in operation["responses"].values():
        response.pop("content", None)
    return True


PLANTS: dict[str, Callable[[Api, str, str, Api], bool]] = {
    each.__name__: each
    for each in (
        _removed,
        _at_another_path,
        _by_another_method,
        _asks_for_a_parameter,
        _takes_another_type,
        _asks_for_a_member,
        _takes_a_member_of_another_type,
        _answers_without_a_member,
        _answers_with_another_type,
        _answers_nothing,
    )
}


def test_planted_drift_of_frameworks_is_found() -> None:
    """In an operation that is found by its address, its id or its name, whatever the style is."""
    compilation = compile_paths([SHOP])
    number = 0
    for name in OPENAPI:
        api = document(name, (HERE / name).read_text("utf-8")).value
        for what, address, changed in planted(api):
            number += 1
            found = serious(compared(compilation, {"Order": changed}))
            assert len(found) == 1, (name, what, address, found)
    assert number >= 90


@pytest.mark.parametrize("path", SAMPLES)
def test_planted_drift_in_own_documents_is_found(path: str) -> None:
    """Of a look-up that the map only implies, that it is missing is a question."""
    compilation = compile_paths([CHECKOUT / path])
    http, _ = own_documents(compilation)
    state = _state(compilation)
    for context, api in http.items():
        for what, address, changed in planted(api):
            found = compared(compilation, {context: changed}, state=state)
            assert found, (context, what, address)


def test_planted_drift_in_messages_is_found() -> None:
    compilation = compile_paths([CHECKOUT / "samples/shop/to-be.cml"])
    _, documents = own_documents(compilation)
    number = 0
    for file, api in documents.items():
        for name, operation in api["operations"].items():
            changed = deepcopy(documents)
            del changed[file]["operations"][name]
            found = serious(compared(compilation, asyncapi=changed, state="TO_BE"))
            assert len(found) == 1, (file, name, found)
            assert found[0].startswith("message-not-in-contract"), found
            number += 1
            if operation["action"] == "send":
                element = operation["x-ctxmap"]["element"].rpartition("::")[2]
                changed = deepcopy(documents)
                members = changed[file]["components"]["schemas"][element]["properties"]
                members.pop(next(iter(members)))
                found = serious(compared(compilation, asyncapi=changed, state="TO_BE"))
                assert any(each.startswith(f'message-differs: "{element}"') for each in found), (file, name, found)
                number += 1
    assert number >= 30


# traffic ---------------------------------------------------------------------------------------------------------


def graph(edges: list[tuple[str, str, str]]) -> str:
    samples = [{"metric": {"client": one, "server": other, "connection_type": kind}} for one, other, kind in edges]
    return json.dumps({"status": "success", "data": {"resultType": "vector", "result": samples}})


def spans(edges: list[tuple[str, str, str]]) -> str:
    """The same edges as spans in OTLP, a document for each line."""
    lines: list[str] = []
    for number, (one, other, kind) in enumerate(edges):
        first, second = (4, 5) if kind else (3, 2)
        for service, span in (
            (one, {"traceId": f"{number}", "spanId": "a", "kind": first}),
            (other, {"traceId": f"{number}", "spanId": "b", "parentSpanId": "a", "kind": second}),
        ):
            name = {"key": "service.name", "value": {"stringValue": service}}
            scopes = [{"spans": [span]}]
            lines.append(json.dumps({"resourceSpans": [{"resource": {"attributes": [name]}, "scopeSpans": scopes}]}))
    return "\n".join(lines)


def metrics(edges: list[tuple[str, str, str]]) -> str:
    points = [
        {"attributes": [{"key": key, "value": {"stringValue": value}} for key, value in zip(KEYS, edge, strict=True)]}
        for edge in edges
    ]
    metric = {"name": "traces_service_graph_request_total", "sum": {"dataPoints": points}}
    return json.dumps({"resourceMetrics": [{"scopeMetrics": [{"metrics": [metric]}]}]})


KEYS = ("client", "server", "connection_type")


def in_traffic(compilation: Compilation, text: str) -> list[tuple[str, str]]:
    evidence = drift.Evidence(compilation.model, state="TO_BE")
    documents, mistakes = read_documents(Source("traffic.json", text))
    evidence.traffic, found = read_traffic(documents)
    assert not mistakes
    assert not found
    return [(each.rule, each.message) for each in drift.run(drift.all_rules().values(), evidence)]


@pytest.mark.parametrize("form", [graph, spans, metrics], ids=["prometheus", "spans", "metrics"])
def test_planted_drift_in_traffic_is_found(form: Callable[[list[tuple[str, str, str]]], str]) -> None:
    """Each edge of the shop left out, turned round, or of another kind; nothing else is found."""
    compilation = compile_paths([CHECKOUT / "samples/shop/to-be.cml"])
    edges, certain = _edges(compilation)
    assert len(certain) > 15
    assert in_traffic(compilation, form(edges)) == []
    for edge in edges:
        one, other, kind = edge
        left = [each for each in edges if each != edge]
        names = [rule for rule, _ in in_traffic(compilation, form(left))]
        assert names == ["call-not-seen"], edge
        stranger = (other, one, kind)
        if stranger not in edges and edge in certain:
            (found,) = in_traffic(compilation, form([*edges, stranger]))
            assert found[0] == "call-not-on-map", edge
    (found,) = in_traffic(compilation, form([*edges, ("fraud-check", edges[0][1], "")]))
    assert found == ("service-not-on-map", 'no context of the map is the service "fraud-check"')


def _edges(compilation: Compilation) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Everything that the map says, as services call themselves; then that of which it says how."""
    evidence = drift.Evidence(compilation.model, state="TO_BE")
    from ctxmap.drift.edges import known_edges  # noqa: PLC0415

    known = {
        (f"{each.source}-service", f"{each.target}-service", "messaging_system" if each.kind == "MESSAGE" else ""): each
        for each in known_edges(evidence)
    }
    return list(known), [edge for edge, each in known.items() if each.kind]


# mistakes and the command ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "openapi.yaml:1:1: error: an empty document"),
        ("openapi: 3.0.1\npaths: {/a: [", "error: not valid YAML: did not find expected node content"),
        ("openapi: 3.0.1\npaths: []\n", 'openapi.yaml:2:1: error: "paths" must be a mapping, not a list'),
        ("openapi: 3.0.1\npaths:\n  /a:\n    get: 5\n", '4:10: error: "get" must be a mapping, not a number'),
        (
            "openapi: 3.0.1\npaths: {/a: {get: {parameters: [{in: path, name: 5}]}}}\n",
            '"name" must be text, not a number',
        ),
        ("openapi: 3.0.1\npaths: {/a: {get: {parameters: [5]}}}\n", 'an item of "parameters" must be a mapping, not a'),
        ("swagger: '2.0'\n", "1:10: error: version 2.0 is not supported"),
        ("asyncapi: 3.0.0\n", 'not an OpenAPI document: "openapi" is missing'),
        ("- 1\n", 'not an OpenAPI document: "openapi" is missing'),
        ("openapi: 3.1.0\nopenapi: 3.1.0\n", '2:1: error: not valid YAML: duplicate key "openapi"'),
        ("openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}}}", "leads to nothing"),
        ("openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: 'b.yaml#/B'}}}", "leads to another file"),
        ("openapi: 3.1.0\ncomponents: {schemas: {A: {properties: []}}}", '"properties" must be a mapping, not a list'),
    ],
)
def test_malformed_documents_are_reported_with_their_place(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("openapi.yaml").write_text(text, "utf-8")
    code, output = run("--fail-on", "never", str(SHOP), "--openapi", "Order=openapi.yaml")
    assert code == 2
    assert message in output
    assert output.count("error:") == 1


def test_every_cut_and_every_wrong_value_of_a_contract_is_survived(tmp_path: Path) -> None:
    """Half a document, and documents in which one value has another type."""
    for name in (*OPENAPI, *ASYNCAPI):
        text = (HERE / name).read_text("utf-8")
        option = "--openapi" if name in OPENAPI else "--asyncapi"
        file = tmp_path / name
        for number in range(0, len(text), len(text) // 12):
            file.write_text(text[:number], "utf-8")
            run(str(SHOP), option, str(file))
        value = document(name, text).value
        for wrong in list(_with_wrong_values(value))[:: 17 if name in OPENAPI else 7]:
            file.write_text(json.dumps(wrong), "utf-8")
            run(str(SHOP), option, str(file))


def _copied(value: Any) -> Any:
    return copy(value)


def _with_wrong_values(value: Any) -> Iterator[Any]:
    parts: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        parts = list(cast("Api", value).items())
    elif isinstance(value, list):
        parts = list(enumerate(cast("list[Any]", value)))
    for key, held in parts:
        wrong_values: list[Any] = [5, [], {}, "x", None, True, *_with_wrong_values(held)]
        for wrong in wrong_values:
            changed = _copied(value)
            changed[key] = wrong
            yield changed


def test_the_command_takes_part_in_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = SHOP.read_text("utf-8")
    Path("shop.cml").write_text(text, "utf-8")
    api = document("order.json", (HERE / "order.nestjs.json").read_text("utf-8")).value
    del api["paths"]["/api/orders/{orderId}/cancel"]
    Path("order.json").write_text(json.dumps(api, indent=2), "utf-8")
    command = ("shop.cml", "--openapi", "order.json")
    code, output = run(*command)
    assert code == 1
    assert "[operation-not-in-contract]" in output
    assert "team CheckoutTeam" in output
    assert run(*command, "--ignore", "operation-not-in-contract")[0] == 0
    assert run(*command, "--fail-on", "never")[0] == 0
    (found,) = json.loads(run(*command, "--format", "json")[1])["diagnostics"]
    assert found["rule"] == "operation-not-in-contract"
    for form in ("sarif", "github", "gitlab", "junit", "concise"):
        assert "operation-not-in-contract" in run(*command, "--format", form)[1]
    assert run(*command, "--baseline", "known.json", "--write-baseline")[0] == 0
    assert run(*command, "--baseline", "known.json") == (0, "no new findings in 2 files; 1 more in the baseline\n")
    checked = CliRunner().invoke(main, ["check", "--isolated", "--baseline", "known.json", "shop.cml"]).output
    assert "no longer found" not in checked
    mark = "// ctxmap: ignore[operation-not-in-contract] next month\n            "
    Path("shop.cml").write_text(text.replace("void cancel", f"{mark}void cancel"), "utf-8")
    assert run(*command)[0] == 0
    checked = CliRunner().invoke(main, ["check", "--isolated", "shop.cml"]).output
    assert "unused-suppression" not in checked


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing to compare with"),
        (("--openapi", "nowhere.yaml"), "can't be read: No such file or directory"),
        (("--openapi", f"Ordr={HERE / 'order.nestjs.json'}"), 'did you mean "Order"?'),
        (("--traffic", str(HERE / "order.nestjs.json")), "not telemetry"),
    ],
)
def test_what_cannot_be_compared(arguments: tuple[str, ...], message: str) -> None:
    code, output = run(str(SHOP), *arguments)
    assert (code, message in output) == (2, True), output


def test_a_model_from_json_is_compared_alike() -> None:
    """Evidence needs no places in a text."""
    from ctxmap.model.json import from_json  # noqa: PLC0415

    compilation = compile_paths([SHOP])
    again = msgspec.structs.replace(compilation, models=(from_json(to_json(compilation.model)),))
    api = document("order.json", (HERE / "order.nestjs.json").read_text("utf-8")).value
    del api["paths"]["/api/orders/{orderId}/cancel"]
    assert serious(compared(again, {"Order": api})) == serious(compared(compilation, {"Order": api}))
