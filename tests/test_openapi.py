"""OpenAPI documents: valid wherever they come from, whole, and what an API designer would make of the same map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from asyncapi_semantics import COMPONENT_KEY, DanglingError, resolve, walk
from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.analyses.contracts.calls import contract_landscape
from ctxmap.analyses.contracts.technology import is_over_http
from ctxmap.backends import Request
from ctxmap.backends._contracts.primitives import CONTAINERS, NOTHING, SCHEMAS, primitive
from ctxmap.backends.asyncapi.protocols import PROTOCOLS
from ctxmap.backends.openapi import build as backend
from ctxmap.backends.openapi.verbs import is_read
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, Model
from ctxmap.model.well_known import WELL_KNOWN
from reordered import shuffled

Object = dict[str, Any]

OF_ANY_SHAPE = {"Object", "PagedResult", "PagingParameter"}
NOT_OURS = ("EXTERNAL", "LEGACY", "TEAM")


def documents(model: Model) -> dict[str, Object]:
    return {artifact.path: yaml.safe_load(artifact.text) for artifact in backend.build(Request(model))}


def document(text: str, name: str) -> Object:
    return documents(compile_text(text).model)[f"openapi/{name}.yaml"]


def schemas(document: Object) -> Object:
    return document["components"]["schemas"]


def operations(document: Object) -> Iterator[tuple[str, Object]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


@cache
def sample_models() -> tuple[Model, ...]:
    return compile_paths([CHECKOUT / "samples"]).models


# ---- Valid and whole -------------------------------------------------------------------------------------------------


def faults(documents: Mapping[str, Object]) -> Iterator[str]:
    for name, each in documents.items():
        yield from (f"{name}: {error.message}" for error in OpenAPIV31SpecValidator(each).iter_errors())
        ids = [operation["operationId"] for _, operation in operations(each)]
        yield from (f"{name}: operation id {each_id} twice" for each_id in set(ids) if ids.count(each_id) > 1)
        tags = [tag["name"] for tag in each["tags"]]
        yield from (f"{name}: tag {tag!r} twice" for tag in set(tags) if tags.count(tag) > 1)
        yield from (f"{name}: {fault}" for fault in (*component_faults(each), *example_faults(each)))


def example_faults(document: Object) -> Iterator[str]:
    """Each body, parameter and header has an example, and each example fits its schema."""
    for place, each in walk(document):
        if isinstance(each.get("schema"), dict):
            examples = (
                [each["example"]] if "example" in each else [one["value"] for one in each.get("examples", {}).values()]
            )
            if not examples:
                yield f"no example at {place}"
            schema = {**each["schema"], "components": document["components"]}
            validator: Any = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
            yield from (f"{place}: {error.message}" for one in examples for error in validator.iter_errors(one))


def design_faults(model: Model, documents: Mapping[str, Object]) -> Iterator[str]:
    """Reads are `GET`, no parameter of the path is in the body too, and there is somebody to call each operation."""
    callable_by_somebody = callable_operations(model)
    for name, document in documents.items():
        for place, each in operations(document):
            element = each["x-ctxmap"]["element"]
            operation = index.operations(model).get(element)
            if operation and is_read(operation) and not place.startswith("GET "):
                yield f"{name}: {place} reads"
            body = each.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            body = resolve({"": document}, "", body["$ref"])[1] if "$ref" in body else body
            in_path = {sent["name"] for sent in each.get("parameters", ()) if sent["in"] == "path"}
            yield from (f"{name}: {place} takes {twice} twice" for twice in in_path & set(body.get("properties", {})))
            is_declared = each["x-ctxmap"].get("declared", True)
            if is_declared and not {element, element.rpartition("::")[0]} & callable_by_somebody:
                yield f"{name}: nobody may call {element}"


def callable_operations(model: Model) -> set[str]:
    """The operations that a `sync` names, and the owners of those that a relationship exposes as a whole."""
    landscape = contract_landscape(model)
    contexts = {context.qualified_name: context for context in model.contexts}
    found = set(called_operations(model))
    for each in landscape.relationships:
        bare = {sync.callee for sync in each.syncs if not sync.operations}
        is_silent = not each.is_symmetric and not each.says_how
        if is_silent and (each.upstream.has("OHS") or each.exposed_aggregates):
            bare.add(each.upstream.context)
        exposed = {reference.target for reference in each.exposed_aggregates}
        for context in (contexts[name] for name in bare if name in contexts):
            for part in context.parts:
                if isinstance(part, Aggregate):
                    if not exposed or part.qualified_name in exposed:
                        found |= {thing.qualified_name for thing in (*part.services, *part.objects)}
                elif not exposed:
                    found |= {service.qualified_name for service in part.services}
    returned = (index.operations(model).get(name) for name in called_operations(model))
    types = {
        used.target for each in returned if each and each.returns for used in (each.returns, *each.returns.arguments)
    }
    roots = {root.qualified_name for each in index.aggregates(model).values() for root in each.roots}
    frontends = {context.qualified_name for context in model.contexts if context.type == "BFF"}
    return found | (roots & {name for name in types if name}) | frontends


def component_faults(document: Object) -> Iterator[str]:
    used = {reference for _, each in walk(document) if isinstance(reference := each.get("$ref"), str)}
    for reference in used:
        try:
            resolve({"": document}, "", reference)
        except DanglingError:
            yield f"nothing at {reference}"
    for kind, components in document["components"].items():
        for key, component in components.items():
            if not COMPONENT_KEY.fullmatch(key):
                yield f"component key {key!r}"
            if kind in ("schemas", "parameters", "responses"):
                if f"#/components/{kind}/{key}" not in used:
                    yield f"nothing refers to {kind}/{key}"
                if not component.get("description"):
                    yield f"{kind}/{key} has no description"


def missing_operations(model: Model, documents: Mapping[str, Object]) -> set[str]:
    """What `sync` blocks name and no document has; what is exposed where nothing is said of communication, likewise."""
    described = {op["x-ctxmap"]["element"] for each in documents.values() for _, op in operations(each)}
    return {*called_operations(model), *open_operations(model)} - described


def called_operations(model: Model) -> Iterator[str]:
    types = {context.qualified_name: context.type for context in model.contexts}
    over_http = filter(is_over_http, contract_landscape(model).relationships)
    for sync in (sync for relationship in over_http for sync in relationship.syncs):
        if sync.callee and types[sync.callee] not in NOT_OURS:
            yield from (each.target or f"{sync.callee}::{each.name}" for each in sync.operations)


def open_operations(model: Model) -> Iterator[str]:
    contexts = {context.qualified_name: context for context in model.contexts}
    for relationship in filter(is_over_http, contract_landscape(model).relationships):
        upstream = contexts[relationship.upstream.context]
        if relationship.is_symmetric or relationship.says_how or upstream.type in NOT_OURS:
            continue
        exposed = {each.target for each in relationship.exposed_aggregates}
        if exposed or relationship.upstream.has("OHS"):
            aggregates = [each for each in upstream.aggregates if each.qualified_name in exposed]
            services = [
                *(service for each in aggregates for service in each.services),
                *(r for a in aggregates for r in a.roots),
            ]
            open_to_all = [each for service in services for each in service.operations if not each.visibility]
            yield from (operation.qualified_name for operation in open_to_all)


def test_what_everybody_knows_has_a_schema_and_nothing_else_has() -> None:
    shaped = {name for name in WELL_KNOWN if primitive(name)} | CONTAINERS | NOTHING
    assert shaped == WELL_KNOWN - OF_ANY_SHAPE
    assert SCHEMAS.keys() <= WELL_KNOWN


def test_every_sample_gives_valid_and_whole_documents():
    for model in sample_models():
        made = documents(model)
        assert [*faults(made), *design_faults(model, made)] == []
        assert missing_operations(model, made) == set()


def test_every_real_map_gives_valid_and_whole_documents(corpus_file: CorpusFile):
    model = compile_paths([corpus_file.path]).model
    made = documents(model)
    assert [*faults(made), *design_faults(model, made)] == []
    assert missing_operations(model, made) == set()


def test_the_samples_offer_something():
    """So that the tests above can't pass for want of a document."""
    assert sum(len([*called_operations(model)]) for model in sample_models()) > 60
    assert sum(len(documents(model)) for model in sample_models()) > 25


