"""ctxmap from Python: what one finds with `dir` and `help`, and what it gives."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import ctxmap
from ctxmap import backends
from ctxmap.cli import main

MAP = """ContextMap Shop { contains Cart, Order  Cart [U] -> [D] Order }
BoundedContext Cart
BoundedContext Order
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("maps").mkdir()
    Path("maps/a.cml").write_text(MAP)
    return tmp_path


def test_all_that_there_is_can_be_found_and_explains_itself() -> None:
    assert {"compile", "build", "compile_text", "write", "Compilation"} <= set(dir(ctxmap))
    for name in ctxmap.__all__:
        assert getattr(ctxmap, name).__doc__
    assert all(
        name in (ctxmap.__doc__ or "") for name in ("ctxmap.compile(", "ctxmap.build(", "ctxmap.write(", ".diagnostics")
    )


def test_what_is_built_is_what_the_command_line_writes() -> None:
    Path("maps/b.cml").write_text(MAP.replace("Shop", "Warehouse"))
    CliRunner().invoke(main, ["build", "maps", "-o", "out"])
    written = {path.relative_to("out").as_posix(): path.read_bytes() for path in Path("out").rglob("*.*")}
    written = {path: data for path, data in written.items() if not path.startswith(".")}
    built = ctxmap.build(ctxmap.compile("maps"))
    assert {
        path: content.encode() if isinstance(content, str) else content for path, content in built.items()
    } == written
    assert {path.partition("/")[0] for path in built} == {"a", "b", "index.md", "index.html"}


def test_some_of_it_can_be_built_and_a_misspelling_is_told() -> None:
    assert set(ctxmap.build(ctxmap.compile("maps/a.cml"), "mermaid", "json")) >= {"model.json"}
    with pytest.raises(ValueError, match=r'no output is named "svgg"; choose from asyncapi'):
        ctxmap.build(ctxmap.compile("maps"), "svgg")
    assert "svg" in backends.names()


def test_a_notebook_shows_the_map() -> None:
    shown = ctxmap.compile("maps")._repr_svg_()  # pyright: ignore[reportPrivateUsage]
    assert shown == ctxmap.build(ctxmap.compile("maps"), "svg")["maps/shop.svg"]
    assert ctxmap.compile_text("BoundedContext A")._repr_svg_() is None  # pyright: ignore[reportPrivateUsage]
