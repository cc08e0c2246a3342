"""The life cycle of every aggregate whose states are declared, as states: `life-cycles/<context>-<aggregate>.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.life_cycles import Change, changes
from ctxmap.drawing.diagram import Card, Connector, Diagram, Note
from ctxmap.model.elements import Aggregate, BoundedContext, Enum
from ctxmap.model.names import life_cycle_files
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words

_BIRTH = "birth"


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each aggregate with states and something that changes them."""
    model = scene.model
    files = life_cycle_files(model)
    for context in model.contexts:
        for aggregate in context.aggregates:
            states = aggregate.lifecycle
            found = changes(model, aggregate)
            if states and found:
                path = f"life-cycles/{files[aggregate.qualified_name]}"
                yield Picture(path, _diagram(scene.words, context, aggregate, states, found))


def _diagram(
    words: Words, context: BoundedContext, aggregate: Aggregate, states: Enum, found: Sequence[Change]
) -> Diagram:
    born = any(not change.source for change in found)
    final = {change.target for change in found if change.is_final}
    named = [change.source for change in found if change.source] + [change.target for change in found]
    names = dict.fromkeys([*(value.name for value in states.values), *named])
    cards = [
        Card(
            id=f"state-{name}",
            title=name,
            subtitle=words.end if name in final else "",
            sign="end" if name in final else "",
        )
        for name in names
    ]
    return Diagram(
        title=aggregate.title,
        subtitle=f"{words.life_cycle} · {context.title}",
        description=aggregate.doc or states.doc,
        cards=(*([Card(id=_BIRTH, title=words.birth, sign="start", tone="area")] if born else []), *cards),
        connectors=tuple(_connectors(words, found)),
    )


def _connectors(words: Words, found: Sequence[Change]) -> Iterator[Connector]:
    """An arrow for each pair of states, with all that leads from the one to the other."""
    causes: dict[tuple[str, str], list[str]] = {}
    for change in found:
        causes.setdefault((change.source, change.target), []).append(change.cause)
    for (source, target), names in causes.items():
        yield Connector(
            id=f"change-{source or _BIRTH}-{target}",
            tail=f"state-{source}" if source else _BIRTH,
            head=f"state-{target}",
            notes=tuple(Note(name, "name") for name in dict.fromkeys(names)),
            title=f"{source or words.birth} → {target}",
        )