# ---- Names and paths are promises ------------------------------------------------------------------------------------


def promises(made: Mapping[str, Object]) -> Object:
    return {
        name: (
            sorted((place, op["operationId"], sorted(op["responses"])) for place, op in operations(each)),
            {kind: sorted(components) for kind, components in each["components"].items()},
            sorted(tag["name"] for tag in each["tags"]),
        )
        for name, each in made.items()
    }


def test_no_order_changes_a_name_or_a_path():
    for model in sample_models():
        expected = promises(documents(model))
        assert "-2" not in str(expected)
        for seed in range(2):
            assert promises(documents(shuffled(model, Random(seed)))) == expected


def test_no_order_changes_a_name_or_a_path_of_a_real_map(corpus_file: CorpusFile):
    result = compile_paths([corpus_file.path])
    made = documents(result.model)
    if made and not any(each.severity.name == "ERROR" for each in result.diagnostics):
        assert promises(documents(shuffled(result.model, Random(1)))) == promises(made)


def test_no_declaration_changes_the_names_of_others():
    text = """ContextMap M { contains A, B   A [U,OHS] -> [D] B { exposedAggregates = Order } }
        BoundedContext B
        BoundedContext A { Aggregate Order { Entity Order { aggregateRoot long id key - Money total }
            ValueObject Money { int cents } MORE
            Service S { @Order find(long id) : read-only; @Order get(String text) : read-only; OPERATIONS }
        } OUTSIDE }"""

    def made(**more: str) -> Object:
        filled = text
        for word in ("MORE", "OPERATIONS", "OUTSIDE"):
            filled = filled.replace(word, more.get(word, ""))
        return document(filled, "a")

    before = {place: op["operationId"] for place, op in operations(made())}
    assert before == {"GET /orders/{orderId}": "order.find", "GET /orders": "order.s.get"}
    for more in (
        {"MORE": "ValueObject Total { int cents }"},
        {"OPERATIONS": "void pay(@Money amount); List<@Order> searchByText(String text) : read-only;"},
        {"OUTSIDE": "Aggregate Cart { Entity Cart { aggregateRoot } Service Carts { void get(); void pay(); } }"},
    ):
        after = made(**more)
        assert before.items() <= {place: op["operationId"] for place, op in operations(after)}.items()
        assert {"Order", "Money", "OrderPage"} - {"OrderPage"} <= set(schemas(after))
    twice = made(OUTSIDE="Aggregate Cart { ValueObject Money { int euros } }")
    assert "Order.Money" in schemas(twice)
    assert "Money" not in schemas(twice)


