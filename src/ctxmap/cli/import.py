"""`ctxmap import`: a first map from what exists: contracts, telemetry, catalogues, deployment files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ctxmap import reports
from ctxmap.cli._terminal import number_of, quoted, show, use_color


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--name", default="System", show_default=True, help="The name of the map.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write to this new file.")
def command(files: tuple[str, ...], name: str, output: str | None) -> int:
    """Write a first map from what exists.

    FILE is an OpenAPI or AsyncAPI document, telemetry of OpenTelemetry, a Structurizr workspace in JSON, a Backstage
    catalogue, a compose file or a Kubernetes manifest, as JSON or YAML. All files together make one map. Each guess is
    a comment in it.

    Exit codes: 0 written, 2 could not run, or a file is malformed.
    """
    from ctxmap.cli._evidence import Reading  # noqa: PLC0415 — pydantic takes time
    from ctxmap.findings.finding import diagnose  # noqa: PLC0415
    from ctxmap.importers.reading import draft_of  # noqa: PLC0415
    from ctxmap.importers.written import identifier, written  # noqa: PLC0415

    if output and os.path.lexists(output):
        raise click.ClickException(f"{quoted(output)} exists; name a new file, and merge by hand")
    reading = Reading()
    documents = [document for file in files for document in reading.documents(file)]
    draft, found = draft_of(documents, {each.source.path: each for each in documents}.get)
    diagnostics = diagnose([*reading.findings, *found], reading.sources)
    if diagnostics:
        findings = reports.Findings(diagnostics, reading.sources, use_color(err=True))
        show(reports.load("text").render(findings), err=True)
        return 2
    text = written(draft, identifier(name))
    if not output:
        show(text)
        return 0
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(f"can't write {quoted(output)}: {error.strerror}") from error
    show(f"wrote {number_of(len(draft.services), 'context')} to {quoted(output)}\n")
    return 0
