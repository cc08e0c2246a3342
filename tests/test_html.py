"""The interactive page as a document: what it is made of, what it says, and what it keeps out.

What it does is tried in a browser, by `.ci/check-page`.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import asdict

from conftest import CorpusFile
from ctxmap import Compilation, backends, compile_paths, compile_text
from ctxmap.backends import Request, html, markdown
from ctxmap.backends.html.documents import Node, documents
from ctxmap.backends.html.words import words_in
from ctxmap.configuration import AS_USUAL, Configuration, Diagrams, Language, Output
from ctxmap.model.elements import Model

TESTS = Path(__file__).parent
SAMPLES = TESTS.parent / "samples"
HOSTILE = [TESTS / "hostile-texts.cml", TESTS / "nasty-names.cml"]
MARKDOWN = MarkdownIt("commonmark").enable("table")
PRINTED = ("svg", "openapi", "asyncapi")
"""What pages lead to, but for the page that has them inside."""
TAGS = {"a", "anchor", "table", *["h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "br"]}
"""All that a tree may hold."""


class Page(HTMLParser):
    """What a browser sees: the elements with their attributes, and the text of each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.elements[-1][0] if self.elements else "", data))

    @property
    def data(self) -> dict[str, Any]:
        """What its script knows of the model."""
        at = [attributes.get("id") for tag, attributes in self.elements if tag == "script"].index("page-data")
        return json.loads([text for tag, text in self.texts if tag == "script" and text.strip()][at])

    @property
    def policy(self) -> str:
        return next(a["content"] or "" for tag, a in self.elements if tag == "meta" and "http-equiv" in a)


@cache
def samples() -> Compilation:
    return compile_paths([SAMPLES])


@cache
def page_of(path: Path) -> str:
    compilation = compile_paths([path])
    (artifact,) = html.build.build(Request(compilation.model, compilation.diagnostics))
    return artifact.text


def pages(model: Model, diagrams: Diagrams = AS_USUAL) -> list[str]:
    request = Request(model, samples().diagnostics, Configuration(diagrams=diagrams))
    return [artifact.text for artifact in html.build.build(request)]


# ---- What it is made of ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", get_args(Language))
def test_what_it_needs_beside_pictures_and_data_is_small(language: Language):
    model = compile_text("ContextMap { contains A } BoundedContext A").model
    (text,) = pages(model, Diagrams(language=language))
    own = re.sub(r'<script type="[^"]*"[^>]*>.*?</script>|<svg.*?</svg>', "", text, flags=re.DOTALL)
    assert len(own.encode()) + len(json.dumps(Page(text).data["words"]).encode()) < 60_000


def test_a_page_of_a_dozen_contexts_is_small():
    model = next(model for model in samples().models if model.name == "shop/as-is")
    (text,) = pages(model)
    assert len(model.contexts) >= 10
    assert len(text.encode()) < 400_000


def test_a_model_without_pictures_makes_no_page():
    assert pages(compile_text("BoundedContext A").model) == []


@pytest.mark.parametrize("path", [*HOSTILE, SAMPLES / "shop" / "as-is.cml"], ids=lambda path: path.stem)
def test_one_script_runs_and_nothing_is_asked_of_anybody(path: Path):
    page = Page(page_of(path))
    types = [attributes.get("type") for tag, attributes in page.elements if tag == "script"]
    assert types.count(None) == 1
    assert set(types) <= {None, "application/json", "image/svg+xml"}
    script = next(text for tag, text in reversed(page.texts) if tag == "script" and text.strip())
    hashed = b64encode(sha256(script.encode()).digest()).decode()
    assert page.policy.split("; ")[:4] == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        f"script-src 'sha256-{hashed}'",
    ]
    for tag, attributes in page.elements:
        assert tag not in {"img", "iframe", "object", "embed", "link", "base", "foreignobject", "image", "use"}
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcdoc", "style"}]
        assert (attributes.get("href") or "#").startswith("#")


@pytest.mark.parametrize("language", get_args(Language))
def test_every_word_is_there_in_every_language(language: Language):
    said, english = words_in(language), words_in("en")
    assert (said.kinds.keys(), said.groups.keys()) == (english.kinds.keys(), english.groups.keys())
    assert said.talks.keys() == english.talks.keys()
    assert not re.search(r'""|: *"\s', json.dumps(asdict(said), ensure_ascii=False).replace('"": ', ""))


# ---- What it says ----------------------------------------------------------------------------------------------------


def test_it_says_what_the_documents_of_the_samples_say():
    for model in samples().models:
        compare_documents(model)


def test_it_says_what_the_documents_of_the_corpus_say(corpus_file: CorpusFile):
    compare_documents(compile_paths([corpus_file.path]).model)


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_it_says_what_the_documents_of_hostile_texts_say(path: Path):
    compare_documents(compile_paths([path]).model)