# ---- The surface -----------------------------------------------------------------------------------------------------


def surface(relationship: str) -> dict[str, str]:
    text = """ContextMap M { contains A, B   RELATIONSHIP }
        BoundedContext B
        BoundedContext A {
            Aggregate Order {
                Entity Order { aggregateRoot long id key Repository R { List<@Order> findAll(); } }
                DomainEvent Placed
                Service S { @Order pay(long id); int total(); }
            }
            Aggregate Cart { Entity Cart { aggregateRoot long id key } Service T { void empty(); } }
        }"""
    made = documents(compile_text(text.replace("RELATIONSHIP", relationship)).model)
    return {op["operationId"]: place for each in made.values() for place, op in operations(each)}


def test_the_surface_is_the_minimum_that_relationships_require():
    read = {"order.get": "GET /orders/{orderId}"}
    pay = {"order.pay": "POST /orders/{orderId}/pay", **read}
    order = {**pay, "order.total": "POST /orders/total"}
    cart = {"cart.get": "GET /carts/{cartId}", "cart.empty": "POST /carts/empty"}
    assert surface("A [U] -> [D] B { sync { operations = pay } }") == pay
    assert surface("A [U] -> [D] B { sync { operations = total } }") == {"order.total": "POST /orders/total"}
    assert surface("A [U] -> [D] B { sync { operations = findAll } }") == {**read, "order.findAll": "GET /orders"}
    assert surface('A [U] -> [D] B { exposedAggregates = Order  sync { timeout = "1 s" } }') == order
    assert surface('A [U] -> [D] B { sync { timeout = "1 s" } }') == {**order, **cart}
    assert surface("A [U,OHS] -> [D] B") == {**order, **cart}
    assert surface("A [U] -> [D] B { exposedAggregates = Cart }") == cart
    assert surface("A [U] -> [D] B") == {}
    assert surface("A [U,OHS] -> [D] B { async { events = Placed } }") == {}


def test_contracts_are_of_one_landscape():
    text = """ContextMap Old { state = AS_IS  contains A, B   A [U] -> [D] B { sync { operations = old } } }
        ContextMap New { state = TO_BE  contains A, B   A [U] -> [D] B { sync { operations = fresh } } }
        BoundedContext B
        BoundedContext A { Aggregate Order { Service S { int old(); int fresh(); } } }"""
    assert [op["operationId"] for _, op in operations(document(text, "a"))] == ["order.fresh"]


