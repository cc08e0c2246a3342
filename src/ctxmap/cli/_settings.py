"""The settings of a command: its paths, the configuration that governs each, and the options that override it.

`overriding` makes an option for a key of the configuration; a command receives everything as its `Settings`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from ctxmap.cli._projects import ConfigurationError, Configurations, Nearest, Project, divided
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import quoted, show
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Finding
from ctxmap.plugins import NONE, Plugins, list_all
from ctxmap.text.files import STANDARD_INPUT, Disk, Files, NamedInput

if TYPE_CHECKING:
    from ctxmap.configfile.read import ConfigFile

_GIVEN = "ctxmap.given"


class Settings:
    """What a command works with: `named` are the paths on the command line, `given` the values that it sets, by key.

    `stdin` is standard input with the name of a file, if it has one.
    """

    def __init__(
        self, named: tuple[str, ...], given: Mapping[str, Any], configurations: Configurations, stdin_filename: str = ""
    ) -> None:
        self.named = named
        self.given = given
        self.stdin = NamedInput(stdin_filename, Disk()) if stdin_filename else None
        self._stdin_filename = stdin_filename
        self._configurations = configurations

    @cached_property
    def projects(self) -> Sequence[Project]:
        """The projects of the named paths, or else of the sources in the configuration of the current folder.

        Raises `ClickException` for a mistake in a configuration, and without anything to read.
        """
        return self.projects_of(self.named) if self.named else self._projects_of_sources()

    def projects_of(self, paths: Sequence[str], files: Files | None = None) -> Sequence[Project]:
        """The projects of some paths, on the disk or in `files`; raises `ClickException` for a bad configuration."""
        return self._projects(paths, self._configurations.of, files)

    def here(self) -> Project:
        """What the configuration of the current folder says, without any paths."""
        file = self._configurations.of("")
        return self._with_options(Project((), Disk(), file, file.configuration if file else DEFAULT))

    def _projects_of_sources(self) -> Sequence[Project]:
        here = self._configurations.of("")
        paths = _sources(here)
        return self._projects(
            paths, partial(_unless_farther, here, self._configurations.of) if here else lambda _: None
        )

    def _projects(self, paths: Sequence[str], nearest: Nearest, given: Files | None = None) -> Sequence[Project]:
        read = [self._stdin_filename or path if path == STANDARD_INPUT else path for path in paths]
        files = given or (self.stdin if self.stdin and STANDARD_INPUT in paths else Disk())
        projects = tuple(map(self._with_options, divided(read, files, nearest)))
        _refuse_unknown_rules(self.given, projects)
        return projects

    def _with_options(self, project: Project) -> Project:
        return replace(project, configuration=_instead(project.configuration, self.given))


def overriding(*names: str, key: str, read: Callable[[str], Any] = str, **options: Any) -> Callable[[Any], Any]:
    """An option that overrides a key of the configuration, such as `output.folder`."""

    def give(ctx: click.Context, _option: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.meta.setdefault(_GIVEN, {})[key] = read(value)

    return click.option(*names, expose_value=False, callback=give, **options)


PATH = click.Path(exists=True, allow_dash=True)
"""A file, a folder, or standard input."""
isolated_option = click.option("--isolated", is_flag=True, help="Use no configuration file, and no plug-ins.")


def with_settings(
    command: Callable[..., int], *, runs_plugins: bool = False, path: click.Path = PATH
) -> Callable[..., int]:
    """Let a command take `PATH…` and options for the configuration; it is given its `Settings`.

    Code of plug-ins is run only for commands that say so, and then standard error says whose.
    """

    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=path)
    @click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Use this configuration file for all paths.",
    )
    @isolated_option
    @click.option(
        "--stdin-filename",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Read - as if it were this file: for its configuration, its imports and its name in reports.",
    )
    @click.pass_context
    @wraps(command)
    def run(
        ctx: click.Context,
        paths: tuple[str, ...],
        config: str | None,
        isolated: bool,
        stdin_filename: str | None,
        **others: Any,
    ) -> int:
        if config and isolated:
            raise click.UsageError("--config can't be used with --isolated", ctx)
        if stdin_filename and STANDARD_INPUT not in paths:
            raise click.UsageError("--stdin-filename needs standard input: name - as a path", ctx)
        configurations = Configurations(config, isolated=isolated, runs_plugins=runs_plugins)
        settings = Settings(paths, ctx.meta.get(_GIVEN, {}), configurations, stdin_filename or "")
        if runs_plugins:
            _show_plugins(settings.projects)
        return command(settings=settings, **others)

    return run


def plugins_here(*, isolated: bool = False) -> Plugins:
    """The pages of the plug-ins that are configured for the current folder; none of their code is run."""
    return plugins_of(Configurations(isolated=isolated).of(""))


def plugins_of(file: ConfigFile | None) -> Plugins:
    """The pages of the plug-ins that a configuration file names; none of their code is run."""
    return list_all(file.configuration.plugins) if file else NONE


def rule_names() -> tuple[str, ...]:
    """The names for the Tab key, with those of plug-ins; a wrong configuration is not reported here."""
    try:
        return (*rulebook.names(), *plugins_here().pages)
    except click.ClickException:
        return rulebook.names()


def _show_plugins(projects: Iterable[Project]) -> None:
    """Tell whose code is run, and where it was asked for."""
    told: dict[str, None] = {}
    for project in projects:
        for number, plugin in enumerate(project.configuration.plugins):
            if project.file:
                where = project.file.place(("plugins", number)).path
                told[f"running plug-in {quoted(os.path.basename(plugin))}, named in {quoted(where)}\n"] = None  # noqa: PTH119
    for line in told:
        show(line, err=True)


def _unless_farther(here: ConfigFile, nearest: Nearest, path: str) -> ConfigFile:
    """The file nearest to a source, unless the one that names the source is nearer to itself, as `../maps` may be."""
    file = nearest(path)
    return here if file is None or _folder(file) in _folder(here).parents else file


def _folder(file: ConfigFile) -> Path:
    return Path(os.path.abspath(file.source.path)).parent  # noqa: PTH100 — links are not followed


def _refuse_unknown_rules(given: Mapping[str, Any], projects: Iterable[Project]) -> None:
    named = [(option, name) for option in ("select", "ignore") for name in given.get(option, ())]
    if not named:
        return
    known = {*rulebook.names(), *(page for project in projects for page in plugins_of(project.file).pages)}
    for option, name in named:
        if name not in known:
            message = unknown("rule", name, sorted(known), otherwise="'ctxmap rules' lists all rules")
            raise click.BadParameter(message, param_hint=f"--{option}")


def _sources(file: ConfigFile | None) -> tuple[str, ...]:
    """The sources in the configuration; they have to exist."""
    sources = file.configuration.sources if file else ()
    if not file or not sources:
        place = f' to "{file.source.path}"' if file else " to ctxmap.toml"
        raise click.UsageError(f'no files to read: name files or folders, or add sources = ["maps"]{place}')
    missing = [number for number, path in enumerate(sources) if not os.path.exists(path)]  # noqa: PTH110
    if missing:
        findings = tuple(_missing(file, number) for number in missing)
        raise ConfigurationError(replace(file, findings=findings))
    return sources


def _missing(file: ConfigFile, number: int) -> Finding:
    message = f'"{file.configuration.sources[number]}" doesn\'t exist'
    return Finding(file.place(("sources", number)), message, "sources are relative to the configuration file")


def _instead(configuration: Configuration, given: Mapping[str, Any]) -> Configuration:
    """The configuration with the command line's values; a rule that it selects runs even if the file turns it off."""
    selected = given.get("select", ())
    return replace(
        configuration,
        baseline=given.get("baseline", configuration.baseline),
        fail_on=given.get("fail-on", configuration.fail_on),
        select=selected or configuration.select,
        ignore=(*(rule for rule in configuration.ignore if rule not in selected), *given.get("ignore", ())),
        rules={
            rule: replace(settings, severity=None) if rule in selected and settings.severity == "off" else settings
            for rule, settings in configuration.rules.items()
        },
        output=replace(configuration.output, **_below("output", given)),
        diagrams=replace(configuration.diagrams, **_below("diagrams", given)),
    )


def _below(section: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The given values of a section, by their keys in it."""
    return {key.removeprefix(f"{section}."): given[key] for key in given if key.startswith(f"{section}.")}
