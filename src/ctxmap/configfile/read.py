"""Reads a configuration file; mistakes are reported like findings in maps."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

import msgspec

from ctxmap import backends, rules
from ctxmap.configfile import find
from ctxmap.configfile.decode import Decoder, Mistake
from ctxmap.configfile.shapes import Vocabulary, configuration
from ctxmap.configfile.toml import KeyPath, TomlError, as_table, read_toml
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Diagnostic, Finding, Severity, diagnose
from ctxmap.plugins import NONE, PluginError, Plugins, joined, list_all, load_all
from ctxmap.text.files import Files
from ctxmap.text.source import Source, Span
from ctxmap.workspace.decoding import decode

if TYPE_CHECKING:
    from ctxmap.configfile.places import Places

_TABLE = ("tool", "ctxmap")
"""Our table in a file for all tools."""


class ConfigFile(msgspec.Struct, frozen=True, eq=False):
    """A configuration file: its configuration and its mistakes; `table` is our table, () for the whole file.

    Paths in the configuration are relative to the current folder. With mistakes, the configuration must not be used.
    """

    source: Source
    configuration: Configuration = DEFAULT
    table: KeyPath = ()
    findings: tuple[Finding, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The mistakes, with lines and columns."""
        return diagnose(self.findings, {self.source.path: self.source})

    @property
    def places(self) -> Places:
        """The positions of keys and values, by paths in our table; only for valid TOML."""
        from ctxmap.configfile.places import places  # noqa: PLC0415 — rarely needed without mistakes

        return places(self.source, self.table)

    def place(self, path: KeyPath) -> Span:
        """The position of a key's value; the start of the file if it has no such key."""
        return self.places.values.get(path, Span(self.source.path, 0, 0))


class Document(msgspec.Struct, frozen=True, eq=False):
    """A file's text and its TOML values; None, with findings, if it isn't valid TOML."""

    source: Source
    value: Mapping[str, object] | None
    findings: tuple[Finding, ...] = ()


def known_names(plugins: Plugins = NONE) -> Vocabulary:
    """The names of rules and backends; thresholds are looked up on demand."""

    def limits_of(rule: str) -> msgspec.Struct | None:
        known = plugins.rules.get(rule) or rules.all_rules().get(rule)
        return known.thresholds if known else None

    return Vocabulary((*rulebook.names(), *plugins.owners), backends.names(), limits_of)


def find_configuration(path: str, files: Files, *, runs_plugins: bool = False) -> ConfigFile | None:
    """The nearest file that configures a path (`-`: the current folder); raises `OSError` where it can't be read.

    Unless `runs_plugins`, no code of plug-ins is run, and what is said of their thresholds is taken as it is.
    """
    return next(filter(None, (_read(file, files, runs_plugins) for file in find.candidates(path, files))), None)


def read_configuration(file: str, files: Files, *, runs_plugins: bool = False) -> ConfigFile:
    """The file, which has to configure something; raises `OSError` where it can't be read."""
    if found := _read(file, files, runs_plugins):
        return found
    source, _ = decode(find.as_shown(file), files.read(file))
    missing = _finding(Span(source.path, 0, 0), "this file has no [tool.ctxmap]", "add it, or name another file")
    return ConfigFile(source, findings=(missing,))


def read_document(file: str, files: Files) -> Document:
    """Read a file as TOML; raises `OSError` if it can't be read."""
    source, undecoded = decode(find.as_shown(file), files.read(file))
    if undecoded:
        return Document(source, None, tuple(_finding(each.at, each.message, each.hint) for each in undecoded))
    try:
        return Document(source, read_toml(source))
    except TomlError as error:
        return Document(source, None, (_finding(error.at, str(error), error.hint),))


def found(mistake: Mistake, file: ConfigFile) -> Finding:
    """A finding for a mistake, at its position in a file."""
    at = file.places.keys.get(mistake.path) if mistake.is_key else None
    return _finding(at or file.place(mistake.path), mistake.message, mistake.hint)


def _read(file: str, files: Files, runs_plugins: bool) -> ConfigFile | None:
    """What a file says; None for a file for all tools that says nothing to us."""
    document = read_document(file, files)
    if document.value is None:
        return ConfigFile(document.source, findings=document.findings)
    table = _TABLE if PurePath(file).name == find.SHARED else ()
    ours = _below(document.value, table)
    return None if ours is None else _decoded(document.source, ours, table, runs_plugins)


def _decoded(source: Source, value: object, table: KeyPath, runs_plugins: bool) -> ConfigFile:
    folder = posixpath.dirname(source.path)
    plugins, mistakes = _plugins(value, folder, runs_plugins)
    decoder = Decoder(folder)
    decided = decoder.table(configuration(known_names(plugins)), value)
    file = ConfigFile(source, decided or DEFAULT, table)
    unread = plugins.owners.keys() - plugins.rules.keys()
    known = [
        each
        for each in decoder.mistakes
        if not (mistakes and each.noun == "rule")  # it may be the rule of a plug-in that can't be used
        and not (len(each.path) > 1 and each.path[0] == "rules" and each.path[1] in unread)
    ]
    findings = tuple(found(mistake, file) for mistake in (*mistakes, *known))
    return msgspec.structs.replace(file, findings=findings)


def _plugins(value: object, folder: str, runs_plugins: bool) -> tuple[Plugins, Sequence[Mistake]]:
    """The plug-ins that are named, installed or in the file's folder, and those that can't be used.

    They are loaded first, since the rest of the file may name their rules.
    """
    names = (as_table(value) or {}).get("plugins")
    plugins, mistakes = NONE, list[Mistake]()
    for number, name in enumerate(cast("list[object]", names) if isinstance(names, list) else ()):
        try:
            if isinstance(name, str):
                plugins = joined(plugins, (load_all if runs_plugins else list_all)([name], folder))
        except PluginError as error:
            mistakes.append(Mistake(("plugins", number), str(error)))
    return plugins, mistakes


def _finding(at: Span, message: str, hint: str = "") -> Finding:
    return Finding(at, message, hint, severity=Severity.ERROR)


def _below(document: Mapping[str, object], path: Sequence[str]) -> object:
    """The value at a path of keys; None if there is none."""
    if not path:
        return document
    value = document.get(path[0])
    table = as_table(value)
    return value if table is None else _below(table, path[1:])
