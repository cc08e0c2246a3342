"""The model as JSON, the facts that are looked up in it, and the names of its files."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Model
from ctxmap.model.json import from_json, schema, to_json
from ctxmap.model.names import context_files, kebab_case, map_files

# -- JSON --------------------------------------------------------------------------------------------------------------

VALIDATOR: Any = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_published_schema_is_fresh(same: Callable[[Path, str], None]) -> None:
    same(CHECKOUT / "docs" / "model.schema.json", json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")


def test_the_schema_explains_attributes() -> None:
    definitions = schema()["$defs"]
    assert definitions["TransactionStep"]["description"].startswith("A step of a transaction")
    assert definitions["Transaction"]["properties"]["aggregates"]["description"].startswith("Those it lists.")
    assert (
        definitions["Aggregate"]["properties"]["objects"]["description"] == "Domain objects that stand directly in it."
    )
    assert "at" not in definitions["Aggregate"]["properties"]


def test_real_maps_come_back_from_json(corpus_file: CorpusFile) -> None:
    for model in compile_paths([corpus_file.path]).models:
        assert_comes_back(model)


@pytest.mark.parametrize("sample", ["shop", "shop-zh", "insurance"])
def test_samples_come_back_from_json(sample: str) -> None:
    models = compile_paths([CHECKOUT / "samples" / sample]).models
    assert models
    for model in models:
        assert_comes_back(model)


def assert_comes_back(model: Model) -> None:
    text = to_json(model)
    assert to_json(from_json(text)) == text
    assert next(VALIDATOR.iter_errors(json.loads(text)), None) is None


def test_places_are_no_part_of_json() -> None:
    text = "BoundedContext A { type = SYSTEM }"
    assert to_json(compile_text(text).model) == to_json(compile_text(f"\n\n{text}").model)


def test_the_schema_knows_a_wrong_model() -> None:
    model: dict[str, Any] = json.loads(to_json(compile_text("BoundedContext A { type = SYSTEM }").model))
    model["contexts"][0]["type"] = "BIG"
    assert not VALIDATOR.is_valid(model)
    with pytest.raises(msgspec.ValidationError):
        from_json(json.dumps(model))


# -- Facts -------------------------------------------------------------------------------------------------------------

TEXT = """
ContextMap M { A -> B  B -> B  A <-> Cc }
BoundedContext A implements S1, D {
    Module m {
        Aggregate G {
            Entity E { aggregateRoot def o; }
            Event Ev
            Command Co
            enum En { X }
            Service S { o; o(int x); }
        }
    }
    Application { Service App { run; } }
}
BoundedContext B implements D2
BoundedContext Cc
BoundedContext T realizes A, B { type = TEAM }
Domain D { Subdomain S1 { Entity P } Subdomain S2 }
Domain D2 { Subdomain S3 }
"""


def test_things_are_found_by_qualified_name() -> None:
    model = compile_text(TEXT).model
    tables: list[tuple[Any, set[str]]] = [
        (index.contexts, {"A", "B", "Cc", "T"}),
        (index.aggregates, {"A::m::G"}),
        (index.modules, {"A::m"}),
        (index.types, {"A::m::G::E", "A::m::G::Ev", "A::m::G::Co", "A::m::G::En", "D::S1::P"}),
        (index.events, {"A::m::G::Ev"}),
        (index.commands, {"A::m::G::Co"}),
        (index.services, {"A::m::G::S", "A::App"}),
        (index.operations, {"A::m::G::E::o", "A::m::G::S::o", "A::App::run"}),
        (index.domains, {"D", "D2"}),
        (index.subdomains, {"D::S1", "D::S2", "D2::S3"}),
    ]
    for table, names in tables:
        assert set(table(model)) == names
        assert all(thing.qualified_name == name for name, thing in table(model).items())
        assert table(model) is table(model)


def test_what_things_stand_in_and_take_part_in() -> None:
    model = compile_text(TEXT).model
    a, b, c, team = model.contexts
    d, d2 = model.domains
    assert [index.context_of(model, name) for name in ("A::m::G", "A", "D::S1", "X")] == [a, a, None, None]
    (g,) = a.aggregates
    assert [index.aggregate_of(model, name) for name in ("A::m::G::S::o", "A::m::G", "A::m", "")] == [g, g, None, None]
    assert index.subdomains_of(model, a) == d.subdomains
    assert index.subdomains_of(model, b) == d2.subdomains
    assert index.domains_of(model, a) == (d,)
    assert index.contexts_implementing(model, d.subdomains[0]) == (a,)
    assert index.contexts_implementing(model, d) == (a,)
    assert index.teams_of(model, a) == index.teams_of(model, b) == (team,)
    assert index.teams_of(model, c) == ()
    assert [len(index.relationships_of(model, each)) for each in (a, b, c, team)] == [2, 2, 1, 0]


# -- File names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("PaymentGateway", "payment-gateway"),
        ("HTTPServer_2", "http-server-2"),
        ("cartItem", "cart-item"),
        ("order2Cash", "order2-cash"),
        ("Same_Day__Delivery_", "same-day-delivery"),
        ("支付", "支付"),
        ("支付Gateway", "支付-gateway"),
        ("ÄpfelÖl", "äpfel-öl"),
        ("Cafe\u0301Bar", "café-bar"),
        ("ЗаказКлиента", "заказ-клиента"),
        ("हिन्दी_ไทยที่", "हिन्दी-ไทยที่"),
        ("___", "unnamed"),
    ],
)
def test_kebab_case(name: str, slug: str) -> None:
    assert kebab_case(name) == slug


def test_file_names_are_told_apart() -> None:
    names = ["Cart", "cart", "CART_", "Cart_2", "Con", "Straße", "STRASSE"]
    contexts = tuple(BoundedContext(name=name, qualified_name=name) for name in names)
    files = context_files(Model(name="", contexts=contexts))
    assert list(files.values()) == ["cart", "cart-3", "cart-4", "cart-2", "con-2", "straße", "strasse-2"]


def test_a_map_without_a_name_is_map() -> None:
    model = compile_text("ContextMap {} ContextMap {} ContextMap Map {} ContextMap Shop {}").model
    assert list(map_files(model).values()) == ["map", "map-2", "map-3", "shop"]


@given(st.lists(st.text(st.characters(categories=["L", "N", "Pc", "M"]), min_size=1, max_size=400), unique=True))
def test_file_names_are_safe_on_every_file_system(names: list[str]) -> None:
    maps = tuple(ContextMap(name=name, qualified_name=name) for name in names)
    files = map_files(Model(name="", maps=maps)).values()
    assert len({file.casefold() for file in files}) == len(names)
    for file in files:
        assert 0 < len(file.encode()) < 200
        assert not set(file) & set(string.punctuation.replace("-", "") + string.whitespace)
        assert file.strip("-") == file
