"""`ctxmap build`: what the backends make of the models, written below a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from ctxmap import backends
from ctxmap.backends import Artifact
from ctxmap.cli._completion import several_of
from ctxmap.cli._options import fail_on_option, paths_argument
from ctxmap.cli._output import Written, write
from ctxmap.cli._paths import model_folders
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import number_of, show
from ctxmap.cli._workspace import compiled, finds, show_findings, summary
from ctxmap.compiler import Compilation
from ctxmap.findings import Severity


def _chosen(_ctx: click.Context, _option: click.Parameter, value: str | None) -> Sequence[str]:
    """The backends that are named, separated by commas; without the option, those that nobody has to ask for."""
    if value is None:
        return backends.usual()
    named = [name.strip() for name in value.split(",")]
    for name in named:
        if name not in backends.names():
            raise click.BadParameter(unknown("backend", name, backends.names()))
    return [name for name in backends.names() if name in named]


class _Only(click.Option):
    """Says in its help which backends there are, and knows it only then: finding out which are usual imports them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        on_request = sorted(set(backends.names()) - set(backends.usual()))
        self.help = (
            f"Build only these, separated by commas. Without it: {', '.join(backends.usual())}. "
            f"On request: {', '.join(on_request)}."
        )
        return super().get_help_record(ctx)


@click.command()
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    default="build",
    show_default=True,
    help="The folder to write into.",
)
@click.option(
    "--only",
    "chosen",
    metavar="NAMES",
    callback=_chosen,
    shell_complete=several_of(backends.names),
    cls=_Only,
)
@fail_on_option
def command(paths: tuple[str, ...], output: Path, chosen: Sequence[str], fail_on: Severity | None) -> int:
    """Build diagrams, documents and API contracts from context maps.

    PATH is a .cml file, a folder of them, or - for standard input. Several maps that don't import each other get a
    folder each. Files that ctxmap didn't write are never overwritten; those that it wrote and no longer makes are
    removed.

    With errors in a map nothing is written, unless with --fail-on never.

    Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 could not run.
    """
    compilation = compiled(paths)
    show_findings(compilation, "text", err=True)
    if fail_on is not None and finds(compilation, Severity.ERROR):
        show(f"\n{summary(compilation)}; nothing written (--fail-on never writes all the same)\n", err=True)
        return 1
    if compilation.diagnostics:
        show(f"\n{summary(compilation)}\n", err=True)
    show(_told(write(output, _artifacts(compilation, chosen)), output))
    return int(finds(compilation, fail_on))


def _artifacts(compilation: Compilation, chosen: Sequence[str]) -> Mapping[str, Sequence[Artifact]]:
    """What each of the backends makes of all models, in a folder for each model where there are several."""
    return {name: list(_built(compilation, name)) for name in chosen}


def _built(compilation: Compilation, backend: str) -> Iterator[Artifact]:
    build = backends.load(backend)
    for model, folder in zip(compilation.models, model_folders(compilation.models), strict=True):
        for artifact in build(model, compilation.diagnostics):
            yield replace(artifact, path=folder + artifact.path)


def _told(written: Written, output: Path) -> str:
    also = [f"{written.unchanged} unchanged"] if written.unchanged else []
    also += [f"{written.removed} removed"] if written.removed else []
    remark = f" ({', '.join(also)})" if also else ""
    return f'wrote {number_of(written.written, "file")} to "{output}"{remark}\n'
