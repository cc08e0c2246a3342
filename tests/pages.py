"""Pages that are tests: runs the examples of a Markdown page and puts what they give into its place.

- A `cml` block is compiled. What ctxmap says of it stands in the `report` block behind it; without one it is clean.
  Questions that aren't the page's subject (findings of severity info of other rules) are left out: an example of ten
  lines has no room to answer them all.
- `cml NAME`, or any other kind of block with a name, is a file for the commands of the page.
- On the page of a rule, a `toml` block configures the examples behind it, up to the next one.
- In a `console` block, lines with `$ ` are commands, and what they print stands below them.
- What a `python` block prints stands in the `text` block behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import msgspec

from ctxmap.compiler import Compilation, compile_files
from ctxmap.configfile.read import read_configuration
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings.finding import Severity
from ctxmap.reports.text import render
from ctxmap.text.files import Disk, Unsaved

_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MADE = {"cml": "report", "python": "text"}
"""Which block holds what an example gives."""


class Block(msgspec.Struct, frozen=True):
    """A fenced block of a page: what stands behind its three backticks, its text, and its place in the page."""

    info: str
    text: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The first word of `info`."""
        return self.info.partition(" ")[0]


def run_page(page: str, folder: Path, about: str = "") -> str:
    """The page with everything that its examples give as it is now; commands run in `folder`.

    `about`: the rule that it is the page of.
    """
    written, at = "", 0
    for block, given in _with_what_it_gives(list(_blocks(page)), folder, about):
        written += f"{page[at : block.start]}```{block.info}\n{given}```"
        at = block.end
    return written + page[at:]


def compiled_examples(page: str) -> Iterator[Compilation]:
    """What each map of a rule's page compiles to."""
    configuration = DEFAULT
    for block in _blocks(page):
        if block.info == "toml":
            configuration = configured(block.text)
        elif block.info == "cml":
            yield _compiled(block.text, configuration)


def _blocks(page: str) -> Iterator[Block]:
    for fence in _FENCE.finditer(page):
        yield Block(fence[1], fence[2], fence.start(), fence.end())


def _with_what_it_gives(blocks: list[Block], folder: Path, about: str) -> Iterator[tuple[Block, str]]:
    """Each block, and the text that belongs into it; an example stands right before what it gives."""
    made = ""
    configuration = DEFAULT
    for block, following in zip_longest(blocks, blocks[1:]):
        if made and block.kind in _MADE.values():
            yield block, made
            made = ""
            continue
        yield block, _session(block.text, folder) if block.kind == "console" else block.text
        if about and block.info == "toml":
            configuration = configured(block.text)
        made = _example(block, folder, about, configuration)
        is_shown = following is not None and following.kind == _MADE.get(block.kind)
        assert is_shown == bool(made), f"the page shows something else than this gives:\n{block.text}\n{made}"


def configured(text: str) -> Configuration:
    """What a `ctxmap.toml` says that has no mistake."""
    file = read_configuration("ctxmap.toml", Unsaved({"ctxmap.toml": text}, Disk()))
    assert [diagnostic.message for diagnostic in file.diagnostics] == []
    return file.configuration


def _example(block: Block, folder: Path, about: str, configuration: Configuration) -> str:
    """What a block of `cml` or `python` gives; a file gives nothing."""
    if " " in block.info:
        file = folder / block.info.partition(" ")[2]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    elif block.kind == "python":
        return _run([sys.executable, "-c", block.text], folder)
    elif block.kind == "cml":
        compilation = _compiled(block.text, configuration)
        told = [d for d in compilation.diagnostics if d.severity > Severity.INFO or d.rule == about]
        return render(told, compilation.sources)
    return ""


def _compiled(text: str, configuration: Configuration) -> Compilation:
    return compile_files(["map.cml"], Unsaved({"map.cml": text}, Disk()), configuration)


def _session(text: str, folder: Path) -> str:
    commands = [line for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{_run(['bash', '-c', command[2:]], folder)}" for command in commands)


def _run(command: list[str], folder: Path) -> str:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": programs},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode < 2, run.stdout  # 1 is findings; more is a mistake, and nothing to show
    return run.stdout
