"""The fixed words of pictures: each language has all of them, and nothing of another gets in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import msgspec
import pytest
from click.testing import CliRunner

from ctxmap import backends, compile_paths, compile_text
from ctxmap.backends import Request
from ctxmap.cli import main
from ctxmap.configuration import Configuration, Diagrams, Language
from ctxmap.drawing.diagram import MarkTone, NoteTone
from ctxmap.model.elements import Model
from ctxmap.pictures.scene import scene_of
from ctxmap.pictures.words import Words, words_in
from ctxmap.vocabulary import ROLES

CHECKOUT = Path(__file__).parent.parent
LATIN = re.compile(r"[A-Za-z]+")
QUOTED = re.compile(r'"[^"\n]*"')
BASIC_TYPES = ("List", "String", "int", "long", "boolean", "BigDecimal", "Date", "DateTime")
CHINESE = Configuration(diagrams=Diagrams(language="zh"))
LANGUAGES: tuple[Language, ...] = get_args(Language)
PICTURES = ("svg", "mermaid", "plantuml", "d2", "dot")


def said(text: str) -> str:
    """What a picture says to people: texts, names and descriptions of an SVG."""
    root = ElementTree.fromstring(text)
    tags = ("text", "title", "desc")
    return "\n".join(each.text or "" for each in root.iter() if each.tag.rpartition("}")[2] in tags)


def test_pictures_of_a_chinese_map_are_chinese():
    """Latin are the badges, basic types, and what the map quotes (technologies, topics)."""
    texts = [path.read_text("utf-8") for path in (CHECKOUT / "samples" / "shop-zh").glob("*.cml")]
    quoted = {word for text in texts for each in QUOTED.findall(text) for word in LATIN.findall(each)}
    allowed = {*ROLES, *BASIC_TYPES, *quoted}
    requests = [Request(model, (), CHINESE) for model in compile_paths([CHECKOUT / "samples" / "shop-zh"]).models]
    pictures = [each for request in requests for each in backends.load("svg").build(request)]
    assert len(pictures) > 50
    for each in pictures:
        assert set(LATIN.findall(said(each.text))) <= allowed, each.path


@pytest.mark.parametrize("backend", PICTURES)
def test_an_english_picture_has_nothing_chinese_and_the_other_way_round(backend: str):
    text = """
    ContextMap M { A [U] -> [D] B { sync { timeout = "2 s" } async { delivery = AT_LEAST_ONCE } } }
    BoundedContext A { type = BFF }  BoundedContext B
    """
    model = compile_text(text).model
    told = {each: drawn(backend, model, each) for each in LANGUAGES}
    assert not re.search("[\u4e00-\u9fff]", told["en"].partition("</style>")[2])
    assert "服务于前端的后端" in told["zh"]
    assert "backend for a frontend" in told["en"]
    assert "backend for a frontend" not in told["zh"]


def drawn(backend: str, model: Model, language: Language) -> str:
    request = Request(model, (), Configuration(diagrams=Diagrams(language=language)))
    return "".join(each.text for each in backends.load(backend).build(request))


def test_what_is_counted_is_said_as_one_says_it():
    assert words_in("en").counts(1, 3) == "1 context, 3 relationships"
    assert words_in("zh").counts(1, 3) == "1 个上下文，3 个关系"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_word_for_everything(language: Language):
    words, english = words_in(language), words_in("en")
    for field in msgspec.structs.fields(Words):
        said, meant = getattr(words, field.name), getattr(english, field.name)
        assert shape(said) == shape(meant), field.name
    assert tuple(words.roles) == ROLES
    assert set(words.marks) == set(get_args(MarkTone))
    assert set(words.sticky_notes) == set(get_args(NoteTone))


def shape(value: str | tuple[str, ...] | Mapping[str, str]) -> object:
    """What has to be alike in all languages: keys with their order, and how often the map is quoted."""
    if isinstance(value, Mapping):
        return [(key, shape(each)) for key, each in value.items()]
    if isinstance(value, tuple):
        return [shape(each) for each in value]
    assert value
    return value.count("{}")


def test_the_command_line_chooses_a_language(tmp_path: Path):
    sample = CHECKOUT / "samples" / "first-map.cml"
    for language, word in (("zh", "上游"), ("en", "upstream")):
        options = ["-o", str(tmp_path), "--only", "svg", "--isolated", "--language", language]
        assert CliRunner().invoke(main, ["build", str(sample), *options]).exit_code == 0
        assert f">{word}</text>" in (tmp_path / "maps" / "shop.svg").read_text("utf-8")


def test_the_command_line_chooses_the_width_at_which_diagrams_are_read(tmp_path: Path):
    sample = CHECKOUT / "samples" / "shop" / "to-be.cml"
    widths: list[float] = []
    for options in ((), ("--width", "900"), ("--width", "700")):
        build = ["build", str(sample), "-o", str(tmp_path), "--only", "svg", "--isolated", "--fail-on", "never"]
        assert CliRunner().invoke(main, [*build, *options]).exit_code == 0
        head = (tmp_path / "views" / "checkout.svg").read_text("utf-8").partition(">")[0]
        widths.append(float(head.partition(' width="')[2].partition('"')[0]))
    assert widths[0] > 1000
    assert widths[1] <= 900
    assert widths[2] <= 700


def test_findings_can_be_left_away():
    compilation = compile_text("ContextMap M { A [U] -> [D] B { sync } }  BoundedContext A  BoundedContext B")
    assert compilation.diagnostics
    assert scene_of(compilation.model, compilation.diagnostics).found
    assert not scene_of(compilation.model, compilation.diagnostics, Diagrams(findings=False)).found
