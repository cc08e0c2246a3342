"""AsyncAPI documents: valid wherever they come from, whole, and one home for each contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from asyncapi_semantics import problems
from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.analyses.contracts.calls import contract_landscape
from ctxmap.backends import Request
from ctxmap.backends.asyncapi import build as backend
from ctxmap.configuration import Configuration, ContractDefaults
from ctxmap.model.elements import Model
from reordered import shuffled

Object = dict[str, Any]


def documents(model: Model) -> dict[str, Object]:
    return {artifact.path: yaml.safe_load(artifact.text) for artifact in backend.build(Request(model))}


def made_of(text: str) -> dict[str, Object]:
    made = documents(compile_text(text).model)
    assert [*faults(made)] == []
    return {Path(path).stem: document for path, document in made.items()}


@cache
def official() -> Any:
    """A validator for the official schema of AsyncAPI 3.0.0 (`schemas/asyncapi-NOTICE` says whose it is)."""
    schema = json.loads((Path(__file__).parent / "schemas" / "asyncapi-3.0.0.json").read_text("utf-8"))
    return Draft7Validator(schema)


@cache
def sample_models() -> tuple[Model, ...]:
    return compile_paths([CHECKOUT / "samples"]).models


# ---- Valid and whole -------------------------------------------------------------------------------------------------


def faults(documents: Mapping[str, Object]) -> Iterator[str]:
    for name, each in documents.items():
        yield from (f"{name}: {[*error.path]}: {error.message[:300]}" for error in official().iter_errors(each))
    yield from problems(documents)


def missing_messages(model: Model, documents: Mapping[str, Object]) -> set[tuple[str, str, str]]:
    """What `async` blocks say is sent or received, and no document of that context has."""
    described = {
        (document["info"]["x-ctxmap"]["element"], operation["action"], operation["x-ctxmap"]["element"])
        for document in documents.values()
        for operation in document["operations"].values()
    }
    return {*messages(model)} - described


def messages(model: Model) -> Iterator[tuple[str, str, str]]:
    for each in (each for relationship in contract_landscape(model).relationships for each in relationship.asyncs):
        for event in each.events:
            yield from ends(each.publisher, each.consumer, event.target or event.name)
        for command in each.commands:
            yield from ends(each.command_sender, each.command_receiver, command.target or command.name)


def ends(sender: str, receiver: str, message: str) -> Iterator[tuple[str, str, str]]:
    if sender and receiver:
        yield sender, "send", message
        yield receiver, "receive", message


def test_every_sample_gives_valid_and_whole_documents():
    for model in sample_models():
        made = documents(model)
        assert [*faults(made)] == []
        assert missing_messages(model, made) == set()


def test_every_real_map_gives_valid_and_whole_documents(corpus_file: CorpusFile):
    model = compile_paths([corpus_file.path]).model
    made = documents(model)
    assert [*faults(made)] == []
    assert missing_messages(model, made) == set()


def test_the_samples_say_something():
    """So that the tests above can't pass for want of a document."""
    assert sum(len([*messages(model)]) for model in sample_models()) > 80
    assert sum(len(documents(model)) for model in sample_models()) > 25


# ---- Channels and their homes ----------------------------------------------------------------------------------------

SHOP = """
ContextMap M {
    contains Order, Payment, Mail
    Order [U] -> [D] Payment {
        implementationTechnology = "TECHNOLOGY"
        async {
            events = OrderCancelled TOPIC
            delivery = AT_LEAST_ONCE
            outbox
            idempotent by orderId
            ordering = BY_VERSION
        }
    }
    Mail [U] -> [D] Payment { async { commands = SendMail, SendFax } }
    Order [U] -> [D] Mail { async { events = OrderCancelled, OrderLost } }
}
BoundedContext Order { Aggregate Order {
    Entity Order { aggregateRoot - OrderId orderId key }
    ValueObject OrderId { String value }
    DomainEvent OrderCancelled { - OrderId orderId long version String reason nullable }
} }
BoundedContext Payment {
    Aggregate Payment { Command Refund { } }
    Policy P { on = OrderCancelled  issues = Refund }
}
BoundedContext Mail { Aggregate Mail { Command SendMail { String to } } }
"""


def shop(technology: str = "", topic: str = "") -> dict[str, Object]:
    return made_of(SHOP.replace("TECHNOLOGY", technology).replace("TOPIC", f'topic = "{topic}"' if topic else ""))