# ---- Who gets a document ---------------------------------------------------------------------------------------------

WHO = """
ContextMap M {
    contains Called, Open, Exposing, Quiet, Sending, Gateway, Caller, Bff, Legacy
    Called [U] -> [D] Caller { sync { operations = answer } }
    Open [U,OHS] -> [D] Caller
    Exposing [U] -> [D] Caller { exposedAggregates = Shown }
    Quiet [U] -> [D] Caller
    Sending [U,OHS] -> [D] Caller { async { events = Told } }
    Gateway [U,OHS] -> [D,ACL] Caller { sync { operations = charge } }
    Legacy [U,OHS] -> [D,ACL] Caller
}
BoundedContext Called { Aggregate A { Service S { String answer(); } } }
BoundedContext Open { Aggregate A { Service S { String ask(); } } }
BoundedContext Exposing {
    Aggregate Shown { Service S { String see(); } }
    Aggregate Hidden { Service T { String keep(); } }
}
BoundedContext Quiet { }
BoundedContext Sending { Aggregate A { DomainEvent Told { } Service S { String tell(); } } }
BoundedContext Gateway { type = EXTERNAL }
BoundedContext Legacy { type = LEGACY }
BoundedContext Bff { type = BFF Operation page() { composes = Called::answer } }
BoundedContext Caller { }
"""


def test_a_document_for_whoever_is_called_or_open_and_for_each_bff():
    made = documents(compile_text(WHO).model)
    assert sorted(made) == [f"openapi/{name}.yaml" for name in ("bff", "called", "exposing", "open")]
    assert [place for place, _ in operations(made["openapi/exposing.yaml"])] == ["POST /showns/see"]


# ---- Where operations stand ------------------------------------------------------------------------------------------

PLACES = """
ContextMap M { contains A, B   A [U,OHS] -> [D] B }
BoundedContext B
BoundedContext A {
    Aggregate Orders {
        Entity Order {
            aggregateRoot
            - OrderId orderId key
            - State state
            String note nullable
            def void rename(String name);
            Repository OrderRepository { List<@Order> byCustomer(String customer); void save(@Order order); }
        }
        ValueObject OrderId { String value }
        ValueObject Period { Date from Date until }
        enum State { aggregateLifecycle OPEN, SENT }
        Command SendOrder { - OrderId orderId }
        Service OrderService {
            @Order placeOrder(String sku) : write [-> OPEN];
            @Order find(@OrderId id) : read-only;
            int count(@State state) : read-only;
            List<@Order> within(@Period period) : read-only;
            void ship(String carrier) : write [OPEN -> SENT];
            void send(@SendOrder command) : write [OPEN -> SENT];
            void cancel(@OrderId orderId, String reason);
            private void tidy();
        }
        Resource OrderResource {
            path = "/orders"
            @Order show(String number) GET path="/{number}/view";
            void drop(String number) DELETE path="/{number}";
            List<@Order> all() GET;
        }
    }
    Aggregate Category { Entity Category { aggregateRoot String name key } }
    Application { Service Reports { String yearly(int year) : read-only; } }
}
"""


def test_methods_and_paths():
    """Births go to the collection, what is about one below its identity; reading is a GET; a resource says itself."""
    assert {op["operationId"]: place for place, op in operations(document(PLACES, "a"))} == {
        "orders.placeOrder": "POST /orders",
        "orders.find": "GET /orders/{number}",
        "orders.count": "GET /orders/count",
        "orders.within": "GET /orders/within",
        "orders.ship": "POST /orders/ship",
        "orders.send": "POST /orders/{orderId}/send",
        "orders.cancel": "POST /orders/{orderId}/cancel",
        "orders.show": "GET /orders/{number}/view",
        "orders.drop": "DELETE /orders/{number}",
        "orders.all": "GET /orders",
        "orders.rename": "POST /orders/{orderId}/rename",
        "category.get": "GET /categories/{name}",
        "reports.yearly": "GET /reports/yearly",
    }


