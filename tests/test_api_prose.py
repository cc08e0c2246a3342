"""What a map says, in the descriptions of API documents: words, whatever is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from re import sub
from typing import cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from conftest import CHECKOUT
from ctxmap import backends, compile_paths
from ctxmap.backends import Request
from ctxmap.backends._contracts.prose import without_markup
from ctxmap.model.elements import Model
from ctxmap.model.json import from_json, to_json

HARMFUL = (
    "<details open ontoggle=alert(1)> [x](javascript:alert(1)) ![t](https://evil.example/t.png) <img src=x onerror=a()>"
)
MARKS = "` `` ``` ~~~ | - + 1. # > = === --- :-: * _ ** $$ \\ & &lt; &#60; {{1}} <!-- <x> a b"
PIECES = (*HARMFUL.split(), *MARKS.split())
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = {"<p>", "<code>", "<ul>", "<ol>", "<li>", "<pre>"}
PROSE = ("doc", "display_name", "domain_vision_statement", "meaning")


def tags(html: str) -> set[str]:
    return {tag for tag in set(_tags(html)) if not tag.startswith("</")}


def _tags(html: str) -> Iterator[str]:
    for piece in html.split("<")[1:]:
        yield sub(r' start="\d+"', "", f"<{piece.partition('>')[0]}>")


def descriptions(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in cast("dict[str, object]", value).items():
            yield from descriptions(each, name)
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from descriptions(each)
    elif isinstance(value, str) and key in ("description", "summary"):
        yield value


@given(st.lists(st.sampled_from((*PIECES, "\n", "\n\n", " ", "    ", "\0", "\r", "\t"))).map("".join))
def test_any_text_stays_a_text(text: str):
    described = without_markup({"description": text})["description"]
    assert tags(MARKDOWN.render(described)) <= HARMLESS


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece[0] not in "`-+1"])).map(" ".join))
def test_a_reader_sees_the_words_of_the_map(text: str):
    html = MARKDOWN.render(without_markup({"description": text})["description"])
    assert unescape(html.strip().removeprefix("<p>").removesuffix("</p>")) == text


def harmful(value: object, key: str = "") -> object:
    """A model as JSON with a harmful text wherever a map has one."""
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        named: dict[str, object] = (
            dict.fromkeys(("display_name", "doc"), HARMFUL) if "qualified_name" in members else {}
        )
        return {name: harmful(each, name) for name, each in members.items()} | named
    if isinstance(value, list):
        return [harmful(each) for each in cast("list[object]", value)]
    return HARMFUL if key in PROSE else value


@pytest.mark.parametrize("backend", ["openapi", "asyncapi"])
@pytest.mark.parametrize("sample", ["samples/shop/to-be.cml", "samples/insurance/insurance.cml"])
def test_no_description_of_any_document_brings_markup_in(backend: str, sample: str):
    model: Model = from_json(json.dumps(harmful(json.loads(to_json(compile_paths(CHECKOUT / sample).model)))))
    found = 0
    for artifact in backends.load(backend).build(Request(model)):
        for text in descriptions(yaml.safe_load(artifact.text)):
            found += "ontoggle" in text
            assert tags(MARKDOWN.render(text)) <= HARMLESS, text
    assert found > 20
