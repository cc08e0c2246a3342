"""What findings are recognised by: the qualified name of what they are about, and fingerprints made of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from conftest import CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.findings.fingerprints import fingerprints
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import Declaration, Member, Relationship
from ctxmap.text.files import Disk
from ctxmap.text.source import Source, Span
from ctxmap.workspace.subjects import subject_at
from ctxmap.workspace.workspace import read_workspace

MAP = """
import "./other.cml"
ContextMap Shop {
    contains Order, 'Cart'
    Payment [U,OHS] -> [D] Cart : Authorization { sync { operations = authorize } }
    Order [D]<-[U] Cart
    Cart <-> Payment
}
ContextMap { state = AS_IS  Cart [S]->[C] Order }
"what was promised" BoundedContext Order implements Ordering {
    owner Sales
    Module core {
        Aggregate Orders {
            Service Placing { void place(@Draft draft); }
            Entity Line { -- "of" @Item  int amount required }
            enum State { OPEN, DONE }
        }
    }
    Application { Flow Placing { command PlaceOrder delegates to Orders emits event Placed + Told } }
    Term Draft "not yet promised"
}
Transaction Buy { saga Step Order::place compensatedBy cancel }
UserStory Paying { As a "buyer" I want to pay an "Invoice" with its "total" }
Stakeholders of Order { Stakeholder Buyer { influence HIGH } }
"""


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("./other", ""),
        ("'Cart'", "Shop"),
        ("->", "Shop: Payment -> Cart (Authorization)"),
        ("authorize", "Shop: Payment -> Cart (Authorization) sync"),
        ("[D]<-", "Shop: Cart -> Order"),
        ("<->", "Shop: Cart <-> Payment"),
        ("AS_IS", "ContextMap"),
        ("[S]->", "ContextMap: Cart -> Order"),
        ("what was", "Order"),
        ("Ordering", "Order"),
        ("Sales", "Order"),
        ("core", "Order::core"),
        ("Draft draft", "Order::core::Orders::Placing::place"),
        ("Item", "Order::core::Orders::Line"),
        ("required", "Order::core::Orders::Line::amount"),
        ("DONE", "Order::core::Orders::State::DONE"),
        ("emits", "Order::Placing::command PlaceOrder"),
        ("not yet", "Order::Draft"),
        ("cancel", "Buy::Order::place"),
        ("Invoice", "Paying::pay Invoice"),
        ("HIGH", "Stakeholders::Buyer"),
    ],
)
def test_what_a_place_is_about(words: str, subject: str) -> None:
    file, _ = parse(Source("shop.cml", MAP))
    start = MAP.index(words)
    assert subject_at({"shop.cml": file}, Span("shop.cml", start, start + len(words))) == subject


def test_findings_say_what_they_are_about_in_words_of_the_text() -> None:
    found = compile_text(
        "ContextMap Shop { contains Cart, 支付  Cart [U] -> [D] 订单 }\nBoundedContext Cart"
    ).diagnostics
    assert {(each.subject, each.words) for each in found if each.rule == "unknown-reference"} == {
        ("Shop", "支付"),
        ("Shop: Cart -> 订单", "订单"),
    }


def test_a_fingerprint_counts_neither_lines_nor_files_nor_wordings() -> None:
    (first, second) = compile_text("BoundedContext A { x }\nBoundedContext A { x }").diagnostics[:2]
    moved = replace(first, line=7, path="moved.cml", message="in better words", at=Span("moved.cml", 70, 71))
    assert fingerprints([first]) == fingerprints([moved])
    assert fingerprints([first, second])[1] not in fingerprints([first])
    assert fingerprints([replace(first, words="two\r\n  words")]) == fingerprints([replace(first, words="two words")])


def test_real_maps_have_a_fingerprint_for_each_finding(corpus_file: CorpusFile) -> None:
    diagnostics = compile_paths([corpus_file.path]).diagnostics
    assert len(set(fingerprints(diagnostics))) == len(diagnostics)


def test_members_stand_in_the_order_of_the_text(corpus_file: CorpusFile) -> None:
    """What going down the tree relies on, in texts with mistakes as well."""
    for file in read_workspace([str(corpus_file.path)], Disk()).files.values():
        for bounds, members in _bodies((0, len(file.source.text)), file.members):
            places = [bounds[0], *(place for each in members for place in (each.start, each.end)), bounds[1]]
            assert places == sorted(places)


def _bodies(
    bounds: tuple[int, int], members: tuple[Member, ...]
) -> Iterator[tuple[tuple[int, int], tuple[Member, ...]]]:
    yield bounds, members
    for member in members:
        if isinstance(member, Declaration | Relationship):
            yield from _bodies((member.start, member.end), member.members)
