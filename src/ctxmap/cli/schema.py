"""`ctxmap schema`: the JSON Schema of `model.json`."""

from __future__ import annotations

import json

import click

from ctxmap.cli._terminal import show
from ctxmap.model.json import schema


@click.command()
def command() -> int:
    """Print the JSON Schema of model.json."""
    show(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return 0
