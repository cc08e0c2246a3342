"""`ctxmap import`: what documents say is in the map, the map compiles, and it is true of what it was made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from conftest import CHECKOUT
from ctxmap import compile_paths, compile_text
from ctxmap.cli import main
from ctxmap.compiler import Compilation, build
from ctxmap.findings.finding import Severity

HERE = Path(__file__).parent / "drift"
DEMO = [
    ("load-generator", "frontend-proxy"),
    ("react-native-app", "frontend-proxy"),
    ("frontend-proxy", "frontend"),
    ("frontend-proxy", "image-provider"),
    ("frontend-proxy", "flagd-ui"),
    ("frontend", "ad"),
    ("frontend", "cart"),
    ("frontend", "checkout"),
    ("frontend", "currency"),
    ("frontend", "product-catalog"),
    ("frontend", "product-reviews"),
    ("frontend", "recommendation"),
    ("frontend", "shipping"),
    ("checkout", "cart"),
    ("checkout", "currency"),
    ("checkout", "email"),
    ("checkout", "payment"),
    ("checkout", "product-catalog"),
    ("checkout", "shipping"),
    ("product-reviews", "llm"),
    ("product-reviews", "product-catalog"),
    ("recommendation", "product-catalog"),
    ("shipping", "quote"),
    *(
        (service, "flagd")
        for service in ("ad", "cart", "fraud-detection", "payment", "product-catalog", "recommendation")
    ),
]
"""The calls between the services of the OpenTelemetry demo, after its documentation of the architecture."""
DEMO_MESSAGES = [("checkout", "accounting"), ("checkout", "fraud-detection")]


def imported(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["import", *arguments])
    assert result.exit_code == code, result.output
    return result.output


def compiled(text: str) -> Compilation:
    compilation = compile_text(text)
    assert [each.message for each in compilation.diagnostics if each.severity == Severity.ERROR] == []
    return compilation


def file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def contexts(compilation: Compilation) -> set[str]:
    return {each.name for each in compilation.model.contexts}


def calls(compilation: Compilation) -> set[tuple[str, str]]:
    return {(sync.caller, sync.callee) for each in compilation.model.relationships for sync in each.syncs}


def test_every_edge_of_the_opentelemetry_demo(tmp_path: Path) -> None:
    samples = [
        {"metric": {"client": one, "server": other, "connection_type": kind}}
        for edges, kind in ((DEMO, ""), (DEMO_MESSAGES, "messaging_system"), ([("cart", "valkey-cart")], "database"))
        for one, other in edges
    ]
    traffic = file(tmp_path, "demo.json", json.dumps({"status": "success", "data": {"result": samples}}))
    text = imported(traffic)
    compilation = compiled(text)
    assert len(calls(compilation)) == len(set(DEMO))
    messages = {(each.publisher, each.consumer) for r in compilation.model.relationships for each in r.asyncs}
    assert messages == {("Checkout", "Accounting"), ("Checkout", "FraudDetection")}
    # A true map: everything in traffic is on it, and the reverse, as far as it can say so.
    path = file(tmp_path, "demo.cml", text)
    result = CliRunner().invoke(main, ["verify", "--isolated", path, "--traffic", traffic])
    assert "on-map" not in result.output, result.output
    assert not [each for each in result.output.splitlines() if "calls" in each], result.output
    assert imported(traffic) == text


def test_contracts_of_several_services(tmp_path: Path) -> None:
    names = ("order.fastapi.json", "order.faststream.yaml", "notification.springwolf.json")
    text = imported(*(str(HERE / name) for name in names))
    compilation = compiled(text)
    assert contexts(compilation) == {"Order", "Notification"}
    order = next(each for each in compilation.model.contexts if each.name == "Order")
    assert [(each.http_method, each.path) for each in order.all_operations] == [
        ("GET", "/v2/orders/{order_id}"),
        ("GET", "/v2/orders/search"),
        ("POST", "/v2/orders/{order_id}/cancel"),
        ("POST", "/v2/orders/"),
    ]
    (relationship,) = compilation.model.relationships
    (terms,) = relationship.asyncs
    assert (terms.publisher, terms.consumer, terms.topic) == ("Order", "Notification", "shop.orders")
    assert {each.name for each in terms.events} == {"OrderPlaced", "OrderCancelled"}
    assert all(each.target for each in terms.events)
    result = CliRunner().invoke(
        main, ["verify", "--isolated", file(tmp_path, "i.cml", text), "--openapi", str(HERE / "order.fastapi.json")]
    )
    assert result.output == "no findings in 2 files\n"


@pytest.mark.parametrize("sample", ["payment", "shop/to-be", "insurance/insurance"])
def test_contexts_come_back_from_own_outputs(sample: str, tmp_path: Path) -> None:
    original = compile_paths([CHECKOUT / f"samples/{sample}.cml"])
    built = build(original, "openapi", "asyncapi")
    (tmp_path / "asyncapi").mkdir()
    (tmp_path / "openapi").mkdir()
    paths = [file(tmp_path, path, str(text)) for path, text in built.items()]
    compilation = compiled(imported(*paths))
    assert contexts(compilation) <= contexts(original)
    mine, theirs = _messages(original) | _commands(original), _messages(compilation)
    assert theirs
    assert theirs <= mine
    operations = {each.name for context in original.model.contexts for each in context.all_operations}
    again = {each.name for context in compilation.model.contexts for each in context.all_operations}
    assert len(again & operations) >= len(again) // 2


def _messages(compilation: Compilation) -> set[tuple[str, str, str]]:
    return {
        (terms.publisher, event.name, terms.consumer)
        for each in compilation.model.relationships
        for terms in each.asyncs
        for event in terms.events
    }


def _commands(compilation: Compilation) -> set[tuple[str, str, str]]:
    """A contract has a command as a message of its sender."""
    return {
        (terms.command_sender, command.name, terms.command_receiver)
        for each in compilation.model.relationships
        for terms in each.asyncs
        for command in terms.commands
    }


def test_compose_kubernetes_backstage_and_structurizr(tmp_path: Path) -> None:
    compose = file(
        tmp_path,
        "compose.yaml",
        "services:\n  web: {image: web, depends_on: [cart-service]}\n"
        "  cart-service: {image: cart, environment: {DB: 'redis://store:6379', PAY: 'http://payment-service:80'}}\n"
        "  payment-service: {image: pay}\n  store: {image: 'redis:7'}\n",
    )
    text = imported(compose)
    assert contexts(compiled(text)) == {"Web", "Cart", "Payment"}
    assert 'uses the store "store"' in text
    assert text.count("// guessed from") == 2
    workloads = [
        _entity("apps/v1", "Deployment", name, {"template": {"spec": {"containers": [{"image": name, "env": env}]}}})
        for name, env in (("cart", [{"name": "PAY", "value": "payment:8080"}]), ("payment", []))
    ]
    (relationship,) = compiled(imported(file(tmp_path, "k.json", "\n".join(workloads)))).model.relationships
    assert (relationship.upstream.context, relationship.downstream.context) == ("Payment", "Cart")
    components = [
        _entity("backstage.io/v1alpha1", "Component", name, {"owner": "group:default/shop-team", key: ["pay"]})
        for name, key in (("cart", "consumesApis"), ("payment", "providesApis"))
    ]
    compilation = compiled(imported(file(tmp_path, "b.json", "\n".join(components))))
    assert calls(compilation) == {("Cart", "Payment")}
    assert {each.name for each in compilation.model.contexts if each.type == "TEAM"} == {"ShopTeam"}
    original = compile_paths([CHECKOUT / "samples/payment.cml"])
    workspace = next(str(text) for path, text in build(original, "structurizr").items() if path.endswith(".json"))
    again = compiled(imported(file(tmp_path, "w.json", workspace)))
    pairs = {frozenset(side.context for side in each.sides) for each in original.model.relationships}
    assert len(list(again.model.relationships)) >= len(pairs)


def _entity(version: str, kind: str, name: str, spec: dict[str, Any]) -> str:
    return json.dumps({"apiVersion": version, "kind": kind, "metadata": {"name": name}, "spec": spec})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "a.yaml:1:1: error: not a document that can be imported"),
        ("openapi: 3.0.0\npaths: 5", 'a.yaml:2:8: error: "paths" must be a mapping, not a number'),
        ("{", "error: not valid JSON"),
        ("apiVersion: backstage.io/v1\nkind: Component\nspec: [1]\nmetadata: 5", ""),
        ("services: {a: 5, b: {depends_on: 7, environment: 3}}", ""),
        ("model: {softwareSystems: [{containers: 5}, 6]}", ""),
        ("apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: {}}}}", ""),
    ],
)
def test_what_cannot_be_imported(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(text, "utf-8")
    output = imported("a.yaml", code=2 if message else 0)
    assert message in output
    if not message:
        compiled(output)


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    source = file(tmp_path, "c.yaml", "services: {a: {}}")
    target = str(tmp_path / "map.cml")
    assert "wrote 1 context to" in imported(source, "-o", target)
    assert "exists" in imported(source, "-o", target, code=2)