def test_an_event_has_its_home_with_its_publisher():
    made = shop("Kafka")
    assert made["order"]["channels"]["orderEvents"]["address"] == "order.order-events"
    assert made["payment"]["channels"]["orderEvents"] == {"$ref": "./order.yaml#/channels/orderEvents"}
    received = made["payment"]["operations"]["receiveOrderCancelled"]
    assert received["messages"] == [{"$ref": "#/channels/orderEvents/messages/OrderCancelled"}]
    assert received["x-ctxmap"]["reactions"] == ["Payment::Payment::Refund"]


def test_a_command_has_its_home_with_its_receiver():
    made = shop()
    assert set(made["mail"]["channels"]["mailCommands"]["messages"]) == {"SendMail"}
    assert made["payment"]["channels"]["mailCommands"] == {"$ref": "./mail.yaml#/channels/mailCommands"}
    assert made["payment"]["operations"]["sendSendMail"]["action"] == "send"
    assert made["mail"]["operations"]["receiveSendMail"]["x-ctxmap"]["senders"] == ["Payment"]


def test_a_message_that_nobody_declares_is_left_open():
    made = shop()
    assert made["order"]["components"]["messages"]["OrderLost"]["payload"]["properties"]["data"].keys() == {
        "type",
        "description",
    }
    assert made["order"]["components"]["messages"]["OrderLost"]["x-ctxmap"]["declared"] is False
    assert "sendSendFax" in made["payment"]["operations"]


def test_a_topic_is_the_address():
    made = shop(topic="shop/{region}/orders")
    channel = made["order"]["channels"]["shopRegionOrders"]
    assert channel["address"] == "shop/{region}/orders"
    assert set(channel["parameters"]) == {"region"}


def test_what_is_published_to_a_channel_is_sent():
    made = made_of(
        """BoundedContext A { Aggregate X {
            DomainEvent Done { int id }
            Service S { void do() publish @Done to things.done; }
        } }
        BoundedContext B { Aggregate Y { Service T { subscribe to things.done } } }"""
    )
    assert made["a"]["channels"]["thingsDone"]["address"] == "things.done"
    assert made["a"]["operations"]["publishDone"]["x-ctxmap"]["raisedBy"] == ["A::X::S::do"]
    assert made["b"]["operations"]["receiveDone"]["x-ctxmap"]["publishers"] == ["A"]


def promises(made: Mapping[str, Object]) -> Object:
    return {
        name: (
            {
                key: each.get("$ref") or (each["address"], sorted(each["messages"].items(), key=str))
                for key, each in document["channels"].items()
            },
            {
                key: (each["action"], each["channel"], each["messages"], each["x-ctxmap"]["element"])
                for key, each in document["operations"].items()
            },
            {kind: sorted(components) for kind, components in document["components"].items()},
        )
        for name, document in made.items()
    }


def test_no_order_changes_a_key():
    for model in sample_models():
        expected = promises(documents(model))
        assert "-2" not in str(expected)
        for seed in range(2):
            assert promises(documents(shuffled(model, Random(seed)))) == expected


AMBIGUOUS = """
ContextMap M {
    contains A, B, C, D
    A [U] -> [D] B { implementationTechnology = "RabbitMQ"  async { events = A::X::Done, A::Y::Done, Lost } }
    A [U] -> [D] C { implementationTechnology = "Kafka"  async { events = A::X::Done, Lost } }
    A [U] -> [D] D { async { events = A::X::Done } }
    C [U] -> [D] B { async { events = C::Z::Done } }
    A [U] -> [D] D { async { events = A::Y::Done topic = "a.b" } }
    A [U] -> [D] C { async { events = A::Y::Done topic = "a-b" } }
    MORE
}
BoundedContext A {
    Aggregate X { DomainEvent Done { int id } }
    Aggregate Y { DomainEvent Done { int id } }
    Aggregate A { }
    DECLARED
}
BoundedContext B
BoundedContext C { Aggregate Z { DomainEvent Done { int id } } Aggregate X { } }
BoundedContext D
"""


def test_no_order_changes_a_key_where_names_are_ambiguous():
    model = compile_text(AMBIGUOUS.replace("MORE", "").replace("DECLARED", "")).model
    made = documents(model)
    assert [*faults(made)] == []
    assert "-2" not in str(promises(made))
    assert set(made["asyncapi/a.yaml"]["components"]["messages"]) == {
        *("X.Done", "X.DoneAmqp", "Y.Done", "Y.DoneBroker", "Lost", "LostAmqp"),
    }
    for seed in range(20):
        assert promises(documents(shuffled(model, Random(seed)))) == promises(made)


