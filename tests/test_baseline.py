"""A baseline knows findings again whatever happened to the text round them, and tells what is new."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.syntax.parse import parse
from ctxmap.text.source import Source
from ctxmap.workspace.baseline import BaselineError, Entry, compare, from_text, record, to_text

SHOP = """ContextMap Shop { contains Cart, Order, Gateway
    Gateway [U] -> [D] Cart
    Gateway [U] -> [D] Order
}
BoundedContext Cart { }
BoundedContext Order { }
BoundedContext Gateway { type = EXTERNAL }
"""


def same(path: str) -> str:
    return path


def found(text: str, path: str = "shop.cml") -> tuple[Diagnostic, ...]:
    return compile_text(text, path).diagnostics


def new(text: str, path: str = "shop.cml", known: str = SHOP) -> list[str]:
    comparison = compare(found(text, path), record(found(known), same), same)
    return [f"{each.rule} {each.subject}" for each in comparison.new]


def test_what_is_recorded_is_known() -> None:
    comparison = compare(found(SHOP), record(found(SHOP), same), same)
    assert found(SHOP)
    assert (comparison.new, comparison.known, comparison.gone) == ((), len(found(SHOP)), ())


def test_lines_files_order_and_layout_change_nothing() -> None:
    lines = SHOP.splitlines(keepends=True)
    assert new("\n" * 10 + SHOP) == []
    assert new(SHOP, path="renamed.cml") == []
    assert new("".join([*lines[4:], *lines[:4]])) == []
    assert new("".join([lines[0], lines[2], lines[1], *lines[3:]])) == []
    assert new(SHOP.replace("Gateway [U] -> [D] Cart", "Cart\n[D] <- [U] /* from */ Gateway")) == []
    assert new(SHOP.replace("\n", "\r\n").replace("    ", "\t")) == []


def test_who_is_blamed_of_two_may_change() -> None:
    order = "BoundedContext Order implements Ordering { database = 'db' }"
    cart = "BoundedContext Cart implements Ordering { database = 'db' }"
    domain = "Domain Shop { Subdomain Ordering }"
    assert new(f"{domain}\n{cart}\n{order}", known=f"{domain}\n{order}\n{cart}") == []
    third = "BoundedContext Search { database = 'db' domainVisionStatement = 'x' }"
    assert new(f"{domain}\n{third}\n{cart}\n{order}", known=f"{domain}\n{order}\n{cart}") == ["shared-database Order"]


def test_a_better_wording_changes_nothing() -> None:
    reworded = tuple(replace(each, message="in better words", severity=Severity.INFO) for each in found(SHOP))
    assert compare(reworded, record(found(SHOP), same), same).new == ()


def test_one_mistake_more_is_new() -> None:
    text = SHOP.replace("contains Cart", "contains Cart, Search") + "BoundedContext Search { }\n"
    assert new(text) == ["isolated-context Shop", "context-without-purpose Search"]


def test_a_fixed_finding_is_gone() -> None:
    fixed = SHOP.replace("-> [D] Order", "-> [D,ACL] Order")
    comparison = compare(found(fixed), record(found(SHOP), same), same)
    assert comparison.new == ()
    assert [each.subject for each in comparison.gone] == ["Shop: Gateway -> Order"]


def test_of_more_than_recorded_those_of_another_file_are_new() -> None:
    one = found(SHOP)[0]
    here, there = replace(one, path="b.cml"), replace(one, path="a.cml")
    entries = record([here], same)
    assert compare([there, here], entries, same).new == (there,)
    assert compare([there], entries, same).new == ()
    assert compare([there, there, here], entries, same).new == (there, there)
    assert compare([here, here], entries, same).new == (here,)


def test_what_cannot_be_read_is_never_known() -> None:
    diagnostics = found("BoundedContext Cart { x }")
    entries = record(diagnostics, same)
    assert {each.rule for each in entries} == {"context-without-purpose"}
    known = (*entries, Entry("shop.cml", "syntax", "Cart", "x"))
    assert [each.rule for each in compare(diagnostics, known, same).new] == ["syntax"]


def test_real_maps_stay_known_when_they_are_turned_round(corpus_file: CorpusFile) -> None:
    """Declarations in the opposite order, ten lines further down, in a file of another name."""
    text = corpus_file.path.read_text("utf-8", "replace")
    file, unread = parse(Source("map.cml", text))
    if unread:
        pytest.skip("what can't be read can't be turned round")
    members = [text[member.start : member.end] for member in file.members]
    diagnostics = found("\n".join(members), str(corpus_file.path))
    turned = found("\n" * 10 + "\n\n".join(reversed(members)), f"{corpus_file.path}.old.cml")
    comparison = compare(turned, record(diagnostics, same), same)
    assert (comparison.new, comparison.gone) == ((), ())


def test_a_baseline_reads_like_this() -> None:
    entries = (Entry("a.cml", "sync-chain", "Shop: 订单 -> Cart sync", '"x"', 2), Entry("b.cml", "r", "", "w"))
    text = to_text(entries)
    assert (
        text
        == """{
  "version": 1,
  "findings": [
    {"file": "a.cml", "rule": "sync-chain", "subject": "Shop: 订单 -> Cart sync", "words": "\\"x\\"", "count": 2},
    {"file": "b.cml", "rule": "r", "subject": "", "words": "w"}
  ]
}
"""
    )
    assert from_text(text.encode()) == entries


def test_what_is_written_is_read_back_and_sorted() -> None:
    diagnostics = compile_paths([CHECKOUT / "samples" / "shop" / "as-is.cml"]).diagnostics
    entries = record(reversed(diagnostics), same)
    assert entries == record(diagnostics, same) == from_text(to_text(entries).encode())
    assert from_text(to_text(()).encode()) == ()


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"", 1, "truncated"),
        (b"[]", 1, "Expected `object`"),
        (b'{"version": 2, "findings": []}', 1, "version 2 is not supported; this ctxmap reads version 1"),
        (b'{"version": 1,\n"findings": [],\n"more": 1}', 1, "unknown field `more`"),
        (b'{\n "version": 1,\n "findings": [\n<<<<<<< HEAD\n', 4, "malformed"),
        (b'{\n "version": 1,\n "findings": [\n {},\n {}]}', 4, "missing required field `file`"),
        (
            b'{"version": 1, "findings": [\n{"file": "a", "rule": "b", "subject": "c", "words": "d"},\n{"count": 0}]}',
            3,
            ">= 1",
        ),
        (b'{"version": 1, "findings": [\n\n{"file": "\xff"}]}', 3, "."),
        (b'{"version": 1, "findings": [\n' + b"[" * 2000 + b"]" * 2000 + b"]}", 1, "nested too deeply"),
        (b'{"version": 1, "\\u0066indings": [\n{}]}', 2, "missing required field `file`"),
    ],
)
def test_what_is_no_baseline_is_told_with_its_line(data: bytes, line: int, why: str) -> None:
    with pytest.raises(BaselineError, match=why) as caught:
        from_text(data)
    assert caught.value.line == line
