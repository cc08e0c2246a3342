"""Reads the theme that the configuration names, and reports mistakes in it."""

from __future__ import annotations

import click
from msgspec.structs import replace

from ctxmap.cli._projects import ConfigurationError, Project
from ctxmap.configfile.find import is_special
from ctxmap.configfile.read import ConfigFile
from ctxmap.configfile.theme import ENDING, USUAL, read_theme, theme_file, theme_names
from ctxmap.drawing.theme import DEFAULT, Theme
from ctxmap.findings.finding import Finding
from ctxmap.text.files import Disk
from ctxmap.text.nearest import nearest


def theme_of(project: Project) -> Theme:
    """The theme; raises `ClickException` for an unknown name or a mistake in its file."""
    named, file = project.configuration.diagrams.theme, project.file
    if named == USUAL or file is None:
        return DEFAULT
    if not named.endswith(ENDING):
        if named not in theme_names():
            raise _unknown(named, file)
        named = theme_file(named)
    elif not (Disk().is_file(named) or is_special(named)):
        raise _wrong(f'"{named}" doesn\'t exist', "themes are relative to the configuration file", file)
    try:
        read = read_theme(named, Disk())
    except OSError as error:
        raise click.ClickException(f'"{named}" can\'t be read: {error.strerror}') from error
    if read.file.findings:
        raise ConfigurationError(read.file)
    return read.theme


def _unknown(named: str, file: ConfigFile) -> ConfigurationError:
    known = theme_names()
    near = nearest(named, known)
    hint = (
        f'did you mean "{near}"?' if near else f"choose from {', '.join(known)}, or name a file that ends in {ENDING}"
    )
    return _wrong(f'no theme is named "{named}"', hint, file)


def _wrong(message: str, hint: str, file: ConfigFile) -> ConfigurationError:
    finding = Finding(file.place(("diagrams", "theme")), message, hint)
    return ConfigurationError(replace(file, findings=(finding,)))
