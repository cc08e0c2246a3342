"""`ctxmap schema`: JSON Schemas of what ctxmap writes and reads."""

from __future__ import annotations

import json
from typing import Any

import click

from ctxmap.cli._terminal import show

_MODEL, _CONFIGURATION = "model", "configuration"


@click.command()
@click.argument("subject", metavar="[model|configuration]", type=click.Choice([_MODEL, _CONFIGURATION]), default=_MODEL)
def command(subject: str) -> int:
    """Print the JSON Schema of model.json, or of the configuration.

    An editor that knows the second one completes and checks ctxmap.toml.
    """
    made = _of_configuration() if subject == _CONFIGURATION else _of_model()
    show(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    return 0


def _of_model() -> dict[str, Any]:
    from ctxmap.model.json import schema  # noqa: PLC0415 — either is a good part of the compiler

    return schema()


def _of_configuration() -> dict[str, Any]:
    from ctxmap.configfile import read, schema  # noqa: PLC0415

    return schema.schema(read.known_names())
