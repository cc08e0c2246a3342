"""`ctxmap build --check`: how the files of an output folder differ from a new build. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ctxmap.backends import Artifact
from ctxmap.cli import _record as record
from ctxmap.cli._patch import patch
from ctxmap.cli._terminal import number_of, show
from ctxmap.text.files import read_regular_file


def show_difference(folder: Path, artifacts: Mapping[str, Sequence[Artifact]]) -> bool:
    """Print how the folder differs from the artifacts; gives whether it does."""
    made = {artifact.path: artifact for each in artifacts.values() for artifact in each}
    try:
        known = record.read(folder)
        missing = [path for path in made if not (folder / path).is_file()]
        changed = [path for path in made if path not in missing and _is_out_of_date(folder / path, made[path])]
    except OSError as error:
        raise click.ClickException(f'can\'t read "{error.filename or folder}": {error.strerror}') from error
    written = dict.fromkeys(entry.path for entry in known if entry.backend in artifacts)
    stale = [path for path in written if path not in made and (folder / path).is_file()]
    for path in changed:
        show(_difference(folder / path, made[path]))
    for path in missing:
        show(f"missing: {folder / path}\n")
    for path in stale:
        show(f"no longer built: {folder / path}\n")
    counts = {"out of date": changed, "missing": missing, "no longer built": stale}
    wrong = [f"{len(paths)} {state}" for state, paths in counts.items() if paths]
    summary = f"{', '.join(wrong)} of {number_of(len(made), 'file')}; run `ctxmap build` to update them\n"
    show(summary if wrong else f'"{folder}" is up to date\n')
    return bool(wrong)


def _is_out_of_date(file: Path, artifact: Artifact) -> bool:
    """Whether a file holds something else; git may have converted the line ends of a text."""
    there = read_regular_file(file)
    if there == artifact.data:
        return False
    return isinstance(artifact.content, bytes) or there.replace(b"\r\n", b"\n") != artifact.data


def _difference(file: Path, artifact: Artifact) -> str:
    """A unified diff; for a file that isn't text, only its name."""
    if isinstance(artifact.content, bytes):
        return f"out of date: {file}\n"
    there = file.read_bytes().decode("utf-8", "replace")
    return patch(there, artifact.content, str(file), f"{file} (built)")
