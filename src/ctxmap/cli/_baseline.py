"""The baseline: reads it, separates new findings from recorded ones, and writes it.

Imported only where a baseline is used.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Container, Iterable, Sequence
from errno import ENAMETOOLONG
from pathlib import Path

import click
from msgspec.structs import replace

from ctxmap.cli._projects import Project
from ctxmap.cli._staging import rewrite_files
from ctxmap.cli._terminal import number_of, quoted, show
from ctxmap.cli._workspace import Part, show_findings, together
from ctxmap.configuration import Configuration
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.findings.rulebook import names_of_comparisons
from ctxmap.plugins import load_all
from ctxmap.rules import all_rules
from ctxmap.text.files import read_regular_file
from ctxmap.workspace.baseline import BaselineError, Entry, can_be_known, compare, from_text, record, to_text
from ctxmap.workspace.levels import Levels

TakesPart = Callable[[str], bool]
"""Whether a rule, by its name, is one of the command: one baseline holds the findings of several commands."""
_FILE_NAME = "ctxmap-baseline.json"
_REFRESH = "run `ctxmap check --write-baseline` to rewrite it"


def compared(parts: Sequence[Part], takes_part: TakesPart) -> tuple[Sequence[Part], int, int]:
    """The parts with their new findings only, the number of recorded findings, and of recorded ones that are gone.

    `takes_part`: the findings of other rules are neither looked for nor gone. Raises `ClickException`
    if a baseline can't be read.
    """
    new, known, gone = list[Part](), 0, 0
    for name, some in _grouped(parts, lambda project: project.configuration.baseline):
        if not name:
            new += some
            continue
        file, diagnostics = Path(name), together(some).diagnostics
        comparison = compare(diagnostics, _read(file), _names(file))
        was_looked_for = _looked_for(some, file, takes_part)
        hidden = set(map(_apart_from_severity, diagnostics)) - set(map(_apart_from_severity, comparison.new))
        new += [_without(part, hidden) for part in some]
        known += comparison.known
        gone += sum(entry.count for entry in comparison.gone if was_looked_for(entry))
    return new, known, gone


def is_of_check(rule: str) -> bool:
    """Whether a rule judges one state of a map."""
    return rule not in names_of_comparisons()


def _grouped(parts: Iterable[Part], key_of: Callable[[Project], str]) -> Iterable[tuple[str, Sequence[Part]]]:
    """The parts whose projects share a baseline: a finding in a file that they share is recorded once."""
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(key_of(part.project), []).append(part)
    return groups.items()


def _without(part: Part, hidden: Container[Diagnostic]) -> Part:
    shown = tuple(each for each in part.compilation.diagnostics if _apart_from_severity(each) not in hidden)
    return replace(part, compilation=replace(part.compilation, diagnostics=shown))


def _apart_from_severity(diagnostic: Diagnostic) -> Diagnostic:
    """What is the same for a finding under two configurations."""
    return replace(diagnostic, severity=Severity.INFO)


def _looked_for(parts: Sequence[Part], file: Path, takes_part: TakesPart) -> Callable[[Entry], bool]:
    """Whether the run would have found an entry's findings: its rule ran, and its file was read or no longer exists."""
    name_of = _names(file)
    read = [(_levels(part.project.configuration), set(map(name_of, part.compilation.sources))) for part in parts]

    def was_looked_for(entry: Entry) -> bool:
        is_gone = _is_gone(file.parent / entry.file)
        return takes_part(entry.rule) and any(
            levels.is_run(entry.rule) and (is_gone or entry.file in names) for levels, names in read
        )

    return was_looked_for


def _is_gone(file: Path) -> bool:
    """Whether there is no such file, or can't be one: a name may be too long, or contain a NUL."""
    try:
        return not file.exists()
    except OSError as error:
        return error.errno == ENAMETOOLONG


def _levels(configuration: Configuration) -> Levels:
    known = (*all_rules().values(), *load_all(configuration.plugins).rules.values())
    return Levels(configuration, {rule.name for rule in known if rule.is_on_request})


def record_findings(parts: Sequence[Part], takes_part: TakesPart) -> int:
    """Write the baselines; gives the exit code. Raises `ClickException` if one can't be written.

    Entries for files that were not read, and of rules that did not run or don't take part, are kept.
    """
    compilation = together(parts)
    unreadable = tuple(each for each in compilation.diagnostics if not can_be_known(each))
    if unreadable:
        show_findings(replace(compilation, diagnostics=unreadable), "text")
        show("\nno baseline written: fix syntax errors first, since they hide other findings\n")
        return 1
    for name, some in _grouped(parts, _place):
        _record_in(Path(name), some, takes_part)
    return 0


def _record_in(file: Path, parts: Sequence[Part], takes_part: TakesPart) -> None:
    was_looked_for = _looked_for(parts, file, takes_part)
    kept = [entry for entry in _read_what_is_there(file) if not was_looked_for(entry)]
    entries = sorted((*record(together(parts).diagnostics, _names(file)), *kept))
    _write(file, to_text(entries).encode())
    is_configured = any(part.project.configuration.baseline for part in parts)
    hint = "" if is_configured else f'; add it to the configuration: baseline = "{file.name}"'
    show(f"wrote {number_of(sum(entry.count for entry in entries), 'finding')} to {quoted(file.as_posix())}{hint}\n")


def _place(project: Project) -> str:
    """The file of the baseline: the one that is named, or one beside the configuration or in the current folder."""
    if project.configuration.baseline:
        return project.configuration.baseline
    return Path(project.file.source.path).with_name(_FILE_NAME).as_posix() if project.file else _FILE_NAME


def _names(file: Path) -> Callable[[str], str]:
    """The form of paths in a baseline: relative to its folder, with `/`."""
    folder = (Path.cwd() / file.parent).as_posix()

    def name_of(path: str) -> str:
        return path if path.startswith("<") else posixpath.relpath((Path.cwd() / path).as_posix(), folder)

    return name_of


def _read(file: Path) -> tuple[Entry, ...]:
    try:
        return from_text(_bytes(file))
    except BaselineError as error:
        raise click.ClickException(f"{file.as_posix()}:{error.line}: {error}; {_REFRESH}") from error


def _bytes(file: Path) -> bytes:
    try:
        return read_regular_file(file)
    except FileNotFoundError as error:
        raise click.ClickException(
            f'the baseline "{file.as_posix()}" does not exist; run `ctxmap check --write-baseline` to write it'
        ) from error
    except OSError as error:
        raise click.ClickException(f'the baseline "{file.as_posix()}" can\'t be read: {error.strerror}') from error


def _read_what_is_there(file: Path) -> tuple[Entry, ...]:
    """The baseline before it is rewritten; a file that isn't a baseline is overwritten."""
    try:
        return from_text(_bytes(file)) if file.exists() else ()
    except BaselineError:
        return ()


def _write(file: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    try:
        rewrite_files({Path(os.path.realpath(file)): data})
    except OSError as error:
        raise click.ClickException(f'can\'t write "{file.as_posix()}": {error.strerror}') from error
