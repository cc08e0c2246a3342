"""Compiles the workspace, prints its findings, and decides the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from ctxmap import reports
from ctxmap.cli._settings import Settings
from ctxmap.cli._terminal import number_of, show, use_color
from ctxmap.compiler import Compilation, PluginError, WorkspaceError, compile_files
from ctxmap.findings.finding import Severity
from ctxmap.text.files import Disk, Files

if TYPE_CHECKING:
    from ctxmap.configfile.read import ConfigFile


def compiled(settings: Settings, files: Files | None = None) -> Compilation:
    """Compile the workspace, from the disk or elsewhere; raises `ClickException` if there is nothing to compile."""
    try:
        compilation = compile_files(settings.paths, files or Disk(), settings.configuration)
    except (WorkspaceError, PluginError) as error:
        raise click.ClickException(str(error)) from error
    if not compilation.models:
        places = ", ".join(f'"{path}"' for path in settings.paths)
        raise click.ClickException(f"no .cml file in {places}")
    if settings.file and settings.configuration.forbid and not files:
        _warn_about_unused_selectors(settings, settings.file, compilation)
    return compilation


def at_least(compilation: Compilation, level: Severity) -> Compilation:
    """The compilation without the findings below a severity."""
    return replace(compilation, diagnostics=tuple(each for each in compilation.diagnostics if each.severity >= level))


def show_findings(compilation: Compilation, report: str, *, counted: bool = False, err: bool = False) -> None:
    """Print the findings, or their numbers for each rule, in a report format."""
    chosen = reports.load(report)
    render = chosen.render_statistics if counted else chosen.render
    if not render:
        counting = ", ".join(name for name in reports.names() if reports.load(name).render_statistics)
        raise click.UsageError(f"--statistics can't be used with --format {report}; choose from {counting}")
    color = use_color(err=err)
    show(render(reports.Findings(compilation.diagnostics, compilation.sources, color, compilation.pages)), err=err)


def summary(compilation: Compilation, none: str = "no findings") -> str:
    """`2 errors, 1 warning in 3 files`, `no findings in 1 file`."""
    found = reports.counts(compilation.diagnostics)
    numbers = [number_of(number, str(severity)) for severity, number in found.items() if number]
    return f"{', '.join(numbers) or none} in {number_of(len(compilation.sources), 'file')}"


def finds(compilation: Compilation, threshold: Severity | None) -> bool:
    """Whether there are findings at or above the threshold; None is above all severities."""
    return threshold is not None and any(found.severity >= threshold for found in compilation.diagnostics)


def _warn_about_unused_selectors(settings: Settings, file: ConfigFile, compilation: Compilation) -> None:
    """Warn about selectors in the configuration that match nothing, unless only a part of the sources was read."""
    from ctxmap.configfile.idle import idle_selectors  # noqa: PLC0415 — only with [[forbid]]

    if settings.paths == (file.configuration.sources or settings.paths):
        reported = replace(file, findings=tuple(idle_selectors(file, compilation.models)))
        findings = reports.Findings(reported.diagnostics, {file.source.path: file.source}, use_color(err=True))
        show(reports.load("text").render(findings), err=True)