def test_a_path_is_what_openapi_takes_for_one_however_it_is_written():
    resource = 'Resource R { path = "{a b}//x?y=z" String show(String a) GET path = "{a:[0-9]+}/{a b}/ä b/"; }'
    made = document(
        f"""ContextMap M {{ contains A, B   A [U,OHS] -> [D] B }}
        BoundedContext B
        BoundedContext A {{ Aggregate Order {{ {resource} }} }}""",
        "a",
    )
    assert [*faults({"a": made})] == []
    assert [place for place, _ in operations(made)] == ["GET /{au0020b}/x/{a}/{au0020b_}/au0020b"]


def test_a_name_that_two_operations_have_is_told_apart():
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A {
            Aggregate Order { Service S { void do(int a); void do(String b); } Service T { void do(); } }
            Aggregate Orders { Service U { void do(); } }
        }""",
        "a",
    )
    assert [(place, op["operationId"]) for place, op in operations(made)] == [
        ("POST /order/s/do", "order.s.do"),
        ("POST /order/t/do", "order.t.do"),
        ("POST /orders/do", "orders.do"),
    ]


TECHNOLOGIES = {
    **dict.fromkeys(
        ("", "REST", "RESTful HTTP", "gRPC and REST", "Spring", "Kafka over https", "restock", "profile"), True
    ),
    **dict.fromkeys(("gRPC", "GraphQL", "SOAP/WSDL", "Java RMI", "Apache Thrift", "shared library", "JDBC"), False),
    **dict.fromkeys(("Oracle database", "CSV file via SFTP", "shared_database", "in-process"), False),
    **{each.title: False for each in PROTOCOLS},
}


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_only_what_is_called_over_http_has_a_document(technology: str):
    text = """ContextMap M { contains A, B, C
            A [U] -> [D] B { implementationTechnology = "TECHNOLOGY" sync { operations = pay } ASYNC }
            A [U] -> [D] C { sync { operations = look } }
        }
        BoundedContext B
        BoundedContext C
        BoundedContext A { Aggregate Order { DomainEvent Paid { int id }
            Service S { void pay(int id); int look() : read-only; } } }"""
    is_over_http = TECHNOLOGIES[technology]
    made = document(text.replace("TECHNOLOGY", technology).replace("ASYNC", ""), "a")
    assert [op["operationId"] for _, op in operations(made)] == [*(["order.pay"] if is_over_http else []), "order.look"]
    of_messages = text.replace("TECHNOLOGY", technology).replace("ASYNC", "async { events = Paid }")
    is_broker = technology in {each.title for each in PROTOCOLS}
    assert ("/orders/pay" in document(of_messages, "a")["paths"]) == (is_over_http or is_broker)


@pytest.mark.parametrize(("technology", "is_over_http"), [("GraphQL", False), ("Node, REST", True), ("Redis", True)])
def test_a_bff_without_a_frontend_is_called_as_it_is_built(technology: str, is_over_http: bool):
    text = f"""ContextMap M {{ contains A, Bff  A [U] -> [D] Bff {{ sync {{ operations = look }} }} }}
        BoundedContext Bff {{ type = BFF
            implementationTechnology = "{technology}"
            Operation show {{ composes = A::look }} }}
        BoundedContext A {{ Aggregate Order {{ Service S {{ int look() : read-only; }} }} }}"""
    assert ("openapi/bff.yaml" in documents(compile_text(text).model)) == is_over_http


def test_what_callers_name_and_nobody_declares_is_left_open():
    made = document(
        """ContextMap M { contains A, B   A [U] -> [D] B { sync { operations = guess } } }
        BoundedContext A { Aggregate Order { } }
        BoundedContext B""",
        "a",
    )
    operation = made["paths"]["/guess"]["post"]
    assert operation["x-ctxmap"]["element"] == "A::guess"
    assert operation["requestBody"]["content"]["application/json"]["schema"].keys() == {"type", "description"}
    assert operation["responses"]["200"]["content"]["application/json"]["schema"].keys() == {"description"}


def test_errors_become_problems():
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A { Aggregate Order { Service S {
            void pay(int id) throws CardRefused, LimitReached, OrderNotFoundException, AlreadyPaid;
        } } }""",
        "a",
    )
    responses = made["paths"]["/orders/pay"]["post"]["responses"]
    assert {
        status: response["$ref"].rpartition("/")[2] for status, response in responses.items() if "$ref" in response
    } == {
        "400": "BadRequest",
        "404": "OrderNotFound",
        "default": "Unexpected",
    }
    told = {status: responses[status]["content"]["application/problem+json"] for status in ("409", "422")}
    assert {status: [*each["examples"]] for status, each in told.items()} == {
        "409": ["idempotencyConflict", "alreadyPaid"],
        "422": ["cardRefused", "limitReached"],
    }
    kind = schemas(made)["CardRefusedProblem"]["properties"]["type"]
    assert kind["const"] == "urn:ctxmap:a:card-refused"