def test_no_declaration_changes_the_keys_of_others():
    def keys(more: str = "", declared: str = "") -> set[tuple[str, str, str]]:
        made = made_of(AMBIGUOUS.replace("MORE", more).replace("DECLARED", declared))
        return {
            (name, kind, key)
            for name, document in made.items()
            for kind, found in (
                *((kind, document[kind]) for kind in ("channels", "operations")),
                *document["components"].items(),
            )
            for key in found
        }

    before = keys()
    assert before <= keys(declared="Aggregate W { DomainEvent Started { int id } Command Stop { } }")
    assert before <= keys("D [U] -> [D] B { async { events = C::Z::Done topic = 'c' } }".replace("'", '"'))


def test_no_order_changes_a_key_of_a_real_map(corpus_file: CorpusFile):
    result = compile_paths([corpus_file.path])
    made = documents(result.model)
    if made and not any(each.severity.name == "ERROR" for each in result.diagnostics):
        assert promises(documents(shuffled(result.model, Random(1)))) == promises(made)


def test_messages_are_those_of_one_landscape():
    made = made_of(
        """ContextMap Now { state = AS_IS  contains A, B   A [U] -> [D] B { async { events = Old } } }
        ContextMap Then { state = TO_BE  contains A, B   A [U] -> [D] B { async { events = New } } }
        BoundedContext A { Aggregate X { DomainEvent Old { } DomainEvent New { } } }
        BoundedContext B"""
    )
    assert set(made["a"]["components"]["messages"]) == {"New"}
    assert set(made["b"]["operations"]) == {"receiveNew"}


# ---- Guarantees and protocols ----------------------------------------------------------------------------------------


def test_guarantees_become_headers_and_facts():
    made = shop("Kafka")
    message = made["order"]["components"]["messages"]["OrderCancelled"]
    assert set(message["headers"]["required"]) == {
        *("ce_specversion", "ce_id", "ce_source", "ce_type"),
        *("correlation-id", "idempotency-key", "aggregate-version"),
    }
    assert message["headers"]["properties"]["idempotency-key"]["description"].endswith(
        "made of `orderId`. Payment recognises a repeat by `orderId`."
    )
    (example,) = message["examples"]
    assert example["headers"]["ce_type"] == "order.OrderCancelled"
    assert example["headers"]["idempotency-key"] == example["payload"]["orderId"]
    consumers = made["order"]["operations"]["publishOrderCancelled"]["x-ctxmap"]["consumers"]
    assert consumers[0] == {
        "context": "Payment",
        "delivery": "AT_LEAST_ONCE",
        "outbox": True,
        "ordering": "BY_VERSION",
        "idempotent": True,
        "idempotentBy": ["orderId"],
        "reactions": ["Payment::Payment::Refund"],
    }


def test_guarantees_are_stated_consumer_by_consumer():
    made = made_of(
        """ContextMap M {
            contains A, B, C
            A [U] -> [D] B { async { events = E  delivery = AT_LEAST_ONCE  idempotent by id  ordering = BY_KEY } }
            A [U] -> [D] C { async { events = E  delivery = AT_MOST_ONCE  ordering = NONE } }
        }
        BoundedContext A { Aggregate X { DomainEvent E { int id } } }
        BoundedContext B
        BoundedContext C"""
    )
    sent = made["a"]["operations"]["publishE"]
    assert sent["summary"] == "Tells B and C."
    to_b = "at least once. A repeat is recognised by `id` and does no harm. Messages of one key come in their order."
    to_c = "at most once, so a message may get lost. Messages may come in any order."
    assert sent["description"] == f"- To B: {to_b}\n- To C: {to_c}"
    assert made["b"]["operations"]["receiveE"]["description"] == f"From A: {to_b}"
    assert made["c"]["operations"]["receiveE"]["description"] == f"From A: {to_c}"
    assert {each["context"]: each.get("ordering") for each in sent["x-ctxmap"]["consumers"]} == {
        "B": "BY_KEY",
        "C": "NONE",
    }


