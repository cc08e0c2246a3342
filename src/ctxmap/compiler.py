"""The road: texts → syntax trees → models → findings.

Every stage takes a value and gives a value and findings; nothing raises for a user's mistake.
"""

from __future__ import annotations

import gc
import os
from collections import ChainMap
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from types import MappingProxyType

import msgspec

from ctxmap import rules
from ctxmap.configuration import DEFAULT, Configuration
from ctxmap.findings import rulebook
from ctxmap.findings.finding import Diagnostic, Finding, diagnose, merged
from ctxmap.findings.rulebook import NO_PAGES, Pages
from ctxmap.model.elements import Model
from ctxmap.model.link import link
from ctxmap.plugins import PluginError, load_all
from ctxmap.syntax.tree import File
from ctxmap.text.files import Disk, Files, Unsaved
from ctxmap.text.source import Source
from ctxmap.workspace.levels import Levels
from ctxmap.workspace.reading import Tree, read_tree
from ctxmap.workspace.subjects import subject_at
from ctxmap.workspace.suppression import UNUSED, suppress
from ctxmap.workspace.workspace import ModelFiles, WorkspaceError, read_workspace

__all__ = [
    "Compilation",
    "Memory",
    "PluginError",
    "WorkspaceError",
    "build",
    "compile",
    "compile_files",
    "compile_paths",
    "compile_text",
]


class Compilation(msgspec.Struct, frozen=True, eq=False):
    """What compiling a workspace gives: its models, what was found in them, and the texts they were read from.

    `pages` are those of rules that aren't ctxmap's own, by name; `files` are the syntax trees by path; `roots` is the
    path of the first file of each model.
    """

    models: tuple[Model, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    pages: Pages = NO_PAGES
    files: Mapping[str, File] = MappingProxyType({})
    roots: tuple[str, ...] = ()

    @property
    def model(self) -> Model:
        """The model, where there is one; the first of several."""
        return self.models[0]

    def _repr_svg_(self) -> str | None:
        """The first map as SVG, for notebooks; None without a map."""
        drawn = build(self, "svg")
        return next((str(drawn[path]) for path in drawn if "maps/" in path), None)


def joined(compilations: Sequence[Compilation]) -> Compilation:
    """Compilations with different configurations as one.

    A suppression is unused, and a context on no map, only if all compilations that read the text say so.
    """
    if len(compilations) == 1:
        return compilations[0]
    unanimous = {UNUSED, *(rule.name for rule in rules.all_rules().values() if rule.is_over_workspace)}
    disputed = {
        diagnostic
        for one in compilations
        for diagnostic in one.diagnostics
        if diagnostic.rule in unanimous
        and any(diagnostic.path in other.sources and diagnostic not in other.diagnostics for other in compilations)
    }
    return Compilation(
        tuple(chain.from_iterable(one.models for one in compilations)),
        merged([each for each in one.diagnostics if each not in disputed] for one in compilations),
        dict(ChainMap(*(dict(one.sources) for one in compilations))),
        dict(ChainMap(*(dict(one.pages) for one in compilations))),
    )


class Memory:
    """What a compilation can take over from the one before: trees of unchanged files, models of unchanged trees.

    An editor compiles after each keystroke with the same memory. Results are those of a fresh compilation. It is not
    safe for threads, and holds nothing of files that the last compilation did not read.
    """

    def __init__(self) -> None:
        self._trees: dict[str, tuple[bytes, Tree]] = {}
        self._models: dict[tuple[object, ...], _Judged] = {}
        self._used = set[object]()

    def tree(self, path: str, data: bytes) -> Tree:
        """The syntax tree of a file."""
        self._used.add(path)
        known = self._trees.get(path)
        if known and known[0] == data:
            return known[1]
        tree = read_tree(path, data)
        self._trees[path] = data, tree
        return tree

    def judged(self, parts: ModelFiles, judging: Sequence[rules.Rule]) -> tuple[Model, tuple[Finding, ...]]:
        """The model of some trees, and the findings of linking and of the rules."""
        key = parts.name, *parts.sources.items()
        self._used.add(key)
        known = self._models.get(key)
        if not known or known.parts.files != parts.files or known.judging != judging:
            known = self._models[key] = _Judged(parts, judging, *_judged(parts, judging))
        return known.model, known.findings

    def forget_unused(self) -> None:
        """Drop what was not asked for since the last call."""
        self._trees = {path: tree for path, tree in self._trees.items() if path in self._used}
        self._models = {key: model for key, model in self._models.items() if key in self._used}
        self._used.clear()


class _Judged(msgspec.Struct, frozen=True, eq=False):
    parts: ModelFiles
    judging: Sequence[rules.Rule]
    model: Model
    findings: tuple[Finding, ...]


def compile_text(text: str, path: str = "<text>", configuration: Configuration = DEFAULT) -> Compilation:
    """Compile one text; its imports are looked for beside `path`."""
    return compile_files([path], Unsaved({path: text}, Disk()), configuration)


def compile_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], configuration: Configuration = DEFAULT
) -> Compilation:
    """Compile files and folders (`-`: standard input), or a single one, as a workspace of one or more models.

    Raises `WorkspaceError` where one of them doesn't exist or can't be read. A workspace of folders without any
    `.cml` file has no model.
    """
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    return compile_files([os.fspath(path) for path in several], Disk(), configuration)


