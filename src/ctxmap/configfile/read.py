"""Reads a configuration file and those that it extends; mistakes are reported like findings in maps."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from errno import EINVAL
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

import msgspec

from ctxmap import __version__, backends, rules
from ctxmap.configfile import find
from ctxmap.configfile.decode import Decoder, Mistake
from ctxmap.configfile.shapes import Vocabulary, configuration
from ctxmap.configfile.toml import KeyPath, TomlError, as_table, read_toml
from ctxmap.configfile.versions import is_requirement, satisfies
from ctxmap.configuration import ADDED_UP, DEFAULT, Configuration
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Diagnostic, Finding, Severity, diagnose
from ctxmap.plugins import NONE, PluginError, Plugins, list_all, load_all
from ctxmap.text.files import Files
from ctxmap.text.source import Source, Span
from ctxmap.workspace.decoding import decode

if TYPE_CHECKING:
    from ctxmap.configfile.places import Places

_ENDING = ".toml"
_TABLE = ("tool", "ctxmap")
"""Our table in a file for all tools."""


class ConfigFile(msgspec.Struct, frozen=True, eq=False):
    """A configuration file: its configuration and its mistakes; `table` is our table, () for the whole file.

    The configuration includes what the file doesn't say itself and `base`, the file that it extends, does. Paths in it
    are relative to the current folder. With mistakes, in either file, the configuration must not be used.
    """

    source: Source
    configuration: Configuration = DEFAULT
    table: KeyPath = ()
    findings: tuple[Finding, ...] = ()
    base: ConfigFile | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The mistakes, with lines and columns."""
        return diagnose(self.findings, self.sources)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The texts of this file and of those that it extends, by path."""
        return {self.source.path: self.source, **(self.base.sources if self.base else {})}

    @property
    def places(self) -> Places:
        """The positions of this file's keys and values, by paths in our table; only for valid TOML."""
        from ctxmap.configfile.places import places  # noqa: PLC0415 — rarely needed without mistakes

        return places(self.source, self.table)

    def place(self, path: KeyPath) -> Span:
        """The position of a value of the configuration; the start of the file if it says nothing of it."""
        return self.origin(path) or Span(self.source.path, 0, 0)

    def origin(self, path: KeyPath) -> Span | None:
        """The position of a value of the configuration, here or in a file that this one extends; None for a default."""
        own = path
        if self.base and len(path) > 1 and path[0] in ADDED_UP and isinstance(path[1], int):
            theirs = len(getattr(self.base.configuration, str(path[0])))
            if path[1] < theirs:
                return self.base.origin(path)
            own = (path[0], path[1] - theirs, *path[2:])
        places = self.places.values
        at = places.get(own)
        if not at and path[-1:] == ("severity",) and own[:-1] in places and not self._is_table(own[:-1]):
            at = places[own[:-1]]  # `sync-chain = "off"`
        return at or (self.base.origin(path) if self.base else None)

    def _is_table(self, path: KeyPath) -> bool:
        return any(each[: len(path)] == path and each != path for each in self.places.values)


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
    reading = _Reading(files, runs_plugins)
    return next(filter(None, (_read(file, reading) for file in find.candidates(path, files))), None)


def configuration_in(file: str, files: Files, *, runs_plugins: bool = False) -> ConfigFile | None:
    """What a file configures; None if it is for all tools and says nothing to us. Raises `OSError`."""
    return _read(file, _Reading(files, runs_plugins))


def read_configuration(file: str, files: Files, *, runs_plugins: bool = False) -> ConfigFile:
    """The file, which has to configure something; raises `OSError` where it can't be read."""
    if found := _read(file, _Reading(files, runs_plugins)):
        return found
    source, _ = decode(find.as_shown(file), files.read(file))
    missing = _finding(Span(source.path, 0, 0), "this file has no [tool.ctxmap]", "add it, or name another file")
    return ConfigFile(source, findings=(missing,))


def read_document(file: str, files: Files) -> Document:
    """Read a file as TOML; raises `OSError` if it can't be read."""
    _refuse_link_elsewhere(file, files)
    source, undecoded = decode(find.as_shown(file), files.read(file))
    if undecoded:
        return Document(source, None, tuple(_finding(each.at, each.message, each.hint) for each in undecoded))
    try:
        return Document(source, read_toml(source))
    except TomlError as error:
        return Document(source, None, (_finding(error.at, str(error), error.hint),))


def _refuse_link_elsewhere(file: str, files: Files) -> None:
    """A repository may contain a link to a secret, whose lines would be shown as mistakes; raises `OSError`."""
    real = PurePath(files.identity(file))
    if real.suffix != _ENDING and real.name != PurePath(file).name:
        raise OSError(EINVAL, f"it is a link to a file that does not end in {_ENDING}", file)


def found(mistake: Mistake, file: ConfigFile) -> Finding:
    """A finding for a mistake, at its position in a file."""
    values, keys = file.places.values, file.places.keys
    at = (keys.get(mistake.path) if mistake.is_key else None) or values.get(mistake.path)
    return _finding(at or Span(file.source.path, 0, 0), mistake.message, mistake.hint)


