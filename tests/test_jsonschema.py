"""JSON Schemas of messages: valid, whole, and saying the same as the AsyncAPI documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from conftest import CHECKOUT
from ctxmap import compile_paths, compile_text
from ctxmap.analyses.contracts.messages import deliveries
from ctxmap.backends import Request
from ctxmap.backends.jsonschema import build as backend
from ctxmap.model.elements import Model


def schemas(model: Model) -> dict[str, Any]:
    return {each.path: json.loads(each.text) for each in backend.build(Request(model))}


def test_each_message_of_the_samples_has_a_schema_that_its_example_fits() -> None:
    for model in compile_paths([CHECKOUT / "samples"]).models:
        made = schemas(model)
        assert len(made) == len(
            {(each.owner, each.message.qualified_name) for each in deliveries(model) if each.message}
        )
        assert len({each["$id"] for each in made.values()}) == len(made)
        for each in made.values():
            Draft202012Validator.check_schema(each)
            (example,) = each["examples"]
            validator: Any = Draft202012Validator(each, format_checker=Draft202012Validator.FORMAT_CHECKER)
            validator.validate(example)
            assert "components" not in json.dumps(each)


def test_a_message_may_hold_itself_and_a_base() -> None:
    made = schemas(
        compile_text(
            """ContextMap M { contains A, B   A [U] -> [D] B { async { events = Done } } }
            BoundedContext B
            BoundedContext A { Aggregate X {
                DomainEvent Done { int number  List<@Done> before  - Animal animal }
                abstract Entity Animal { int legs }
                Entity Cat extends @Animal { boolean purrs }
            } }"""
        ).model
    )
    (schema,) = made.values()
    cat = {"animalType": "Cat", "legs": 4, "purrs": True}
    validator: Any = Draft202012Validator(schema)
    validator.validate({"number": 1, "before": [{"number": 0, "before": [], "animal": cat}], "animal": cat})
    with pytest.raises(ValidationError):
        validator.validate({"number": 1, "before": [{"number": "none", "before": [], "animal": cat}], "animal": cat})
    with pytest.raises(ValidationError):
        validator.validate({"number": 1, "before": [], "animal": {**cat, "animalType": "Dog"}})
