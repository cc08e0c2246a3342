"""Reads contracts and telemetry for `ctxmap verify`: which file is whose, and what in it is malformed."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from ctxmap import drift
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import quoted
from ctxmap.compiler import Compilation
from ctxmap.configuration import Configuration
from ctxmap.drift import Evidence
from ctxmap.drift.observed import Contract
from ctxmap.findings.finding import Diagnostic, Finding, Severity, diagnose
from ctxmap.foreign.asyncapi import read_asyncapi
from ctxmap.foreign.document import MALFORMED, Document, read_documents
from ctxmap.foreign.openapi import read_openapi
from ctxmap.foreign.references import references
from ctxmap.foreign.traffic import read_traffic
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext
from ctxmap.text.files import SHOWN_STANDARD_INPUT, STANDARD_INPUT, Disk, Files
from ctxmap.text.source import Source
from ctxmap.workspace.decoding import decode
from ctxmap.workspace.levels import Levels
from ctxmap.workspace.subjects import subject_at
from ctxmap.workspace.suppression import suppress

_Check = Callable[[Document], tuple[Document, Sequence[Finding]]]


class Reading:
    """The files of a run, each read once; `findings` are the mistakes in them, `sources` their texts by path."""

    def __init__(self, files: Files | None = None) -> None:
        self._files = files or Disk()
        self.findings: list[Finding] = []
        self.sources: dict[str, Source] = {}
        self._documents: dict[str, Sequence[Document]] = {}

    def add_openapi(self, evidence: Evidence, named: Iterable[str]) -> None:
        """Contracts over HTTP: `FILE` or `CONTEXT=FILE`."""
        evidence.http = self._contracts(evidence, named, read_openapi)

    def add_asyncapi(self, evidence: Evidence, named: Iterable[str]) -> None:
        """Contracts on messages: `FILE` or `CONTEXT=FILE`."""
        evidence.messaging = self._contracts(evidence, named, lambda document: (document, read_asyncapi(document)))

    def add_traffic(self, evidence: Evidence, paths: Sequence[str]) -> None:
        """Telemetry; all files together."""
        documents = [document for path in paths for document in self.documents(path)]
        if paths:
            evidence.traffic, found = read_traffic(documents)
            self.findings += found

    def _contracts(self, evidence: Evidence, named: Iterable[str], check: _Check) -> Sequence[Contract]:
        contracts: list[Contract] = []
        checked: dict[str, Document] = {}
        for each in named:
            context, path = _divided(evidence, each)
            if path not in checked:
                for document in self.documents(path)[:1]:
                    right, found = check(document)
                    self.findings += found
                    if not found:
                        checked[path] = right
            if path in checked:
                document = checked[path]
                meant = context or _context_of(evidence, document)
                contracts.append(Contract(meant, document, self._referred(document, check, {})))
        return contracts

    def _referred(self, document: Document, check: _Check, known: dict[str, Document]) -> Mapping[str, Document]:
        """The other documents that a document refers to, and that those refer to."""
        files = {reference.partition("#")[0] for _, reference in references(document.value)} - {""}
        for file in sorted(files):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(document.source.path), file))
            if path in known:
                continue
            if not self._files.is_file(path):
                at = next(place for place, reference in references(document.value) if reference.startswith(f"{file}#"))
                message = f'"{file}" does not exist'
                self.findings.append(Finding(document.place(*at), message, rule=MALFORMED, severity=Severity.ERROR))
            for other in self.documents(path)[:1] if self._files.is_file(path) else ():
                known[path] = other
                self.findings += check(other)[1]
                self._referred(other, check, known)
        return known

    def documents(self, path: str) -> Sequence[Document]:
        """The documents of a file."""
        if path not in self._documents:
            try:
                data = self._files.read(path)
            except OSError as error:
                raise click.ClickException(f"{quoted(path)} can't be read: {error.strerror}") from error
            source, undecoded = decode(SHOWN_STANDARD_INPUT if path == STANDARD_INPUT else path, data)
            self.sources[source.path] = source
            documents: Sequence[Document] = ()
            found: Sequence[Finding] = [replace(each, rule=MALFORMED) for each in undecoded]
            if not found:
                documents, found = read_documents(source)
            self.findings += found
            self._documents[path] = documents
        return self._documents[path]


def findings_of(
    evidence: Evidence, reading: Reading, compilation: Compilation, configuration: Configuration
) -> tuple[Diagnostic, ...]:
    """Where the map and the evidence differ, and what is malformed, with the severities of the configuration."""
    levels = Levels(configuration)
    rules = [each for each in drift.all_rules().values() if levels.is_run(each.name)]
    files = compilation.files
    found = [*reading.findings, *drift.run(rules, evidence)]
    on = [each for each in found if each.rule == MALFORMED or levels.is_on(each.rule, each.at.path)]
    left = suppress(on, files.values(), lambda rule, _: rule in drift.names(), drift.names)
    kept = (levels.judged(each) for each in left if each.rule == MALFORMED or each.rule in drift.names())
    sources = {**compilation.sources, **reading.sources}
    return diagnose(kept, sources, lambda at: subject_at(files, at) if at.path in files else "")


def refuse_unknown_names(evidence: Evidence) -> None:
    """Raise `ClickException` if the configuration names a context or an operation that the map doesn't have."""
    contexts = {*index.contexts(evidence.model), *(each.name for each in evidence.landscape.deployables.values())}
    operations = {
        short
        for name in index.operations(evidence.model)
        for short in (name, f"{name.partition('::')[0]}::{name.rpartition('::')[2]}")
    }
    meant = evidence.verification
    for key, kind, values, known in (
        ("services", "context", meant.services.values(), contexts),
        ("operations", "operation", [each.replace(".", "::") for each in meant.operations.values()], operations),
    ):
        for value in values:
            if value not in known:
                problem = unknown(kind, value, sorted(known), otherwise="name it as the map does")
                raise click.ClickException(f"[verify.{key}]: {problem}")


def _divided(evidence: Evidence, named: str) -> tuple[BoundedContext | None, str]:
    """The context and the path in `CONTEXT=FILE`; None and the path in `FILE`."""
    name, sign, path = named.partition("=")
    if not sign or Path(named).exists():
        return None, named
    contexts = index.contexts(evidence.model)
    if name not in contexts:
        raise click.UsageError(unknown("context", name, sorted(contexts)))
    return contexts[name], path


def _context_of(evidence: Evidence, document: Document) -> BoundedContext | None:
    info = document.value.get("info", {})
    element = str(info.get("x-ctxmap", {}).get("element", ""))
    stem = posixpath.basename(document.source.path).partition(".")[0]
    return evidence.context_called(*filter(None, (element, str(info.get("title") or ""), stem)))