def test_every_post_may_have_an_idempotency_key_and_says_who_sends_it():
    text = """ContextMap M { contains A, B   A [U] -> [D] B { sync { operations = pay, look FALLBACK } } }
        BoundedContext B
        BoundedContext A { Aggregate Order { Service S { void pay(int id); int look() : read-only; } } }"""
    for fallback, senders in (
        ("fallback = FAIL_FAST", None),
        ("fallback = RETRY_ASYNC", ["B"]),
        ("retries = 2", ["B"]),
    ):
        made = document(text.replace("FALLBACK", fallback), "a")
        taking = {
            place: (op["x-ctxmap"].get("idempotencyKey"), each["required"])
            for place, op in operations(made)
            for each in op.get("parameters", ())
            if each["name"] == "Idempotency-Key"
        }
        assert taking == {"POST /orders/pay": (senders, False)}


def test_a_bff_composes_or_passes_on():
    text = """ContextMap M { contains Order, Refund, Bff
            Order [U] -> [D] Bff { sync { operations = find } }
            Refund [U] -> [D] Bff { sync { operations = findByOrder, guess } }
        }
        BoundedContext Order { Aggregate Order { Entity Order { aggregateRoot long id key }
            Service S { @Order find(long order) : read-only; } } }
        BoundedContext Refund { Aggregate Refund { Entity Refund { aggregateRoot long id key }
            Service S { List<@Refund> findByOrder(long order) : read-only; } } }
        BoundedContext Bff { type = BFF OPERATION }"""
    composed = "Operation orderDetails { composes = Order::find, Refund::findByOrder }"
    made = document(text.replace("OPERATION", composed), "bff")
    operation = made["paths"]["/order-details"]["get"]
    assert operation["x-ctxmap"]["composes"] == ["Order::Order::S::find", "Refund::Refund::S::findByOrder"]
    assert [parameter["name"] for parameter in operation["parameters"]] == ["order"]
    assert schemas(made)["OrderDetailsResponse"]["properties"] == {
        "find": {"$ref": "#/components/schemas/Order.Order", "x-ctxmap": {"from": "Order::Order::S::find"}},
        "findByOrder": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Refund.Refund"},
            "x-ctxmap": {"from": "Refund::Refund::S::findByOrder"},
        },
    }
    passing_on = document(text.replace("OPERATION", ""), "bff")
    assert [place for place, _ in operations(passing_on)] == ["GET /find", "GET /find-by-order", "POST /guess"]


# ---- Types -----------------------------------------------------------------------------------------------------------

TEXT = {"type": "string"}


def said(text: str) -> Object:
    return {**TEXT, "description": text}


