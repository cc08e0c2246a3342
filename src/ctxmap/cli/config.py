"""`ctxmap config`: prints the effective configuration and the origin of each value."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click
from msgspec.structs import replace

from ctxmap import backends
from ctxmap.cli._formats import formats_option
from ctxmap.cli._options import baseline_option, fail_on_option, ignore_option, output_option, select_option
from ctxmap.cli._settings import Settings, plugins_of, with_settings
from ctxmap.cli._terminal import show
from ctxmap.configfile.read import known_names
from ctxmap.configfile.show import Entry, as_toml, entries

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

    This is the configuration of any command with the same PATH and options. The output is TOML that you can save as
    ctxmap.toml in the current folder.
    """
    configuration = settings.configuration
    if configuration.output.formats is None:
        configuration = replace(configuration, output=replace(configuration.output, formats=backends.by_default()))
    shown = list(entries(configuration, known_names(plugins_of(settings.file))))
    show(_as_json(shown, settings) if form == "json" else as_toml(shown, lambda key: _origin(key, settings)))
    return 0


def _as_json(shown: Sequence[Entry], settings: Settings) -> str:
    values = [{"key": entry.key, "value": entry.value, "origin": _origin(entry.key, settings)} for entry in shown]
    file = settings.file.source.path if settings.file else None
    return json.dumps({"file": file, "values": values}, indent=2, ensure_ascii=False) + "\n"


def _origin(key: str, settings: Settings) -> str:
    """The origin of a key's value; a rule's severity may be set without a table: `rule = "off"`."""
    if key in settings.given:
        return _COMMAND_LINE
    if not settings.file:
        return _DEFAULT
    path = tuple(int(part) if part.isdecimal() else part for part in key.split("."))
    places = settings.file.places.values
    at = places.get(path) or (places.get(path[:-1]) if path[-1] == "severity" else None)
    source = settings.file.source
    return f"{source.path}:{source.position(at.start).line}" if at else _DEFAULT