def compare_documents(model: Model):
    """The reader's words are those that a Markdown reader of the whole standard finds, in the same order."""
    read = documents(Request(model), ())
    printed = Configuration(output=Output(formats=PRINTED))
    for artifact in markdown.build.build(Request(model, (), printed)):
        ours = "".join(said(node) for node in read[artifact.path])
        assert ours.split() == list(markdown_words(artifact.text)), artifact.path


def said(node: Node) -> str:
    """A tree's words; what isn't beside each other on a page has a blank between."""
    if isinstance(node, str):
        return node
    inner = "".join(map(said, inside(node)))
    return inner if node[0] in {"a", "code", "strong", "em", "anchor"} else f" {inner} "


def inside(node: Sequence[Any]) -> list[Node]:
    """What a node holds; of a table, a paragraph for each cell."""
    if node[0] == "table":
        return [["p", *cell] for row in node[1:] for cell in row]
    return list({"a": node[2:], "anchor": ()}.get(node[0], node[1:]))


def walked(node: Node) -> Iterator[Sequence[Any]]:
    """A node that isn't a text, and all such inside it."""
    if not isinstance(node, str):
        yield node
        for each in inside(node):
            yield from walked(each)


def markdown_words(text: str) -> Iterator[str]:
    words: list[str] = []
    for token in MARKDOWN.parse(text):
        words.append(" ")
        for child in token.children or ([token] if token.type == "fence" else []):
            if child.type == "html_inline":
                words.append(" " if child.content == "<br>" else "")
            elif child.type == "image":
                words += [each.content for each in child.children or []]
            elif child.type in {"text", "code_inline", "text_special", "fence"}:
                words.append(child.content)
            elif child.type == "softbreak":
                words.append(" ")
    yield from "".join(words).split()


def test_every_link_leads_to_something_in_the_page_or_beside_it():
    for model in samples().models:
        request = Request(model, samples().diagnostics)
        others = {a.path for name in backends.by_default() for a in backends.load(name).build(request)}
        for text in pages(model):
            data = Page(text).data
            shown = {picture["path"] for picture in data["pictures"]} | data["pages"].keys()
            anchors = {anchor for tree in data["pages"].values() for anchor in nodes(tree, "anchor")}
            targets = {target for tree in data["pages"].values() for target in nodes(tree, "a")}
            targets |= {f"#{target}" for *_, target in data["entries"]}
            targets |= {f"#{target}" for picture in data["pictures"] for target in picture["links"]}
            for target in targets:
                inside, hash_, anchor = target.removeprefix("#").partition("#")
                assert inside in (shown if target.startswith("#") else others) or target.startswith("http"), target
                assert not hash_ or anchor in anchors, target


def nodes(trees: list[Node], tag: str) -> Iterator[str]:
    """What stands behind a tag: where a link leads, what an anchor is called."""
    return (node[1] for tree in trees for node in walked(tree) if node[0] == tag)


# ---- What it keeps out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_texts_stay_texts(path: Path):
    page = Page(page_of(path))
    expected = Page(page_of(SAMPLES / "shop" / "as-is.cml"))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in expected.elements}
    assert {node[0] for trees in page.data["pages"].values() for tree in trees for node in walked(tree)} <= TAGS
    for tree in page.data["pages"].values():
        for target in nodes(tree, "a"):
            assert re.match(r"https?://|mailto:|#[\w./-]+|(open|async)api/[\w.-]+$", target), target


def test_nothing_of_the_data_can_end_its_element():
    for path in HOSTILE:
        text = page_of(path)
        data = text.split('id="page-data">')[1].split("</script>")[0]
        assert not set("<>&\u2028\u2029") & set(data)
        json.loads(data)


def test_processes_can_be_followed_on_a_map():
    model = compile_text("""
    ContextMap M { Order [U] -> [D] Payment }
    BoundedContext Order {
        Aggregate Order { Service Orders { void place(); void cancel(); } DomainEvent Placed }
        Application {
            Command Pay
            Flow Selling { event Placed triggers command Pay }
            Coordination Both { Order::Orders::place; Payment::Payments::charge; }
        }
    }
    BoundedContext Payment { Aggregate Payment { Service Payments { void charge(); } } }
    BoundedContext Unshown {
        Aggregate A { Service S { void one(); } }
        Application { Flow F { command C emits event E } }
    }
    Transaction Buy { consistency = SAGA Step Order::place compensatedBy cancel Step Payment::charge }
    """).model
    (page,) = html.build.build(Request(model))
    walks = {walk["picture"]: walk for walk in Page(page.text).data["walks"]}
    assert {path: [step["contexts"] for step in walk["steps"]] for path, walk in walks.items()} == {
        "flows/order-selling.svg": [["context-Order"]],
        "coordinations/order-both.svg": [["context-Order"], ["context-Order", "context-Payment"]],
        "sagas/buy.svg": [["context-Order"], ["context-Order", "context-Payment"]],
    }
    assert {walk["map"] for walk in walks.values()} == {"maps/m.svg"}
    assert said(["p", *walks["flows/order-selling.svg"]["steps"][0]["text"]]).split() == ["Placed", "triggers", "Pay"]
