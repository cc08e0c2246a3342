"""`ctxmap init`: a first map, a configuration and a hook, to begin with in an empty folder."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import Final

import click

from ctxmap.cli._terminal import show
from ctxmap.text.files import Disk

_MAP: Final = """\
// A first map: replace the contexts by yours.
ContextMap Overview {
    contains Sales, Billing, PaymentProvider

    // Upstream -> downstream. Sales publishes what happened; Billing listens.
    Sales [U,PL] -> [D] Billing {
        async {
            events = OrderPlaced
            delivery = AT_LEAST_ONCE
            outbox
            idempotent by orderNumber
        }
    }

    // A system of others has a model of its own: an anticorruption layer keeps it out.
    PaymentProvider [U,OHS] -> [D,ACL] Billing
}

BoundedContext Sales {
    domainVisionStatement = "Takes orders, and knows what was promised to customers"
    Aggregate Order {
        Entity Order {
            aggregateRoot
            String orderNumber key
        }
        DomainEvent OrderPlaced {
            String orderNumber
        }
    }
}

BoundedContext Billing {
    domainVisionStatement = "Sends invoices, and knows what was paid"
}

BoundedContext PaymentProvider {
    type = EXTERNAL
    domainVisionStatement = "Moves the money"
}
"""

_CONFIGURATION: Final = """\
sources = {sources}

[output]
folder = "build/map"
"""

_HOOK: Final = """\
repos:
  - repo: local
    hooks:
      - id: ctxmap-check
        name: ctxmap check
        entry: ctxmap check
        language: system
        pass_filenames: false
        always_run: true
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="[FOLDER]")
def command(folder: Path) -> int:
    """Write a first map, a configuration and a hook.

    They go into FOLDER, or into the current folder. Files that are there already are kept. If there are maps, none is
    written, and the configuration names theirs as its sources. The hook is for pre-commit and prek.
    """
    files = _files(folder)
    kept = [path for path, text in files.items() if not _write(folder / path, text)]
    for path in files:
        show(f"{'kept ' if path in kept else 'wrote'} {folder / path}\n")
    show("\nNext:\n")
    if folder != Path():
        show(f"  cd {shlex.quote(str(folder))}\n")
    show("  ctxmap check         check the map\n")
    show("  ctxmap build         draw it, and write documents\n")
    if ".pre-commit-config.yaml" in kept:
        show("\nTo check maps on every commit, see docs/pre-commit.md in the repository of ctxmap.\n")
    else:
        show("  pre-commit install   check it on every commit (prek install works, too)\n")
    return 0


def _files(folder: Path) -> dict[str, str]:
    """The texts of the files to write, by path."""
    sources = _folders_of_maps(folder)
    files = {} if sources else {"maps/overview.cml": _MAP}
    if not _is_configured(folder):
        listed = ", ".join(json.dumps(each, ensure_ascii=False) for each in sources or ["maps"])
        files["ctxmap.toml"] = _CONFIGURATION.format(sources=f"[{listed}]")
    return {**files, ".pre-commit-config.yaml": _HOOK}


def _folders_of_maps(folder: Path) -> list[str]:
    """What there is in the folder that is a map or contains one."""
    maps = [Path(os.path.relpath(path, folder)) for path in Disk().maps_below(str(folder))] if folder.is_dir() else []
    return sorted({path.parts[0] for path in maps})


def _is_configured(folder: Path) -> bool:
    """Whether the project of this folder has its configuration with those of other tools."""
    project = folder / "pyproject.toml"
    return project.is_file() and b"[tool.ctxmap" in project.read_bytes()


def _write(path: Path, text: str) -> bool:
    """Write a file, unless there is one."""
    if os.path.lexists(path):
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(f'can\'t write "{path}": {error.strerror}') from error
    return True