class _Reading(msgspec.Struct, frozen=True):
    """How a file is read: `chain` are the files that extend it, directly or not."""

    files: Files
    runs_plugins: bool
    chain: tuple[str, ...] = ()


def _read(file: str, reading: _Reading) -> ConfigFile | None:
    """What a file says; None for a file for all tools that says nothing to us."""
    document = read_document(file, reading.files)
    if document.value is None:
        return ConfigFile(document.source, findings=document.findings)
    table = _TABLE if PurePath(file).name == find.SHARED else ()
    ours = _below(document.value, table)
    return None if ours is None else _decoded(ConfigFile(document.source, table=table), ours, reading)


def _decoded(file: ConfigFile, value: object, reading: _Reading) -> ConfigFile:
    if refused := _refused_version(value):
        return msgspec.structs.replace(file, findings=(found(refused, file),))
    base = _base(file, value, reading)
    if isinstance(base, Mistake):
        return msgspec.structs.replace(file, findings=(found(base, file),))
    if base and base.findings:
        return msgspec.structs.replace(file, findings=base.findings, base=base)
    inherited = base.configuration if base else DEFAULT
    folder = posixpath.dirname(file.source.path)
    plugins, mistakes = _plugins(inherited.plugins, value, folder, reading.runs_plugins)
    decoder = Decoder(folder)
    decided = decoder.table(configuration(known_names(plugins), inherited), value)
    file = msgspec.structs.replace(file, configuration=decided or DEFAULT, base=base)
    unread = plugins.owners.keys() - plugins.rules.keys()
    known = [
        each
        for each in decoder.mistakes
        if not (mistakes and each.noun == "rule")  # it may be the rule of a plug-in that can't be used
        and not (len(each.path) > 1 and each.path[0] == "rules" and each.path[1] in unread)
    ]
    findings = tuple(found(mistake, file) for mistake in (*mistakes, *known))
    return msgspec.structs.replace(file, findings=findings)


def _refused_version(value: object) -> Mistake | None:
    """That this is not a version of ctxmap that the file requires; others may know its keys."""
    required = (as_table(value) or {}).get("required-version")
    if not isinstance(required, str) or not is_requirement(required) or satisfies(__version__, required):
        return None
    message = f'this is ctxmap {__version__}, but "{required}" is required'
    return Mistake(("required-version",), message, "install such a version, or change `required-version`")


def _base(file: ConfigFile, value: object, reading: _Reading) -> ConfigFile | Mistake | None:
    """The file that a file extends; a mistake if it can't be used, None if there is none."""
    named = (as_table(value) or {}).get("extend")
    if not isinstance(named, str) or not named or "\0" in named:
        return None  # the decoder says what is wrong
    path, where = ("extend",), posixpath.join(posixpath.dirname(file.source.path), named)
    shown, files = find.as_shown(where), reading.files
    chain = (*reading.chain, file.source.path)
    if files.identity(where) in map(files.identity, chain):
        return Mistake(path, "files extend each other: " + " → ".join(f'"{each}"' for each in (*chain, shown)))
    if not (where.endswith(_ENDING) and files.is_file(where)):
        return Mistake(path, _why_no_base(shown, where, files), "name a file; its path is relative to this one")
    if not find.may_be_heeded(where, file.source.path):
        return Mistake(path, f'"{shown}" belongs to another user', "extend a file of your own, or of root")
    try:
        base = _read(where, msgspec.structs.replace(reading, chain=chain))
    except OSError as error:
        return Mistake(path, f'"{shown}" can\'t be read: {error.strerror}')
    return base or Mistake(path, f'"{shown}" has no [tool.ctxmap]', "add it, or extend another file")


def _why_no_base(shown: str, where: str, files: Files) -> str:
    if files.is_folder(where):
        return f'"{shown}" is a folder'
    if not where.endswith(_ENDING):  # the lines of any other file, such as a secret, would be shown as mistakes
        return f'"{shown}" does not end in {_ENDING}'
    if find.is_special(where):
        return f'"{shown}" is not a regular file'
    return f'"{shown}" doesn\'t exist'


def _plugins(
    inherited: Sequence[str], value: object, folder: str, runs_plugins: bool
) -> tuple[Plugins, Sequence[Mistake]]:
    """The plug-ins that are inherited or named, installed or in the file's folder, and those that can't be used.

    They are loaded first, since the rest of the file may name their rules.
    """
    load = load_all if runs_plugins else list_all
    known, plugins, mistakes = list(inherited), load(inherited), list[Mistake]()
    names = (as_table(value) or {}).get("plugins")
    for number, name in enumerate(cast("list[object]", names) if isinstance(names, list) else ()):
        try:
            if isinstance(name, str) and "\0" not in name:
                known.append(posixpath.join(folder, name))
                plugins = load(known)
        except PluginError as error:
            known.pop()
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
