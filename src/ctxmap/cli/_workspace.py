"""Compiles the projects of a command, prints their findings, and decides the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache

import click
import msgspec
from msgspec.structs import replace

from ctxmap import reports
from ctxmap.cli._projects import Project
from ctxmap.cli._terminal import number_of, show, use_color
from ctxmap.compiler import Compilation, PluginError, WorkspaceError, compile_files, joined
from ctxmap.findings.finding import Severity
from ctxmap.text.files import STANDARD_INPUT, Disk, Files


class Part(msgspec.Struct, frozen=True, eq=False):
    """A project and what compiling it gives."""

    project: Project
    compilation: Compilation


def compiled(projects: Sequence[Project], files: Files | None = None) -> Sequence[Part]:
    """Compile projects, from the disk or elsewhere; raises `ClickException` if there is nothing to compile."""
    common = _common_folder(projects) if len(projects) > 1 else ""
    try:
        parts = [Part(project, _compiled(project, files, common)) for project in projects]
    except (WorkspaceError, PluginError) as error:
        raise click.ClickException(str(error)) from error
    if not any(part.compilation.models for part in parts):
        places = ", ".join(f'"{path}"' for project in projects for path in project.paths)
        raise click.ClickException(f"no .cml file in {places}")
    for part in parts if not files else ():
        _warn_about_unused_selectors(part)
    return parts


def together(parts: Iterable[Part]) -> Compilation:
    """The compilations of all parts as one."""
    return joined([part.compilation for part in parts])


def _compiled(project: Project, files: Files | None, common: str) -> Compilation:
    return compile_files(
        project.paths, project.only_maps(files or project.files), project.configuration, names_from=common
    )


def _common_folder(projects: Iterable[Project]) -> str:
    """The folder that all paths are in, by which models are named whatever their configurations are."""
    paths = (os.path.abspath(path) for project in projects for path in project.paths if path != STANDARD_INPUT)  # noqa: PTH100
    folders = [path if Disk().is_folder(path) else os.path.dirname(path) for path in paths]  # noqa: PTH120
    try:
        return os.path.commonpath(folders)
    except ValueError:  # Windows: on several drives, or without a path
        return ""


UNREADABLE = frozenset({"syntax", "import-not-found"})
"""The rules of what hides a part of a map."""


def without_rules(project: Project) -> Project:
    """The project with no rule that runs: what can't be read is still found."""
    from ctxmap.rules import all_rules  # noqa: PLC0415 — only for commands that compare maps

    ignored = tuple(all_rules())
    configuration = replace(project.configuration, select=(), ignore=ignored, plugins=(), forbid=())
    return replace(project, configuration=configuration)


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
    c, color = compilation, use_color(err=err)
    text = render(reports.Findings(c.diagnostics, c.sources, color, c.pages, cache(_path_in_repository)))
    show(text.encode() if chosen.has_commands else text, err=err)


def _path_in_repository(path: str) -> str:
    from ctxmap.cli._repository import path_in_repository  # noqa: PLC0415 — only for reports to CI servers

    return path_in_repository(path)


def summary(compilation: Compilation, none: str = "no findings") -> str:
    """`2 errors, 1 warning in 3 files`, `no findings in 1 file`."""
    found = reports.counts(compilation.diagnostics)
    numbers = [number_of(number, str(severity)) for severity, number in found.items() if number]
    return f"{', '.join(numbers) or none} in {number_of(len(compilation.sources), 'file')}"


def _warn_about_unused_selectors(part: Part) -> None:
    """Warn about selectors in the configuration that match nothing, unless only a part of the sources was read."""
    project, file = part.project, part.project.file
    if not file or not project.configuration.forbid:
        return
    from ctxmap.configfile.idle import idle_selectors  # noqa: PLC0415 — only with [[forbid]]

    if project.paths == (file.configuration.sources or project.paths):
        reported = replace(file, findings=tuple(idle_selectors(file, part.compilation.models)))
        findings = reports.Findings(reported.diagnostics, reported.sources, use_color(err=True))
        show(reports.load("text").render(findings), err=True)
