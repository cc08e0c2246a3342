"""The examples in the documents are run, and their diagrams are up to date."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import layout_stages
from conftest import Change
from ctxmap import backends, compile_paths
from ctxmap.backends import Request
from ctxmap.findings.finding import Severity
from pages import run_page

CHECKOUT = Path(__file__).parent.parent
DOCS = CHECKOUT / "docs"
PAGES = [*sorted(CHECKOUT.glob("*.md")), *sorted(DOCS.glob("*.md"))]
PICTURES = {
    "payment": ("samples/payment.cml", "maps/payments"),
    "shop-as-is": ("samples/shop/as-is.cml", "maps/shop"),
    "shop": ("samples/shop/to-be.cml", "maps/shop"),
    "ctxmap": ("docs/ctxmap.cml", "maps/ctxmap"),
    "migration": ("samples/migration.cml", "migration"),
}
"""The committed diagrams by name: the map of each, and its path among the outputs."""
_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)

Same = Callable[[Path, str], None]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_of_a_page(page: Path, fresh: Callable[[Path, Change], None], tmp_path: Path) -> None:
    fresh(page, lambda text: run_page(text, tmp_path))


@pytest.mark.parametrize("page", [*PAGES, *sorted(DOCS.glob("rules/*.md"))], ids=lambda page: page.stem)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", _FENCE.sub("", page.read_text("utf-8")))
    assert [link for link in links if not _leads_somewhere(page, link)] == []


def _leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target.read_text("utf-8"))


def _anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_fresh(name: str, same: Same) -> None:
    file, picture = PICTURES[name]
    compilation = compile_paths([CHECKOUT / file])
    request = Request(compilation.model, compilation.diagnostics)
    artifacts = {each.path: each.text for each in backends.load("svg").build(request)}
    same(DOCS / "images" / f"{name}.svg", artifacts[f"{picture}.svg"])


def test_the_stages_of_the_layout_are_fresh(same: Same) -> None:
    for name, text in layout_stages.stages():
        same(layout_stages.IMAGES / name, text)


@pytest.mark.parametrize("sample", ["payment.cml", "shop/to-be.cml", "shop-zh/to-be.cml"])
def test_what_is_fixed_is_clean(sample: str) -> None:
    compilation = compile_paths([CHECKOUT / "samples" / sample])
    assert [f"{d.line}: {d.message}" for d in compilation.diagnostics] == []


@pytest.mark.parametrize("sample", ["first-map.cml", "insurance/insurance.cml", "../docs/ctxmap.cml"])
def test_samples_have_no_error(sample: str) -> None:
    compilation = compile_paths([CHECKOUT / "samples" / sample])
    assert [d.message for d in compilation.diagnostics if d.severity is Severity.ERROR] == []


def test_both_shops_tell_the_same_story() -> None:
    """The Chinese shop has the findings of the English one."""
    english, chinese = (compile_paths([CHECKOUT / "samples" / name / "as-is.cml"]) for name in ("shop", "shop-zh"))
    assert [d.rule for d in english.diagnostics] == [d.rule for d in chinese.diagnostics]


def test_pages_show_the_samples() -> None:
    assert _text("samples/first-map.cml") in _text("README.md")
    assert _text("samples/payment.cml") in _text("docs/guide.md")


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_the_overviews_name_every_command(page: str) -> None:
    folder = CHECKOUT / "src" / "ctxmap" / "cli"
    commands = {file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")}
    text = _text(page)
    assert [command for command in sorted(commands) if not re.search(rf"`(ctxmap )?{command}\b", text)] == []


def test_the_contents_list_every_page() -> None:
    listed = set(re.findall(r"\]\(([\w./-]+)", _text("docs/README.md")))
    pages = {os.path.relpath(page, DOCS) for page in PAGES} | {"rules/index.md", "../editors/README.md"}
    assert pages - {"README.md"} == listed


def test_the_architecture_describes_every_folder() -> None:
    """ARCHITECTURE.md has a paragraph about each folder, and few modules are at the root of the package."""
    package = CHECKOUT / "src" / "ctxmap"
    folders = {file.parent.name for file in package.glob("*/__init__.py")}
    described = set(re.findall(r"`(\w+)/`", _text("ARCHITECTURE.md")))
    assert sorted(folders - described) == []
    assert len(list(package.glob("*.py"))) <= 6


def test_ctxmaps_own_map_is_true() -> None:
    """Downstream contexts of docs/ctxmap.cml import what is upstream of them."""
    folders = {"CommandLine": "cli"}
    model = compile_paths([DOCS / "ctxmap.cml"]).model
    ours = {
        context.name: folders.get(context.name, context.name.lower()) for context in model.contexts if context.is_ours
    }
    drawn = {
        (ours[r.downstream.context], ours[r.upstream.context])
        for r in model.relationships
        if r.upstream.context in ours
    }
    assert drawn - _imports() == set()


def _imports() -> set[tuple[str, str]]:
    """Which folder or module of ctxmap imports which, by name."""
    package = CHECKOUT / "src" / "ctxmap"
    pattern = re.compile(r"^ *from ctxmap(?:\.(\w+)[\w.]*)? import (.+)$", re.MULTILINE)
    return {
        (file.relative_to(package).parts[0].removesuffix(".py"), name)
        for file in package.rglob("*.py")
        for module, names in pattern.findall(file.read_text(encoding="utf-8"))
        for name in ([module] if module else re.findall(r"\w+", names))
    }


def _text(path: str) -> str:
    return (CHECKOUT / path).read_text(encoding="utf-8")
