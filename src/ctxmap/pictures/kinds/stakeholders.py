"""Stakeholders by influence and interest: `stakeholders/<contexts>.svg`.

The grid of Mendelow (1991): who has much influence and much interest is involved closely, who has little of both is
kept informed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ctxmap.drawing.diagram import Card
from ctxmap.drawing.grid import GridDiagram, GridRow
from ctxmap.model.elements import Stakeholder, Stakeholders
from ctxmap.model.index import contexts
from ctxmap.model.names import stakeholders_files
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene

_UNSTATED = ("", "UNDEFINED")


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each block of stakeholders."""
    for block, file in zip(scene.model.stakeholders, stakeholders_files(scene.model), strict=True):
        if block.stakeholders:
            yield Picture(f"stakeholders/{file}", _diagram(scene, block))


def _diagram(scene: Scene, block: Stakeholders) -> GridDiagram:
    words = scene.words
    people = list(_people(block.stakeholders, ""))
    influences = _levels((each.influence for each, _ in people), ("HIGH", "MEDIUM", "LOW"))
    interests = _levels((each.interest for each, _ in people), ("LOW", "MEDIUM", "HIGH"))
    cells = defaultdict[tuple[str, str], list[Card]](list)
    for each, group in people:
        cells[_level(each.influence), _level(each.interest)].append(_card(each, group))
    shown = (contexts(scene.model).get(each.target or "") for each in block.contexts)
    return GridDiagram(
        title=words.stakeholders_title,
        subtitle=words.listed(context.title for context in shown if context),
        description=words.stakeholders_told,
        axes=(words.stakeholder_influence, words.stakeholder_interest),
        rows=tuple(
            GridRow(words.levels[influence], tuple(tuple(cells[influence, interest]) for interest in interests))
            for influence in influences
        ),
        columns=tuple(words.levels[interest] for interest in interests),
    )


def _people(stakeholders: Iterable[Stakeholder], group: str) -> Iterator[tuple[Stakeholder, str]]:
    """Every stakeholder with the group that it is in; a group with levels of its own or without members is one, too."""
    for each in stakeholders:
        if each.kind == "STAKEHOLDER" or not each.members or each.influence or each.interest:
            yield each, group
        yield from _people(each.members, each.title)


def _levels(stated: Iterable[str], order: tuple[str, ...]) -> list[str]:
    """All levels in an order; one more for what is not stated, where that occurs."""
    return [*order, *([""] if any(_level(each) == "" for each in stated) else [])]


def _level(stated: str) -> str:
    return "" if stated in _UNSTATED else stated


def _card(each: Stakeholder, group: str) -> Card:
    return Card(
        id=f"stakeholder-{each.qualified_name}",
        title=each.title,
        subtitle=group,
        sign="person" if each.kind == "STAKEHOLDER" else "team",
        blocks=((each.description,),) if each.description else (),
        tooltip=each.doc,
    )