TECHNOLOGIES = {
    "Apache Kafka 3": ({"ce_id"}, {"kafka"}, "", set[str]()),
    "RabbitMQ": ({"cloudEvents:id"}, {"amqp"}, "", set[str]()),
    "ActiveMQ (JMS)": ({"cloudEvents_id", "correlation_id"}, {"jms"}, "", set[str]()),
    "MQTT": ({"id"}, {"mqtt"}, "", {"mqtt"}),
    "NATS JetStream": ({"ce-id"}, {"nats"}, "", set[str]()),
    "IBM MQ": ({"id"}, {"ibmmq"}, "", set[str]()),
    "Anypoint MQ": ({"id"}, {"anypointmq"}, "", set[str]()),
    "Amazon SNS": ({"id"}, {"sns"}, "", set[str]()),
    "Amazon SQS": ({"id"}, set[str](), "sqs", set[str]()),
    "Pulsar": ({"id"}, set[str](), "pulsar", set[str]()),
    "Google Pub/Sub": ({"ce-id"}, set[str](), "googlepubsub", set[str]()),
    "Solace": ({"id"}, {"solace"}, "", set[str]()),
    "STOMP": ({"id"}, {"stomp"}, "", set[str]()),
    "Redis": ({"id"}, {"redis"}, "", set[str]()),
    "Messaging": (set[str](), set[str](), "", set[str]()),
    "Java monsoon": (set[str](), set[str](), "", set[str]()),
}


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_technology_chooses_the_protocol_and_nothing_is_made_up(technology: str):
    headers, of_channel, protocol, of_receiver = TECHNOLOGIES[technology]
    made = shop(technology)
    order = made["order"]
    channel, message = order["channels"]["orderEvents"], order["components"]["messages"]["OrderCancelled"]
    assert headers <= set(message.get("headers", {}).get("properties", {}))
    assert ("headers" in message) == (message["contentType"] != "application/cloudevents+json") == bool(headers)
    assert set(channel.get("bindings", {})) == of_channel
    assert channel.get("x-ctxmap", {}).get("protocol", "") == protocol
    assert set(made["payment"]["operations"]["receiveOrderCancelled"].get("bindings", {})) == of_receiver


def test_without_a_known_protocol_a_message_is_a_structured_cloud_event():
    message = shop()["order"]["components"]["messages"]["OrderCancelled"]
    payload = message["payload"]
    assert payload["properties"]["data"] == {"$ref": "#/components/schemas/OrderCancelled"}
    assert all(name.isalnum() and name.islower() for name in payload["properties"])
    assert {"specversion", "id", "source", "type", "idempotencykey", "aggregateversion"} <= set(payload["required"])
    assert "data" in payload["required"]
    (example,) = message["examples"]
    assert example["payload"]["idempotencykey"] == example["payload"]["data"]["orderId"]


@pytest.mark.parametrize(
    ("technology", "media"),
    [("Kafka, Avro", "avro/binary"), ("Kafka", "application/json"), ("JMS/XML", "application/xml")],
)
def test_a_format_of_messages_is_their_content_type(technology: str, media: str):
    assert shop(technology)["order"]["components"]["messages"]["OrderCancelled"]["contentType"] == media


def test_how_clients_authenticate_comes_from_the_configuration_alone():
    contracts = ContractDefaults(broker_scheme="scramSha512")
    request = Request(compile_text(SHOP).model, configuration=Configuration(contracts=contracts))
    for artifact in backend.build(request):
        made = yaml.safe_load(artifact.text)
        assert [*official().iter_errors(made)] == []
        assert made["components"]["securitySchemes"]["client"]["type"] == "scramSha512"
        assert all("security" in each for each in made["operations"].values())


def test_two_protocols_are_two_channels():
    made = made_of(
        """ContextMap M {
            contains A, B, C
            A [U] -> [D] B { implementationTechnology = "Kafka"  async { events = E } }
            A [U] -> [D] C { implementationTechnology = "RabbitMQ"  async { events = E } }
        }
        BoundedContext A { Aggregate X { DomainEvent E { } } }
        BoundedContext B
        BoundedContext C"""
    )
    assert {key: [*each["bindings"]] for key, each in made["a"]["channels"].items()} == {
        "xEvents": ["kafka"],
        "xEventsAmqp": ["amqp"],
    }
    assert set(made["a"]["components"]["messages"]) == {"E", "EAmqp"}


def test_names_in_any_script_are_copied_not_pointed_at():
    """A pointer is a URI, and common tools don't find a file by a name that a URI spells with `%`."""
    made = made_of(
        """ContextMap M { contains 订单, Payment   订单 [U] -> [D] Payment { async { events = 已取消 } } }
        BoundedContext 订单 { Aggregate 订单 { DomainEvent 已取消 { String 原因 } } }
        BoundedContext Payment"""
    )
    (key, channel), *_ = made["payment"]["channels"].items()
    assert channel["x-ctxmap"] == {"copyOf": f"./订单.yaml#/channels/{key}"}
    message = "u5DF2u53D6u6D88"
    assert made["payment"]["components"]["messages"][f"u8BA2u5355.{message}"]["name"] == "已取消"
    assert made["订单"]["components"]["schemas"][message]["title"] == "已取消"
