"""`ctxmap fmt`: writes maps in the canonical format, or shows what would change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click
import msgspec

from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._terminal import number_of, show, use_color
from ctxmap.findings.finding import Finding, diagnose
from ctxmap.fixes.originals import FixedFile
from ctxmap.reports._characters import visible
from ctxmap.syntax.format.format import Lines, formatted
from ctxmap.text.files import SHOWN_STANDARD_INPUT, STANDARD_INPUT, Files, NamedInput
from ctxmap.text.source import Source
from ctxmap.workspace.decoding import decode, encode


class _Formatted(msgspec.Struct, frozen=True, eq=False):
    """A file before and after, and the syntax errors for which it is left unchanged."""

    file: FixedFile
    source: Source
    findings: tuple[Finding, ...]

    @property
    def is_changed(self) -> bool:
        return self.file.before != self.file.after


def _lines(_: click.Context, __: click.Parameter, value: str | None) -> Lines | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", value)
    lines = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 0 < lines[0] <= lines[1]:
        raise click.BadParameter(f'"{value}" is not a range of lines: write 10-20, or 10 for one line')
    return lines


@click.command()
@with_settings
@click.option("--check", "is_checked", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option(
    "--diff", "shows", is_flag=True, help="Write nothing; show the changes, and exit with 1 if there are any."
)
@click.option(
    "--range", "lines", callback=_lines, metavar="LINES", help="Format only members on these lines, such as 10-20."
)
def command(settings: Settings, is_checked: bool, shows: bool, lines: Lines | None) -> int:
    """Format maps: indentation, spaces, line breaks and blank lines.

    PATH is a .cml file, a folder, or - for standard input, which is formatted to standard output. Without PATH, ctxmap
    formats the sources in the configuration. Comments stay where they are, and nothing is reordered. Files with syntax
    errors are left unchanged.

    Exit codes: 0 formatted, 1 syntax errors (with --check or --diff: or changes), 2 could not run.
    """
    given = list(_given(settings))
    if lines and len(given) != 1:
        raise click.UsageError("--range needs a single file")
    done = [_formatted(path, files, lines) for path, files in given]
    if not done:
        paths = (path for project in settings.projects for path in project.paths)
        raise click.ClickException("no .cml file in " + ", ".join(f'"{path}"' for path in paths))
    changed = [each.file for each in done if each.is_changed]
    if not (is_checked or shows):
        _write(done, settings.stdin)
    elif shows and changed:
        from ctxmap.cli._apply_fixes import show_difference  # noqa: PLC0415 — only for who asks for it

        show_difference(changed)
    _show_findings(done)
    _show_summary(done, writes=not (is_checked or shows))
    has_errors = any(each.findings for each in done)
    return int(has_errors or bool(changed and (is_checked or shows)))


def _given(settings: Settings) -> Iterator[tuple[str, Files]]:
    """The files at the paths of all projects, each once, and where they are read from."""
    seen: set[str] = set()
    for project in settings.projects:
        files = project.only_maps(project.files)
        for path in project.paths:
            for file in _maps(path, files):
                if (identity := files.identity(file)) not in seen:
                    seen.add(identity)
                    yield file, files


def _maps(path: str, files: Files) -> Sequence[str]:
    try:
        return list(files.maps_below(path)) if files.is_folder(path) else (path,)
    except OSError as error:
        raise click.ClickException(f'the folder "{error.filename or path}" can\'t be read: {error.strerror}') from error


def _formatted(path: str, files: Files, lines: Lines | None) -> _Formatted:
    shown = SHOWN_STANDARD_INPUT if path == STANDARD_INPUT else path
    try:
        before = files.read(path)
    except OSError as error:
        raise click.ClickException(f'"{shown}" can\'t be read: {error.strerror}') from error
    source, findings = decode(shown, before)
    text = source.text
    if not findings:
        text, findings = formatted(source, lines)
    after = encode(text, before) if text != source.text else before
    return _Formatted(FixedFile(shown, before, after), source, findings)


def _write(done: Sequence[_Formatted], stdin: NamedInput | None) -> None:
    """Write the files, all or none, and standard input to standard output."""
    printed = [each.file for each in done if _is_input(each.file.path, stdin)]
    changed = [each.file for each in done if each.is_changed and not _is_input(each.file.path, stdin)]
    if changed:
        from ctxmap.cli._apply_fixes import replace_files  # noqa: PLC0415 — only where something changes

        replace_files(changed)
    for file in printed:
        show(file.after)


def _is_input(path: str, stdin: NamedInput | None) -> bool:
    return path == SHOWN_STANDARD_INPUT or (stdin is not None and stdin.is_it(path))


def _show_findings(done: Sequence[_Formatted]) -> None:
    """Report the syntax errors for which files are left unchanged."""
    findings = [finding for each in done for finding in each.findings]
    if findings:
        from ctxmap import reports  # noqa: PLC0415 — only for mistakes

        sources = {each.source.path: each.source for each in done}
        found = reports.Findings(diagnose(findings, sources), sources, use_color(err=True))
        show(reports.load("text").render(found) + "\n", err=True)


def _show_summary(done: Sequence[_Formatted], *, writes: bool) -> None:
    """`1 file formatted, 2 files already formatted`, to standard error."""
    verb = "" if writes else "would be "
    if not writes:
        for each in done:
            if each.is_changed:
                show(f"would format {visible(each.source.path)}\n", err=True)
    changed = sum(each.is_changed for each in done)
    broken = sum(bool(each.findings) for each in done)
    parts = [
        f"{number_of(changed, 'file')} {verb}formatted" if changed else "",
        f"{number_of(same, 'file')} already formatted" if (same := len(done) - changed - broken) else "",
        f"{number_of(broken, 'file')} with syntax errors left unchanged" if broken else "",
    ]
    show(", ".join(filter(None, parts)) + "\n", err=True)
