"""Pages that are tests: runs the examples of a Markdown page, and writes what they print below them.

- A `cml` block is compiled. Its findings are in the `report` block below it; without findings there is none.
  Findings of severity info are left out, apart from those of the rule that the page is about: an example of ten lines
  can't answer every question.
- `cml before` and `cml after` are two versions of a map; the `report` block below the second has what breaks consumers.
- `cml map` is compared with the last block `yaml openapi`, `yaml asyncapi` or `json traffic`, and these with the last
  map; the `report` block below the second has where they differ.
- `cml NAME`, or any other kind of block with a name, is a file for the commands of the page.
- On the page of a rule, a `toml` block configures the examples below it, up to the next one.
- In a `console` block, lines that begin with `$ ` are commands, and the lines below them are their output.
- The output of a `python` block is in the `text` block below it.
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

from ctxmap import drift, reports
from ctxmap.cli._breaking import breaking_changes
from ctxmap.cli._evidence import Reading, findings_of
from ctxmap.compiler import Compilation, compile_files
from ctxmap.configfile.read import read_configuration
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings.finding import Severity
from ctxmap.reports.text import in_full
from ctxmap.text.files import Disk, Unsaved

_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EVIDENCE = {"yaml openapi": "openapi", "yaml asyncapi": "asyncapi", "json traffic": "traffic"}
_OUTPUT_OF = {
    "cml": "report",
    "cml after": "report",
    "cml map": "report",
    **dict.fromkeys(_EVIDENCE, "report"),
    "python": "text",
}
"""Which kind of block holds the output of an example."""


class Block(msgspec.Struct, frozen=True):
    """A fenced block of a page: the words behind its three backticks, its text, and its position in the page."""

    info: str
    text: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The first word of `info`."""
        return self.info.partition(" ")[0]


def run_page(page: str, folder: Path, about: str = "") -> str:
    """The page with the current output of its examples; commands run in `folder`, `about` is the page's rule.

    An output block that is missing is inserted, and one whose example has no output any more is removed.
    """
    blocks = list(_blocks(page))
    configuration = DEFAULT
    written, at, shown, before, mapped = "", 0, None, "", ""
    evidence: tuple[str, str] = "", ""
    for block, following in zip_longest(blocks, blocks[1:]):
        if block is shown:
            continue
        text = _session(block.text, folder) if block.kind == "console" else block.text
        written += page[at : block.start] + _fence(block.info, text)
        at = block.end
        if about and block.info == "toml":
            configuration = configured(block.text)
        before = block.text if block.info == "cml before" else before
        kind = _OUTPUT_OF.get(block.info, "")
        shown = following if following and kind and following.kind == kind else None
        between = page[at : shown.start] if shown else "\n\n"
        changed = breaking_in(before, block.text, configuration) if block.info == "cml after" else None
        mapped = block.text if block.info == "cml map" else mapped
        evidence = (_EVIDENCE[block.info], block.text) if block.info in _EVIDENCE else evidence
        if mapped and evidence[0] and (block.info == "cml map" or block.info in _EVIDENCE):
            changed = drift_in(mapped, *evidence, configuration)
        output = _told(changed, about) if changed else _output(block, folder, about, configuration)
        written += between + _fence(kind, output) if output else between.rstrip()
        at = shown.end if shown else at
    return written + page[at:]


def compiled_examples(page: str) -> Iterator[Compilation]:
    """The compilation of each map on a rule's page."""
    configuration = DEFAULT
    for block in _blocks(page):
        if block.info == "toml":
            configuration = configured(block.text)
        elif block.info == "cml":
            yield _compiled(block.text, configuration)


def _blocks(page: str) -> Iterator[Block]:
    for fence in _FENCE.finditer(page):
        yield Block(fence[1], fence[2], fence.start(), fence.end())


def _fence(info: str, text: str) -> str:
    return f"```{info}\n{text}```"


def configured(text: str) -> Configuration:
    """The configuration in a `ctxmap.toml` without mistakes."""
    file = read_configuration("ctxmap.toml", Unsaved({"ctxmap.toml": text}, Disk()))
    assert [diagnostic.message for diagnostic in file.diagnostics] == []
    return file.configuration


def _output(block: Block, folder: Path, about: str, configuration: Configuration) -> str:
    """The output of a block of `cml` or `python`; a file has none, and is written."""
    if block.info in ("cml before", "cml map", *_EVIDENCE):
        return ""
    if " " in block.info:
        file = folder / block.info.partition(" ")[2]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
    elif block.kind == "python":
        return _run([sys.executable, "-c", block.text], folder)
    elif block.kind == "cml":
        compilation = _compiled(block.text, configuration)
        return _told(reports.Findings(compilation.diagnostics, compilation.sources), about)
    return ""


def _told(findings: reports.Findings, about: str) -> str:
    found = [d for d in findings.diagnostics if d.severity > Severity.INFO or d.rule == about]
    return in_full(reports.Findings(found, findings.sources))


def breaking_in(before: str, after: str, configuration: Configuration = DEFAULT, today: str = "") -> reports.Findings:
    """What breaks consumers between two versions of a map that have no syntax errors."""
    old, new = _compiled(before, configuration), _compiled(after, configuration)
    assert [d.message for each in (old, new) for d in each.diagnostics if d.rule in ("syntax", "malformed-value")] == []
    found = breaking_changes([(old.model, new.model)], new, configuration, today=today)
    return reports.Findings([diagnostic for diagnostic, _ in found], new.sources)


def drift_in(text: str, kind: str, contract: str, configuration: Configuration = DEFAULT) -> reports.Findings:
    """Where a map without syntax errors differs from a document (`openapi`, `asyncapi`) or `traffic`."""
    compilation = _compiled(text, configuration)
    assert [d.message for d in compilation.diagnostics if d.rule in ("syntax", "malformed-value")] == []
    verification, defaults = configuration.verify, configuration.contracts
    evidence = drift.Evidence(compilation.model, verification=verification, defaults=defaults)
    name = f"{kind}.{'json' if kind == 'traffic' else 'yaml'}"
    reading = Reading(Unsaved({name: contract}, Disk()))
    {"openapi": reading.add_openapi, "asyncapi": reading.add_asyncapi, "traffic": reading.add_traffic}[kind](
        evidence, [name]
    )
    diagnostics = findings_of(evidence, reading, compilation, configuration)
    return reports.Findings(diagnostics, {**compilation.sources, **reading.sources})


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
    assert run.returncode < 2, run.stdout  # 1 is findings; 2 is a mistake in the page
    return run.stdout