ATTRIBUTES = {
    "String a": TEXT,
    "int a": {"type": "integer", "format": "int32"},
    "Boolean a": {"type": "boolean"},
    "java.util.UUID a": {"type": "string", "format": "uuid"},
    "DateTime a": {"type": "string", "format": "date-time"},
    "Blob a": {"type": "string", "contentEncoding": "base64"},
    "List<String> a": {"type": "array", "items": TEXT},
    "Set<String> a notEmpty": {"type": "array", "items": TEXT, "uniqueItems": True, "minItems": 1},
    "Map<String, int> a": {"type": "object", "additionalProperties": {"type": "integer", "format": "int32"}},
    "String a nullable": {"type": ["string", "null"]},
    "- Part a nullable": {"anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]},
    'String a size = "min=1,max=4"': {"type": "string", "minLength": 1, "maxLength": 4},
    'String a length = "40"': {"type": "string", "maxLength": 40},
    'int a min = "1" max = "9"': {"type": "integer", "format": "int32", "minimum": 1, "maximum": 9},
    'double a range = "0.5,1"': {"type": "number", "format": "double", "minimum": 0.5, "maximum": 1},
    'String a pattern = "[A-Z]{3}"': {"type": "string", "pattern": "^[A-Z]{3}$"},
    'String a pattern = "A|B"': {"type": "string", "pattern": "^(?:A|B)$"},
    'String a pattern = "[A-Z"': said("It matches the regular expression `[A-Z`, as Java reads it."),
    'String a pattern = "(?i)x++"': said("It matches the regular expression `(?i)x++`, as Java reads it."),
    'String a notEmpty size = "min=0,max=3"': {"type": "string", "minLength": 1, "maxLength": 3},
    'short a min = "-99999" max = "9"': {"type": "integer", "minimum": -32768, "maximum": 9},
    'double a max = "0.1234567890123456789"': {
        "type": "number",
        "format": "double",
        "description": "It is at most 0.1234567890123456789.",
    },
    'long a digits = "integer=6,fraction=2"': {
        "type": "integer",
        "format": "int64",
        "description": "It has at most 6 digits before the point and 2 after it.",
    },
    "String a creditCardNumber": said("It is the number of a credit card."),
    "Page<String> a": {"type": "array", "items": TEXT},
    "Option<String> a": {"type": ["string", "null"]},
    "String a email": {"type": "string", "format": "email"},
    "- Color a": {"$ref": "#/components/schemas/Color"},
    "- PartId a": {"$ref": "#/components/schemas/PartId"},
    "- Other a": {
        "type": "integer",
        "format": "int64",
        "description": "Aggregate Other, by its identity.",
        "x-ctxmap": {"kind": "reference", "element": "A::Other::Other"},
    },
    "Unheard<Part> a": {"description": "`Unheard<Part>`: a type that the map leaves open."},
    "Unheard a": {"description": "`Unheard`: a type that the map leaves open."},
}


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_types_of_attributes(attribute: str):
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A {
            Aggregate Other { Entity Other { aggregateRoot long id key } }
            Aggregate Whole {
                Entity Whole { aggregateRoot long id key ATTRIBUTE }
                Entity Part { String name }
                ValueObject PartId { String value }
                enum Color { RED, GREEN }
            }
        }""".replace("ATTRIBUTE", attribute),
        "a",
    )
    assert schemas(made)["Whole"]["properties"]["a"] == ATTRIBUTES[attribute]
    optional = {"String a nullable", "- Part a nullable", "Option<String> a"}
    assert ("a" in schemas(made)["Whole"]["required"]) == (attribute not in optional)


def test_no_member_is_required_along_a_circle():
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A { Aggregate Part {
            Entity Part { aggregateRoot long id key  - Price price  - Frame frame  List<@Frame> frames }
            ValueObject Price { int cents }
            ValueObject Frame { - Frame outer  - Picture picture  - Price price  List<@Frame> inner }
            ValueObject Picture { - Frame frame  - Part part }
        } }""",
        "a",
    )
    required = {name: schema.get("required") for name, schema in schemas(made).items() if "Problem" not in name}
    assert required == {
        "Frame": ["price", "inner"],
        "Part": ["id", "price", "frame", "frames"],
        "Picture": ["part"],
        "Price": ["cents"],
    }
    assert [*faults({"a": made})] == []


def test_only_what_the_service_sets_is_read_only():
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A { Aggregate Order {
            Entity Order { aggregateRoot OrderId orderId key  String placedBy !changeable  String note }
            ValueObject OrderId { String value }
            Service S { void create(@Order order); void update(long orderId, @Order order); }
        } }""",
        "a",
    )

    def members(name: str) -> Object:
        return {name: "readOnly" in each for name, each in schemas(made)[name]["properties"].items()}

    assert members("Order") == {"orderId": True, "placedBy": True, "note": False}
    assert members("CreateRequest") == {"orderId": False, "placedBy": False, "note": False}
    assert members("UpdateRequest") == {"note": False}


def test_a_base_is_one_of_its_concrete_types():
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A { Aggregate W {
            Entity W { aggregateRoot long id key - Animal animal - Dog dog - Vehicle vehicle }
            abstract ValueObject Animal { String name }
            ValueObject Dog extends @Animal { boolean barks }
            ValueObject Cat extends @Animal { int lives }
            ValueObject Vehicle { int wheels }
            ValueObject Car extends @Vehicle { int doors }
        } }""",
        "a",
    )
    assert [*faults({"a": made})] == []
    place = "#/components/schemas/"
    assert schemas(made)["Animal"]["oneOf"] == [{"$ref": f"{place}Cat.asAnimal"}, {"$ref": f"{place}Dog.asAnimal"}]
    assert schemas(made)["Animal"]["discriminator"] == {
        "propertyName": "animalType",
        "mapping": {"Cat": f"{place}Cat.asAnimal", "Dog": f"{place}Dog.asAnimal"},
    }
    assert list(schemas(made)["Dog"]["properties"]) == ["name", "barks"]
    assert schemas(made)["Dog.asAnimal"]["allOf"][0] == {"$ref": f"{place}Dog"}
    assert [*schemas(made)["Vehicle"]["discriminator"]["mapping"]] == ["Car", "Vehicle"]


