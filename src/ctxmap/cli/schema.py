"""`ctxmap schema`: prints the JSON Schemas of model.json and of the configuration."""

from __future__ import annotations

import json
from typing import Any

import click

from ctxmap.cli._settings import isolated_option, plugins_of
from ctxmap.cli._terminal import show
from ctxmap.text.files import Disk

_MODEL, _CONFIGURATION = "model", "configuration"


@click.command()
@click.argument("subject", metavar="[model|configuration]", type=click.Choice([_MODEL, _CONFIGURATION]), default=_MODEL)
@isolated_option
def command(subject: str, isolated: bool) -> int:
    """Print the JSON Schema of model.json or of the configuration.

    Editors use the schema of the configuration to complete and check ctxmap.toml. It includes the rules of the plug-ins
    that are configured for the current folder.
    """
    made = _of_configuration(isolated=isolated) if subject == _CONFIGURATION else _of_model()
    show(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    return 0


def _of_model() -> dict[str, Any]:
    from ctxmap.model.json import schema  # noqa: PLC0415 — each schema loads much of the compiler

    return schema()


def _of_configuration(*, isolated: bool) -> dict[str, Any]:
    from ctxmap.configfile import read, schema  # noqa: PLC0415

    try:
        file = None if isolated else read.find_configuration("", Disk())
    except OSError:
        file = None  # the schema is needed most while the file is wrong
    return schema.schema(read.known_names(plugins_of(file if file and not file.findings else None)))
