"""The page above several models: `index.md` and `index.html`."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

import ctxmap
from ctxmap.cli import main

CHECKOUT = Path(__file__).parent.parent
AS_IS = "ContextMap Shop { state = AS_IS contains Cart, Order  Cart -> Order { sync } }"
TO_BE = "ContextMap Shop { state = TO_BE contains Cart, Payment  Cart -> Payment { async { } } }"
CONTEXTS = "".join(f'BoundedContext {name} {{ domainVisionStatement = "v" }}' for name in ("Cart", "Order", "Payment"))

TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "table", "tr", "th", "td", "a", "img", "code"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="ctxmap")


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


class Seen(HTMLParser):
    """The elements of a page, what its links and pictures lead to, and the words on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags = set[str]()
        self.targets: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets += [unquote(value or "") for name, value in attrs if name in ("href", "src")]
        assert {name for name, _ in attrs} <= {"href", "src", "alt", "lang", "charset", "http-equiv", "content", "name"}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_states_of_the_shop_stand_side_by_side() -> None:
    built = ctxmap.build(ctxmap.compile(CHECKOUT / "samples/shop"))
    markdown, page = str(built["index.md"]), Seen(str(built["index.html"]))
    for shown in ("as-is/maps/shop.svg", "to-be/maps/shop.svg"):
        assert f"]({shown})" in markdown
        assert shown in page.targets
    assert "## As-is and to-be: Online shop" in markdown
    assert "| [as-is](as-is/index.md) | as-is | 1 | 10 |" in markdown
    targets = re.findall(r"\]\(([^)]*)\)", markdown) + page.targets
    assert set(targets) <= set(built)


def test_states_of_one_folder_belong_together() -> None:
    for team in ("a", "b"):
        write(f"{team}/now.cml", AS_IS + CONTEXTS.replace("Order", f"Order{team}").replace("v", f"v{team}"))
        write(f"{team}/later.cml", TO_BE + CONTEXTS)
    page = str(ctxmap.build(ctxmap.compile("."), "markdown")["index.md"])
    pairs = re.findall(r"^\|  \| \[(.*?)\].*?\| \[(.*?)\]", page, re.MULTILINE)
    assert pairs == [("a/now", "a/later"), ("b/now", "b/later")]


def test_what_has_nothing_in_common_is_not_compared() -> None:
    write("a.cml", AS_IS.replace("Cart", "Bin").replace("Order", "Shelf") + CONTEXTS.replace("Cart", "Bin"))
    write("b.cml", "ContextMap Shop { state = TO_BE contains Cart }  BoundedContext Cart")
    assert "## As-is" not in str(ctxmap.build(ctxmap.compile("."), "markdown")["index.md"])


def test_a_single_model_has_none_and_other_outputs_have_none() -> None:
    write("a.cml", AS_IS + CONTEXTS)
    assert "index.html" not in ctxmap.build(ctxmap.compile("."))
    write("b.cml", TO_BE + CONTEXTS)
    assert not any("/" not in path for path in ctxmap.build(ctxmap.compile("."), "json", "svg"))


def test_names_are_no_markup() -> None:
    title = "<img src=x onerror=alert(1)> | ![a](b) & `c` </script>"
    for state, name in (("AS_IS", "<b>1"), ("TO_BE", 'b"1 [x](y)')):
        head = f'ContextMap Shop {{ displayName = "{title}" state = {state} contains Cart, {state} }}'
        write(f"{name}.cml", f"{head} BoundedContext Cart BoundedContext {state}")
    built = ctxmap.build(ctxmap.compile("."), "svg", "html", "markdown")
    page = Seen(str(built["index.html"]))
    assert page.tags <= TAGS
    assert title in page.words
    assert set(page.targets) <= set(built)
    assert "<img" not in str(built["index.md"])


def test_a_folder_with_the_files_of_another_map_is_pointed_out() -> None:
    write("shop.cml", AS_IS + CONTEXTS)
    write("team/shop.cml", TO_BE + CONTEXTS)
    write(".git/HEAD", "")
    assert run("build", "shop.cml", "-o", "out").stderr.count("another map") == 0
    assert run("build", "./shop.cml", "-o", "out").stderr.count("another map") == 0
    told = 'warning: "out" had the files of another map; give each map its own folder with -o\n'
    assert run("build", "team", "-o", "out").stderr.endswith(told)
    assert run("build", "team/shop.cml", "-o", "out").stderr.count("another map") == 0
    assert run("build", ".", "-o", "out").stderr.count("another map") == 0
