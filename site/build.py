"""Builds the site of the documentation into `build/site`: `make site`.

The pages keep their places relative to each other, so the links that work in the repository work on the site. The
navigation is the contents of `docs/README.md`, and below *Rules* each group with its rules. A dead link, a missing
anchor, a page outside the navigation and a map with errors fail the build.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

import yaml

CHECKOUT = Path(__file__).parent.parent
CONFIG = CHECKOUT / "build" / "mkdocs.yml"
PAGES = CHECKOUT / "build" / "site-pages"
FOLDERS = ("docs", "editors", "samples")
_LINK = re.compile(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)")
_GROUP = re.compile(r"^\*\*(.+)\*\*$", re.MULTILINE)
_IMPORT = re.compile(r'^import "(?:\./)?(.+)"$', re.MULTILINE)
_API = """# Python API

The names below are what [the promise of versions](docs/versions.md#what-is-promised) covers. [From
Python](README.md#from-python) has an example.

::: ctxmap.compiler.compile_paths
::: ctxmap.compiler.compile_text
::: ctxmap.compiler.build
::: ctxmap.writer.write
::: ctxmap.compiler.Compilation
    options:
      members: [model]
::: ctxmap.findings.finding.Diagnostic
::: ctxmap.model.elements.Model
::: ctxmap.rules.rule
::: ctxmap.rules.finding
"""


def main() -> int:
    """Collect the pages and build; the exit code is 1 if MkDocs warned of anything."""
    collect()
    settings = {"INHERIT": "../site/mkdocs.yml", "nav": list(navigation())}
    CONFIG.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(CONFIG)]
    return subprocess.run(command, cwd=CHECKOUT, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}).returncode


def collect() -> None:
    """Copy all pages, and the files that they show, to where MkDocs reads them."""
    shutil.rmtree(PAGES, ignore_errors=True)
    for folder in FOLDERS:
        shutil.copytree(CHECKOUT / folder, PAGES / folder, ignore=shutil.ignore_patterns("templates", "style.md~"))
    for file in (*CHECKOUT.glob("*.md"), CHECKOUT / "LICENSE"):
        shutil.copy(file, PAGES)
    shutil.copy(Path(__file__).with_name("extra.css"), PAGES)
    (PAGES / "python-api.md").write_text(_API, "utf-8")
    for sample in _samples():
        _sample_page(sample).write_text("\n".join(_sample(sample)), "utf-8")


def _samples() -> list[Path]:
    """The files and folders of samples."""
    return sorted(path for path in (CHECKOUT / "samples").iterdir() if path.is_dir() or path.suffix == ".cml")


def _sample_page(sample: Path) -> Path:
    page = PAGES / sample.relative_to(CHECKOUT)
    return page / "README.md" if sample.is_dir() else page.with_suffix(".md")


def _sample(sample: Path) -> Iterator[str]:
    """The page of a sample: the diagram of each map in it, and the texts."""
    files = sorted(sample.glob("*.cml")) if sample.is_dir() else [sample]
    texts = {file: file.read_text("utf-8") for file in files}
    imported = {name for text in texts.values() for name in _IMPORT.findall(text)}
    yield f"# {sample.stem.replace('-', ' ').capitalize()}\n"
    for file, text in texts.items():
        name = file.relative_to(CHECKOUT).as_posix()
        if len(files) > 1:
            yield f"## {file.name}\n"
        if file.name not in imported:
            yield f'```ctxmap file="{name}"\n```\n'
        yield f'```cml title="{name}"\n{text}```\n'


def navigation() -> Iterator[dict[str, Any]]:
    """The tabs of the site, from the contents of the documentation."""
    contents = (CHECKOUT / "docs" / "README.md").read_text("utf-8")
    yield {"ctxmap": "README.md"}
    _, *groups = _GROUP.split(contents)
    listed = {"README.md", "docs/README.md"}
    for title, text in zip(groups[::2], groups[1::2], strict=True):
        pages: list[Any] = []
        for link in dict.fromkeys(normpath(f"docs/{each}") for each in _LINK.findall(text)):
            if link not in listed:
                listed.add(link)
                pages.append({"Rules": ["docs/rules/index.md", *_rules()]} if link == "docs/rules/index.md" else link)
                pages += _beside(link, listed)
        if title == "Begin":
            pages.insert(0, "docs/README.md")
        if title == "In a team":
            pages.append("python-api.md")
        yield {title: pages}
    yield {"Samples": [_sample_page(sample).relative_to(PAGES).as_posix() for sample in _samples()]}


def _beside(page: str, listed: set[str]) -> list[str]:
    """The pages in the folders of a page's own folder: those of the single editors."""
    folder = PurePosixPath(page).parent
    if folder.as_posix() in ("docs", "."):
        return []
    found = sorted(path.relative_to(PAGES).as_posix() for path in (PAGES / folder).glob("*/README.md"))
    listed.update(found)
    return found


def _rules() -> Iterator[dict[str, list[str]]]:
    from ctxmap.findings import rulebook  # noqa: PLC0415

    ordered = sorted(rulebook.pages(), key=lambda page: (page.group, page.name))
    for group, pages in groupby(ordered, key=lambda page: page.group):
        yield {group: [f"docs/rules/{page.name}.md" for page in pages]}


if __name__ == "__main__":
    sys.exit(main())
