"""How the files of an output folder differ from what the backends make now; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from ctxmap.backends import Artifact
from ctxmap.cli import _record as record
from ctxmap.cli._terminal import number_of, show

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def show_difference(folder: Path, artifacts: Mapping[str, Sequence[Artifact]]) -> bool:
    """Print how the folder differs from what would be written into it; gives whether it does."""
    made = {artifact.path: artifact for each in artifacts.values() for artifact in each}
    known = record.read(folder).items()
    stale = [path for path, of in known if of in artifacts and path not in made and (folder / path).is_file()]
    missing = [path for path in made if not (folder / path).is_file()]
    changed = [path for path in made if path not in missing and (folder / path).read_bytes() != made[path].data]
    for path in changed:
        show("".join(_difference(folder / path, made[path])))
    for path in missing:
        show(f"missing: {folder / path}\n")
    for path in stale:
        show(f"no longer made: {folder / path}\n")
    told = (f"{len(changed)} out of date", f"{len(missing)} missing", f"{len(stale)} no longer made")
    wrong = [words for words, paths in zip(told, (changed, missing, stale), strict=True) if paths]
    behind = f"{', '.join(wrong)} of {number_of(len(made), 'file')}; `ctxmap build` brings them up to date\n"
    show(behind if wrong else f'"{folder}" is up to date\n')
    return bool(wrong)


def _difference(file: Path, artifact: Artifact) -> Iterator[str]:
    """A unified diff, as `patch` takes it; of what is no text, only that it differs."""
    if isinstance(artifact.content, bytes):
        yield f"out of date: {file}\n"
        return
    there = file.read_bytes().decode("utf-8", "replace")
    lines = unified_diff(_LINE.findall(there), _LINE.findall(artifact.content), str(file), f"{file} (built)")
    yield from (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