PATTERNS = [
    "[A-Z]{2}-[0-9]{6}",
    r"\\d{5}",
    "(a|b)+c?",
    "[^a]x*",
    r"\\w+@\\w+\\.de",
    "[A-Z]{3}",
    "v[0-9]+(?:[.][0-9]+)*",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_examples_match_patterns(pattern: str):
    made = document(
        f"""ContextMap M {{ contains A, B   A [U,OHS] -> [D] B }}
        BoundedContext B
        BoundedContext A {{ Aggregate W {{ Entity W {{ aggregateRoot String code key pattern = "{pattern}" }} }} }}""",
        "a",
    )
    assert [*faults({"a": made})] == []
    assert "pattern" in schemas(made)["W"]["properties"]["code"]


def test_types_may_hold_and_extend_each_other_in_circles():
    made = document(
        """ContextMap M { contains A, B   A [U,OHS] -> [D] B }
        BoundedContext B
        BoundedContext A { Aggregate W {
            Entity W { aggregateRoot - N first }
            Entity N extends O { - N next nullable - List<N> others }
            Entity O extends N { - W whole String name }
        } }""",
        "a",
    )
    assert [*faults({"a": made})] == []
    assert list(schemas(made)["N"]["properties"]) == ["whole", "name", "next", "others"]
    assert schemas(made)["N"]["properties"]["whole"]["x-ctxmap"]["kind"] == "reference"


def test_a_chain_of_types_may_be_long():
    chain = " ".join(f"Entity E{i} {{ - E{i + 1} next }}" for i in range(1200))
    made = document(
        f"""ContextMap M {{ contains A, B   A [U,OHS] -> [D] B }}
        BoundedContext B
        BoundedContext A {{ Aggregate W {{ Entity W {{ aggregateRoot - E0 first }} {chain} Entity E1200 {{ }} }} }}""",
        "a",
    )
    assert "E1200" in schemas(made)


def test_a_word_that_means_something_else_elsewhere_keeps_its_own_name_at_home():
    made = document(
        """ContextMap M { contains A, B, C   B [U,OHS] -> [D] A   A [U,OHS] -> [D] C }
        BoundedContext C
        BoundedContext B { Aggregate Item {
            ValueObject Item { String sku String name }
            ValueObject Price { int cents int tax }
        } }
        BoundedContext A { Aggregate Cart {
            Entity Cart { aggregateRoot - List<Item> items - B::Item b - Price price }
            ValueObject Item { int quantity boolean selected }
        } }""",
        "a",
    )
    assert {name: each["x-ctxmap"]["element"] for name, each in schemas(made).items() if "Problem" not in name} == {
        "B.Item": "B::Item::Item",
        "Cart": "A::Cart::Cart",
        "B.Price": "B::Item::Price",
        "Item": "A::Cart::Item",
    }


CHINESE = """
ContextMap 网店 { contains 支付, 购物车   支付 [U,OHS] -> [D] 购物车 }
BoundedContext 购物车
BoundedContext 支付 { Aggregate 支付单 {
    Entity 支付单 { aggregateRoot - 支付单号 编号 key - 金额 金额 }
    ValueObject 支付单号 { String 值 }
    ValueObject 金额 { int 分 String 币种 }
    Service 支付服务 { @支付单 授权(@金额 金额) throws 已拒绝; void 撤销(@支付单号 编号); }
} }
"""


def test_names_in_any_script():
    made = document(CHINESE, "支付")
    assert [*faults({"支付": made})] == []
    assert list(made["paths"]) == [
        "/u652Fu4ED8u5355/{u7F16u53F7}",
        "/u652Fu4ED8u5355/u6388u6743",
        "/u652Fu4ED8u5355/{u7F16u53F7}/u64A4u9500",
    ]
    assert schemas(made)["u91D1u989D"]["title"] == "金额"
    assert list(schemas(made)["u91D1u989D"]["properties"]) == ["分", "币种"]
