"""The settings of a command: its configuration file, the options that override it, and the paths to read.

`overriding` makes an option for a key of the configuration; a command receives everything as its `Settings`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
import msgspec
from msgspec.structs import replace

from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import number_of, show, use_color
from ctxmap.configfile import find
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Finding, Severity
from ctxmap.plugins import NONE, Plugins, list_all
from ctxmap.text.files import Disk

if TYPE_CHECKING:
    from ctxmap.configfile.read import ConfigFile

_GIVEN = "ctxmap.given"


class Settings(msgspec.Struct, frozen=True, eq=False):
    """The effective configuration and its origin.

    `named` are the paths on the command line, `file` is the configuration file, and `given` are the values on the
    command line that override it, by their keys.
    """

    configuration: Configuration
    named: tuple[str, ...]
    file: ConfigFile | None
    given: Mapping[str, Any]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths to read, from the command line or else the configuration; raises `ClickException` without any."""
        return self.named or _sources(self.file)

    @property
    def fail_on(self) -> Severity | None:
        """The lowest severity that makes commands fail; None for none."""
        fail_on = self.configuration.fail_on
        return None if fail_on == "never" else Severity[fail_on.upper()]


class ConfigurationError(click.ClickException):
    """All mistakes in a configuration file."""

    def __init__(self, file: ConfigFile) -> None:
        super().__init__("")
        self._file = file

    def show(self, file: Any = None) -> None:
        """Print them like findings, to standard error."""
        from ctxmap import reports  # noqa: PLC0415 — only for mistakes

        source = self._file.source
        findings = reports.Findings(self._file.diagnostics, {source.path: source}, use_color(err=True))
        show(reports.load("text").render(findings), err=True)
        number = number_of(len(self._file.diagnostics), "mistake")
        show(f'\n{number} in the configuration file "{source.path}"\n', err=True)


def overriding(*names: str, key: str, read: Callable[[str], Any] = str, **options: Any) -> Callable[[Any], Any]:
    """An option that overrides a key of the configuration, such as `output.folder`."""

    def give(ctx: click.Context, _option: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.meta.setdefault(_GIVEN, {})[key] = read(value)

    return click.option(*names, expose_value=False, callback=give, **options)


def with_settings(command: Callable[..., int], *, runs_plugins: bool = False) -> Callable[..., int]:
    """Let a command take `PATH…` and options for the configuration; it is given its `Settings`.

    Code of plug-ins is run only for commands that say so, and then standard error says whose.
    """

    @click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, allow_dash=True))
    @click.option(
        "--config", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Use this configuration file."
    )
    @click.option("--isolated", is_flag=True, help="Use no configuration file.")
    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, paths: tuple[str, ...], config: str | None, isolated: bool, **others: Any) -> int:
        if config and isolated:
            raise click.UsageError("--config can't be used with --isolated", ctx)
        file = None if isolated else _file(config, paths[0] if paths else "", runs_plugins=runs_plugins)
        given: Mapping[str, Any] = ctx.meta.get(_GIVEN, {})
        configuration = _instead(file.configuration if file else DEFAULT, given)
        _refuse_unknown_rules(given, file)
        if file and runs_plugins:
            for plugin in configuration.plugins:
                show(f'running plug-in "{plugin}", named in "{file.source.path}"\n', err=True)
        return command(settings=Settings(configuration, paths, file, given), **others)

    return run


def plugins_here() -> Plugins:
    """The pages of the plug-ins that are configured for the current folder; none of their code is run."""
    return plugins_of(_file(None, ""))


def plugins_of(file: ConfigFile | None) -> Plugins:
    """The pages of the plug-ins that a configuration file names; none of their code is run."""
    return list_all(file.configuration.plugins, os.path.dirname(file.source.path)) if file else NONE  # noqa: PTH120


def rule_names() -> tuple[str, ...]:
    """The names for the Tab key, with those of plug-ins; a wrong configuration is not reported here."""
    try:
        return (*rulebook.names(), *plugins_here().pages)
    except click.ClickException:
        return rulebook.names()


def _refuse_unknown_rules(given: Mapping[str, Any], file: ConfigFile | None) -> None:
    named = [(option, name) for option in ("select", "ignore") for name in given.get(option, ())]
    known = (*rulebook.names(), *plugins_of(file).pages) if named else ()
    for option, name in named:
        if name not in known:
            message = unknown("rule", name, known, otherwise="'ctxmap rules' lists all rules")
            raise click.BadParameter(message, param_hint=f"--{option}")


def _file(named: str | None, path: str, *, runs_plugins: bool = False) -> ConfigFile | None:
    """The configuration file that is named, or found from a path upwards, without a mistake in it."""
    if not named and next(find.candidates(path, Disk()), None) is None:
        return None
    from ctxmap.configfile import read  # noqa: PLC0415 — only with a configuration file

    try:
        if named:
            file = read.read_configuration(named, Disk(), runs_plugins=runs_plugins)
        else:
            file = read.find_configuration(path, Disk(), runs_plugins=runs_plugins)
    except OSError as error:
        unread = error.filename or named or next(find.candidates(path, Disk()))
        raise click.ClickException(f'"{find.as_shown(unread)}" can\'t be read: {error.strerror}') from error
    if file and file.findings:
        raise ConfigurationError(file)
    return file


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
