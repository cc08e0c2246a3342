"""The difference as JSON, for tools: everything that is added or removed, inside other things too, with its facts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ctxmap.analyses.difference import Changed, Thing, facts_of
from ctxmap.reports._difference import Between
from ctxmap.reports._json import to_json


def render(differences: Sequence[Between], *, color: bool = False) -> str:
    """An object with a list of models, each with what is added, removed and changed."""
    data = {"models": [_model(each) for each in differences]}
    return to_json(data)


def _model(between: Between) -> dict[str, object]:
    difference = between.difference
    return {
        "model": between.model,
        "added": [_thing(each) for each in difference.added],
        "removed": [_thing(each) for each in difference.removed],
        "changed": [_changed(each) for each in difference.changed],
    }


def _thing(thing: Thing) -> dict[str, object]:
    return {
        "kind": thing.kind,
        "name": thing.name,
        "attributes": {fact.attribute: list(fact.values) for fact in facts_of(thing)},
    }


def _changed(changed: Changed) -> dict[str, object]:
    return {
        "kind": changed.new.kind,
        "name": changed.new.name,
        "was": changed.old.name,
        "changes": [msgspec.to_builtins(change) for change in changed.changes],
    }
