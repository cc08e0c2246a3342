"""Maps in other diagram languages; `.ci/check-diagrams` and `.ci/show-diagrams` ask the tools themselves."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ctxmap import backends, compile_paths, compile_text
from ctxmap.backends import NotInstalledError, Request, load
from ctxmap.backends._maps import identifiers
from ctxmap.model.elements import Model

NASTY = Path(__file__).parent / "nasty-names.cml"
LANGUAGES = ("d2", "dot", "drawio", "likec4", "mermaid", "plantuml", "structurizr")
TWO = """
ContextMap Shop {
    contains Cart, Order
    Cart [U,OHS,PL] -> [D,ACL] Order { implementationTechnology = "REST" sync { operations = find } }
}
Domain Sales { Subdomain Checkout { type = CORE_DOMAIN } }
BoundedContext Cart implements Checkout { type = EXTERNAL tags = "one" }
BoundedContext Order
"""
QUOTED: dict[str, Callable[[str], str]] = {
    "d2": lambda text: re.sub(r'"(\\.|[^"\\])*"', '""', text),
    "dot": lambda text: re.sub(r'(?<=[= ])("(\\.|[^"\\])*"|(?<==)\w+|(?<=digraph )\w+)', '""', text),
    "likec4": lambda text: re.sub(r"'(\\.|[^'\\])*'", "''", text),
    "mermaid": lambda text: re.sub(r"(acc\w+: ).*", r"\1", re.sub(r'"(\\.|[^"\\])*"', '""', text)),
    "plantuml": lambda text: re.sub(r"(title | : ).*", r"\1", re.sub(r'"[^"]*"', '""', text)),
}
"""For each language what is left of a text without what stands in quotes, or where only a text may stand."""

titles = (st.text(min_size=1) | st.text("\"'\\\n<>%#;:`[]{}|-_*/~$!&@n", min_size=1)).filter(str.strip)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def made(model: Model, language: str) -> str:
    return "".join(artifact.text for artifact in backends.load(language).build(Request(model)))


def renamed(model: Model, title: str) -> Model:
    """The model with everything called this that people can name."""
    maps = [replace(each, display_name=title) for each in model.maps]
    contexts = [replace(each, display_name=title, domain_vision_statement=title) for each in model.contexts]
    for each in maps:
        relationships = [replace(r, implementation_technology=title, display_name=title) for r in each.relationships]
        maps = [replace(each, relationships=tuple(relationships))]
    return replace(model, maps=tuple(maps), contexts=tuple(contexts))


@pytest.mark.parametrize("language", QUOTED)
@settings(deadline=None)
@given(
    title=st.text(min_size=1).filter(str.strip) | st.text("\"'\\\n<>%#;:`[]{}|-_*/~$!&@n", min_size=1).filter(str.strip)
)
def test_a_name_is_never_more_than_a_text(language: str, title: str):
    model = compile_text(TWO).model
    plain = QUOTED[language](made(renamed(model, "x"), language))
    assert QUOTED[language](made(renamed(model, title), language)) == plain


@settings(deadline=None)
@given(title=titles)
def test_a_name_in_a_drawing_is_html_without_markup(title: str):
    drawing = ET.fromstring(made(renamed(compile_text(TWO).model, title), "drawio"))
    for cell in drawing.iter("UserObject"):
        tags = TagsOf(cell.attrib["label"])
        assert set(tags.found) <= {"br", "span"}
        if cell.attrib["id"] == "context-Order":
            assert "".join(tags.text.split()) == "".join(drawn_as(title).split())


class TagsOf(HTMLParser):
    """The tags in a piece of HTML, and its text."""

    def __init__(self, markup: str):
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: object):
        self.found.append(tag)

    def handle_data(self, data: str):
        self.text += data


def drawn_as(title: str) -> str:
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", title)


@every_language
def test_nasty_names_can_be_written_and_read(language: str):
    model = compile_paths([NASTY]).model
    artifacts = list(backends.load(language).build(Request(model)))
    assert artifacts
    assert "javascript:" not in "".join(artifact.text for artifact in artifacts)
    if language == "structurizr":
        assert len(json.loads(artifacts[0].text)["model"]["softwareSystems"]) == len(model.maps[0].contains)


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
def test_an_installed_graphviz_draws_all_that_is_on_a_map():
    model = compile_paths([NASTY]).model
    for plain, drawn in zip(load("dot").build(Request(model)), load("graphviz").build(Request(model)), strict=True):
        nodes = re.findall(r"^\t+(context_\w+) \[", plain.text, re.MULTILINE)
        found = [each.text for each in ET.fromstring(drawn.text).iter("{http://www.w3.org/2000/svg}title")]
        assert nodes
        assert set(nodes) <= set(found)


def test_without_graphviz_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotInstalledError, match=r'"graphviz" needs something that is not installed: Graphviz \(https'):
        made(compile_text(TWO).model, "graphviz")


@every_language
def test_they_are_made_on_request_only(language: str):
    assert language in backends.names()
    assert language not in backends.by_default()


@every_language
def test_who_calls_or_sends_against_the_direction_of_a_line_is_named(language: str):
    mutual = "Order [P] <-> [P] Cart { async { publisher = Order  events = Placed } }"
    text = TWO.replace("sync { ", "sync { caller = Cart  ").replace("find } }", f"find }} }}\n{mutual}")
    assert "find (Cart calls)" not in made(compile_text(TWO).model, language)
    shown = made(compile_text(text).model, language)
    assert "find (Cart calls)" in shown
    assert "Placed (Order sends)" in shown


@given(st.lists(st.text(), unique=True))
def test_identifiers_are_plain_and_distinct(ids: list[str]):
    found = list(identifiers(ids).values())
    assert len({each.lower() for each in found}) == len(ids)
    assert all(re.fullmatch("[A-Za-z0-9_]*", each) for each in found)