compile = compile_paths  # noqa: A001 — `ctxmap.compile("maps")` is what one would try first


def build(compilation: Compilation, *formats: str, configuration: Configuration = DEFAULT) -> Mapping[str, str | bytes]:
    """What `ctxmap build` writes: the contents of files, by their paths below the output folder.

    `formats` are names of outputs, such as `svg`; without any, those of the configuration or the default. With several
    models, each has a folder of its name, below a start page. Raises `ValueError` for an unknown output, and
    `NotInstalledError` where an output needs something that is not installed.
    """
    from ctxmap import backends  # noqa: PLC0415 — `check` needs none

    chosen = formats or configuration.output.formats or backends.by_default()
    if unknown := [name for name in chosen if name not in backends.names()]:
        raise ValueError(f'no output is named "{unknown[0]}"; choose from {", ".join(backends.names())}')
    several = len(compilation.models) > 1
    placed = [
        backends.Placed(
            f"{model.name}/" if several else "", backends.Request(model, compilation.diagnostics, configuration)
        )
        for model in compilation.models
    ]
    return {artifact.path: artifact.content for name in chosen for artifact in backends.load(name).build_all(placed)}


def compile_files(
    paths: Iterable[str],
    files: Files,
    configuration: Configuration = DEFAULT,
    memory: Memory | None = None,
    names_from: str = "",
) -> Compilation:
    """Compile what stands at some paths, wherever texts come from; raises `WorkspaceError` likewise.

    Models are named by their paths below the folder `names_from`, or else the one that all paths have in common.
    Raises `PluginError` where one of the configuration's plug-ins can't be used, or fails. With a `memory`, what has
    not changed since the last compilation is not computed again.
    """
    memory = memory or Memory()
    with _collecting_no_garbage():
        plugins = load_all(configuration.plugins)
        known = (*rules.all_rules().values(), *plugins.rules.values())
        levels = Levels(configuration, {rule.name for rule in known if rule.is_on_request})
        judging = [rule.set_up(configuration) for rule in known if levels.is_run(rule.name)]
        workspace = read_workspace(paths, files, configuration.models, configuration.sources, memory.tree, names_from)
        findings = list(workspace.findings)
        models: list[Model] = []
        several = len(workspace.models) > 1
        for parts in workspace.models:
            model, found = memory.judged(parts, judging)
            findings += [msgspec.structs.replace(each, model=parts.name) for each in found] if several else found
            models.append(model)
        findings += rules.run_over(judging, models)  # not from memory: a change of one model may concern another
        findings += rules.run_on_files(judging, workspace.files.values())
        memory.forget_unused()
        plugins.refuse_strays(findings, workspace.files)
        on = (finding for finding in findings if levels.is_on(finding.rule, finding.at.path))
        left = suppress(
            on, workspace.files.values(), partial(_is_judged, levels), lambda: (*rulebook.names(), *plugins.rules)
        )
        subjects = partial(subject_at, workspace.files)
        diagnostics = diagnose(map(levels.judged, left), workspace.sources, subjects, workspace.sharing)
        roots = tuple(next(iter(parts.sources), "") for parts in workspace.models)
        return Compilation(tuple(models), diagnostics, workspace.sources, plugins.pages, workspace.files, roots)


def _is_judged(levels: Levels, rule: str, path: str) -> bool:
    """Whether a rule is on for a file, and is one that judges a single state: others' suppressions may be in use."""
    return levels.is_on(rule, path) and rule not in rulebook.names_of_comparisons()


def _judged(parts: ModelFiles, judging: Iterable[rules.Rule]) -> tuple[Model, tuple[Finding, ...]]:
    model, found = link(parts.files, parts.name, parts.sources)
    return model, (*found, *rules.run(judging, model))


@contextmanager
def _collecting_no_garbage() -> Generator[None]:
    """Nothing of what a compilation makes is garbage before its end, so that looking for it only takes time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
