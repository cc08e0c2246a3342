"""One mistake is one finding: a name that is misspelt isn't missing, too.

Every name that is used on the fixed map of a rule's page is misspelt, once so that everybody sees what was meant and
once beyond recognition, and the map has one finding more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import cast

import pytest

from ctxmap import compile_text
from ctxmap.findings import rulebook
from ctxmap.model.elements import Element, EnumValue, Model, Named, Operation, Parameter, Property
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.lex import tokenize
from ctxmap.syntax.tables import DOTTED, NAME, QUALIFIED

_FIXED = re.compile(r"^```cml\n((?:(?!^```).*\n)+)```\n(?!\n```report)", re.MULTILINE)
SHOP = """
ContextMap {{
    contains Order, Payment, Cart, Mail
    Cart -> Mail {{ async {{ events = CartLeft  delivery = AT_MOST_ONCE }} }}
    {}
}}
BoundedContext Order {{
    domainVisionStatement = "What was promised to whom"
    Aggregate Order {{ Entity Order {{ aggregateRoot }} ValueObject Price }}
}}
BoundedContext Payment {{
    domainVisionStatement = "Takes the money"
    Aggregate Payment {{ Entity Payment {{ aggregateRoot  - Price price }} }}
}}
BoundedContext Cart {{
    domainVisionStatement = "What a customer is about to buy"
    Aggregate Cart {{ DomainEvent CartLeft  DomainEvent CartFilled }}
}}
BoundedContext Mail {{ domainVisionStatement = "Writes to people" }}
"""
_DECLARED = (Named, Property, Operation, Parameter, EnumValue)


@pytest.mark.parametrize("rule", sorted({*rulebook.names()} - {*rulebook.names_of_comparisons(), "malformed-contract"}))
def test_misspelling_a_name_is_one_mistake(rule: str) -> None:
    maps = _FIXED.findall(rulebook.page(rule).text)
    assert maps
    for text in maps:
        clean = _said(text)
        for mutant in _mutants(text):
            more = _said(mutant) - clean
            assert more.total() <= 1, f"{[*more]}\n{mutant}"


@pytest.mark.parametrize(
    "unreadable",
    ["Order => => Payment", "Order Payment", "Order -> Payment { what is this }", "Order -> Payment : 12 34"],
)
def test_what_cannot_be_read_is_not_missing(unreadable: str) -> None:
    assert [rule for rule, _ in _said(SHOP.format(unreadable))] == ["syntax"]
    assert {rule for rule, _ in _said(SHOP.format(""))} == {
        "isolated-context",
        "unreachable-type",
        "event-without-consumer",
    }


def _mutants(text: str) -> Iterator[str]:
    tokens = tokenize(text, automaton().keywords)
    declared = {each.at.start for each in _elements(compile_text(text).model) if isinstance(each, _DECLARED)}
    for key, start, end in zip(tokens.keys, tokens.starts, tokens.ends, strict=True):
        if key in (NAME, QUALIFIED, DOTTED) and start not in declared:
            for wrong in (text[start:end] + text[end - 1], "Zzyqx"):
                yield text[:start] + wrong + text[end:]


def _said(text: str) -> Counter[tuple[str, str]]:
    return Counter((each.rule, each.message) for each in compile_text(text).diagnostics)


def _elements(whole: Model | Element) -> Iterator[Element]:
    for name in whole.__struct_fields__:
        held = cast("object", getattr(whole, name))
        for each in cast("tuple[object, ...]", held) if isinstance(held, tuple) else (held,):
            if isinstance(each, Element):
                yield each
                yield from _elements(each)


def test_an_attribute_whose_value_cannot_be_read_is_not_missing() -> None:
    relationship = "Order -> Payment { sync { timeout === 5\n fallback = FAIL_FAST } }"
    found = _said(SHOP.format(relationship))
    assert not {rule for rule, _ in found} & {"sync-without-timeout", "sync-without-fallback"}
