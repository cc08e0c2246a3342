"""The paths of a command, divided among the configuration files that govern them.

Each root file is checked with the configuration that is nearest to it. So its verdict depends neither on the other
paths, nor on their order, nor on the current folder.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from ctxmap.cli._terminal import number_of, quoted, show, use_color
from ctxmap.configfile import find
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings.finding import Severity
from ctxmap.text.files import Disk, Files, Listed

if TYPE_CHECKING:
    from ctxmap.configfile.read import ConfigFile

Nearest = Callable[[str], "ConfigFile | None"]
"""The configuration file that governs a file or folder."""


class Project(msgspec.Struct, frozen=True, eq=False):
    """Paths and the configuration that governs them, with the file that it is from.

    `files` reads them, and `maps` are the maps of folders among them that this configuration governs.
    """

    paths: tuple[str, ...]
    files: Files
    file: ConfigFile | None = None
    configuration: Configuration = DEFAULT
    maps: Mapping[str, Sequence[str]] = {}

    @property
    def fail_on(self) -> Severity | None:
        """The lowest severity that makes commands fail; None for none."""
        fail_on = self.configuration.fail_on
        return None if fail_on == "never" else Severity[fail_on.upper()]

    def only_maps(self, files: Files) -> Files:
        """Files in which the folders among the paths have only the maps of this project."""
        return Listed(self.maps, files) if self.maps else files

    @property
    def top(self) -> str:
        """The folder of the outermost file that the configuration is from; "" without one."""
        file = self.file
        while file and file.base:
            file = file.base
        return os.path.dirname(os.path.abspath(file.source.path)) if file else ""  # noqa: PTH100, PTH120

    @property
    def without_plugins(self) -> Project:
        """The project for a command that shows no findings of plug-ins: none of their code is run."""
        return msgspec.structs.replace(self, configuration=msgspec.structs.replace(self.configuration, plugins=()))


class ConfigurationError(click.ClickException):
    """All mistakes in a configuration file."""

    def __init__(self, file: ConfigFile) -> None:
        super().__init__("")
        self._file = file

    def show(self, file: Any = None) -> None:
        """Print them like findings, to standard error."""
        from ctxmap import reports  # noqa: PLC0415 — only for mistakes

        diagnostics = self._file.diagnostics
        findings = reports.Findings(diagnostics, self._file.sources, use_color(err=True))
        show(reports.load("text").render(findings), err=True)
        names = " and ".join(quoted(path) for path in dict.fromkeys(each.path for each in diagnostics))
        show(f"\n{number_of(len(diagnostics), 'mistake')} in the configuration file {names}\n", err=True)


class Configurations:
    """The configuration files of a command, each read once: those that are nearest, the one that is named, or none."""

    def __init__(self, named: str | None = None, *, isolated: bool = False, runs_plugins: bool = False) -> None:
        self._named = named
        self._isolated = isolated
        self._runs_plugins = runs_plugins
        self._read: dict[str, ConfigFile | None] = {}
        self._of_folders: dict[str, ConfigFile | None] = {}
        self._refused = set[str]()

    def of(self, path: str) -> ConfigFile | None:
        """The file that governs a path (`-`, "": the current folder), without a mistake; raises `ClickException`."""
        if self._isolated:
            return None
        if self._named:
            return self._reading(self._named)
        if path not in self._of_folders:
            found = map(self._reading, find.candidates(path, Disk(), self._refuse))
            self._of_folders[path] = next(filter(None, found), None)
        return self._of_folders[path]

    def _refuse(self, file: str) -> None:
        if file not in self._refused:
            self._refused.add(file)
            show(f"ignored {quoted(find.as_shown(file))}: it belongs to another user\n", err=True)

    def _reading(self, file: str) -> ConfigFile | None:
        if file not in self._read:
            self._read[file] = self._without_mistakes(file)
        return self._read[file]

    def _without_mistakes(self, file: str) -> ConfigFile | None:
        from ctxmap.configfile import read  # noqa: PLC0415 — only with a configuration file

        reading = read.read_configuration if self._named else read.configuration_in
        try:
            found = reading(file, Disk(), runs_plugins=self._runs_plugins)
        except OSError as error:
            raise click.ClickException(f'"{find.as_shown(file)}" can\'t be read: {error.strerror}') from error
        if found and found.findings:
            raise ConfigurationError(found)
        return found


def divided(paths: Iterable[str], files: Files, nearest: Nearest) -> Sequence[Project]:
    """The projects that paths belong to, in the order of the paths; their configurations are those of their files."""
    projects: dict[str, Project] = {}
    for path, file, maps in _governed(dict.fromkeys(paths), files, nearest):
        key = file.source.path if file else ""
        known = projects.get(key) or Project((), files, file, file.configuration if file else DEFAULT)
        together = (*(each for each in known.paths if each != path), path)
        projects[key] = msgspec.structs.replace(known, paths=together, maps={**known.maps, **maps})
    return tuple(projects.values())


def _governed(
    paths: Iterable[str], files: Files, nearest: Nearest
) -> Iterator[tuple[str, ConfigFile | None, Mapping[str, Sequence[str]]]]:
    """Each path with its file; folders below it that have another file stand for themselves, with their maps."""
    for path in paths:
        own = nearest(path)
        maps = _maps_below(path, files) if files.is_folder(path) else ()
        found: dict[str, tuple[ConfigFile | None, list[str]]] = {}
        for each in maps:
            file = nearest(posixpath.dirname(Path(each).as_posix()))
            place = path if file is own else _folder_of(file, path)
            found.setdefault(place, (file, []))[1].append(each)
        yield from ((place, file, {place: below}) for place, (file, below) in found.items())
        if not found:
            yield path, own, {}


def _maps_below(folder: str, files: Files) -> Sequence[str]:
    try:
        return list(files.maps_below(folder))
    except OSError:
        return ()  # reading the workspace reports it


def _folder_of(file: ConfigFile | None, below: str) -> str:
    """The folder that a configuration file is in, spelled like the path of a folder above it."""
    if not file:
        return below
    where = os.path.relpath(os.path.dirname(os.path.abspath(file.source.path)), os.path.abspath(below))  # noqa: PTH100, PTH120
    return posixpath.normpath(posixpath.join(Path(below).as_posix(), Path(where).as_posix()))
