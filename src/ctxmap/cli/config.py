"""`ctxmap config`: prints the effective configuration and the origin of each value."""

from __future__ import annotations

from collections.abc import Sequence

import click
from msgspec.structs import replace

from ctxmap import backends
from ctxmap.cli._formats import formats_option
from ctxmap.cli._options import baseline_option, fail_on_option, ignore_option, output_option, select_option
from ctxmap.cli._projects import Project
from ctxmap.cli._settings import Settings, plugins_of, with_settings
from ctxmap.cli._terminal import show
from ctxmap.configfile.read import ConfigFile, known_names
from ctxmap.configfile.show import Entry, Origin, as_toml, entries
from ctxmap.reports._json import to_json

_DEFAULT, _COMMAND_LINE = "default", "command line"


@click.command()
@with_settings
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The output format.",
)
@select_option
@ignore_option
@fail_on_option
@baseline_option
@output_option
@formats_option
def command(settings: Settings, form: str) -> int:
    """Print the effective configuration and the origin of each value.

    This is the configuration of any command with the same PATH and options. The origin is a line of the configuration
    file, or of a file that it extends. The output is TOML that you can save as ctxmap.toml in the current folder.
    """
    project = _project(settings)
    configuration, file = project.configuration, project.file
    if configuration.output.formats is None:
        configuration = replace(configuration, output=replace(configuration.output, formats=backends.by_default()))
    shown = list(entries(configuration, known_names(plugins_of(file))))

    def origin(key: str) -> str:
        return _COMMAND_LINE if key in settings.given else _origin(key, file)

    show(_as_json(shown, origin, file) if form == "json" else as_toml(shown, origin))
    return 0


def _project(settings: Settings) -> Project:
    """The project of the paths; they may not have several configurations."""
    if not settings.named:
        return settings.here()
    first, *others = settings.projects
    if others:
        files = [f'"{each.file.source.path}"' if each.file else "none" for each in settings.projects]
        raise click.UsageError(f"these paths have different configurations: {', '.join(files)}; name fewer paths")
    return first


def _as_json(shown: Sequence[Entry], origin: Origin, file: ConfigFile | None) -> str:
    values = [{"key": entry.key, "value": entry.value, "origin": origin(entry.key)} for entry in shown]
    path, *extended = file.sources if file else (None,)
    return to_json({"file": path, "extends": extended, "values": values})


def _origin(key: str, file: ConfigFile | None) -> str:
    """The origin of a key's value: `../ctxmap.toml:3`; several if files add to a list."""
    path = tuple(int(part) if part.isdecimal() else part for part in key.split("."))
    if not file:
        return _DEFAULT
    items = range(len(file.configuration.plugins)) if path == ("plugins",) else ()
    places = filter(None, (file.origin(each) for each in ([(*path, item) for item in items] or [path])))
    lines = (f"{at.path}:{file.sources[at.path].position(at.start).line}" for at in places)
    return ", ".join(dict.fromkeys(lines)) or _DEFAULT
