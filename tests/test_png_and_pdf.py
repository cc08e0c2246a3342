"""PNG and PDF: every picture, as big as its SVG, the same bytes each time; and what is said without the extra."""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont

from ctxmap import backends, compile_paths, compile_text
from ctxmap.backends import Artifact, NotInstalledError, Request
from ctxmap.backends._glyphs import FOLDER
from ctxmap.cli import main
from ctxmap.configuration import Configuration, Diagrams
from ctxmap.drawing.text import Font
from ctxmap.drawing.text import width as width_of

CHECKOUT = Path(__file__).parent.parent
SAMPLES = {"en": CHECKOUT / "samples" / "first-map.cml", "zh": CHECKOUT / "samples" / "shop-zh" / "as-is.cml"}
KINDS = ("png", "pdf")


@pytest.fixture
def typst() -> None:
    pytest.importorskip("typst", reason='PNG and PDF need the extra "png"')


def made(kind: str, sample: str = "en", scale: int = 2) -> dict[str, bytes]:
    """What the backend makes, by path without the ending."""
    request = Request(compile_paths([SAMPLES[sample]]).model, (), Configuration(diagrams=Diagrams(scale=scale)))
    return {Path(each.path).with_suffix("").as_posix(): each.data for each in backends.load(kind).build(request)}


def sizes(sample: str) -> dict[str, tuple[float, float]]:
    """Width and height of the SVGs."""
    request = Request(compile_paths([SAMPLES[sample]]).model)
    texts = {each.path.removesuffix(".svg"): each.text for each in backends.load("svg").build(request)}
    found = {path: re.search(r'width="([\d.]+)" height="([\d.]+)"', text) for path, text in texts.items()}
    return {path: (float(each[1]), float(each[2])) for path, each in found.items() if each}


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_picture_is_a_png_of_its_size(sample: str, scale: int):
    drawings = made("png", sample, scale)
    expected = {path: (width * scale, height * scale) for path, (width, height) in sizes(sample).items()}
    assert {path: pixels(data) for path, data in drawings.items()} == {
        path: pytest.approx(size, abs=1) for path, size in expected.items()
    }


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height by the header (Portable Network Graphics, 11.2.2)."""
    assert png[:16] == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_picture_is_a_pdf_of_its_size(sample: str):
    """Three points for four pixels, on one page, without a date."""
    drawings = made("pdf", sample)
    assert drawings.keys() == sizes(sample).keys()
    for path, (width, height) in sizes(sample).items():
        (box,) = re.findall(rb"/MediaBox\s?\[0 0 ([\d.]+) ([\d.]+)\]", drawings[path])
        assert [float(each) for each in box] == pytest.approx([width * 0.75, height * 0.75], abs=1)
        assert b"/CreationDate" not in drawings[path]
        assert b"/FontFile" in drawings[path]


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_map_gives_the_same_bytes(kind: str):
    assert made(kind) == made(kind)


@pytest.mark.usefixtures("typst")
@pytest.mark.parametrize("kind", KINDS)
def test_no_name_means_anything_to_the_typesetter(kind: str):
    name = '#panic(1) $x$ \\" ]]> & <b> `'
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    model = compile_text(f'ContextMap {{ contains A }} BoundedContext A {{ displayName = "{escaped}" }}').model
    assert len(list(backends.load(kind).build(Request(model)))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_extra_it_is_said_what_to_install(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    run = CliRunner().invoke(main, ["build", str(SAMPLES["en"]), "-o", str(tmp_path / "out"), "--only", f"svg,{kind}"])
    assert run.exit_code == 2
    message = f'"{kind}" needs something that is not installed: pip install "ctxmap-cml[png]"'
    assert run.stderr.splitlines()[-1] == f"Error: {message}"
    assert not (tmp_path / "out").exists()
    with pytest.raises(NotInstalledError):
        list(backends.load(kind).build(Request(compile_text("ContextMap { contains A } BoundedContext A").model)))


@pytest.mark.usefixtures("typst")
def test_bytes_are_written_compared_and_printed(tmp_path: Path):
    out = tmp_path / "out"
    options = ["build", str(SAMPLES["en"]), "--only", "pdf"]
    assert CliRunner().invoke(main, [*options, "-o", str(out)]).exit_code == 0
    files = list(out.rglob("*.pdf"))
    assert {path.relative_to(out).with_suffix("").as_posix(): path.read_bytes() for path in files} == made("pdf")
    assert CliRunner().invoke(main, [*options, "-o", str(out), "--check"]).exit_code == 0
    files[0].write_bytes(b"%PDF-1.7\n\xff")
    run = CliRunner().invoke(main, [*options, "-o", str(out), "--check"])
    assert run.exit_code == 1
    assert f"out of date: {files[0]}\n" in run.stdout


@pytest.mark.usefixtures("typst")
def test_latin_texts_are_set_in_our_own_font_alone():
    for data in made("pdf").values():
        fonts = set(re.findall(rb"/BaseFont\s?/[A-Z]+\+([^\s/]+)", data))
        assert fonts
        assert fonts <= {b"CtxmapSans-Regular", b"CtxmapSans-Bold"}


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_our_own_font_is_as_wide_as_texts_are_measured(style: str):
    font = TTFont(str(FOLDER / f"CtxmapSans-{style}.ttf"))
    advances = font["hmtx"].metrics
    one_em = Font(font["head"].unitsPerEm, bold=style == "Bold")
    for code, glyph in (font.getBestCmap() or {}).items():
        if chr(code).isalnum() and chr(code).isascii():
            assert width_of(chr(code), one_em) == pytest.approx(advances[glyph][0], rel=0.02), chr(code)


@pytest.mark.usefixtures("typst")
def test_characters_without_a_font_are_named(tmp_path: Path):
    source = tmp_path / "shop.cml"
    source.write_text('ContextMap { contains A } BoundedContext A { displayName = "A \ue123" }', "utf-8")
    out = tmp_path / "out"
    run = CliRunner().invoke(main, ["build", str(source), "--only", "png", "-o", str(out), "--fail-on", "never"])
    assert run.exit_code == 0
    message = "no installed font has \ue123, so boxes stand for them; for Chinese, install Noto Sans CJK"
    assert [line for line in run.stderr.splitlines() if "warning:" in line] == [f"warning: png: {message}"]


def test_a_picture_in_pixels_is_no_text():
    with pytest.raises(TypeError, match="not a text"):
        _ = Artifact("a.png", b"\x89PNG").text
