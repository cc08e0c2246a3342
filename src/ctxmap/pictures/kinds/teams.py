"""Teams, and the contexts that they own: `teams.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ctxmap.drawing.diagram import Card, Connector, Diagram
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts
from ctxmap.pictures.cards import context_card
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.legend import signs
from ctxmap.pictures.scene import Scene

_MOST = 40
"""So many teams and contexts can be joined by lines; of more, each team is one card."""


def pictures(scene: Scene) -> Iterator[Picture]:
    """One picture, where teams own contexts; a context of ours that nobody owns is on it, too."""
    model = scene.model
    teams = [context for context in model.contexts if context.type == "TEAM"]
    connectors = tuple(line for team in teams for line in _owned(model, team))
    if connectors:
        yield Picture("teams", _diagram(scene, teams, connectors))


def _diagram(scene: Scene, teams: Sequence[BoundedContext], connectors: Sequence[Connector]) -> Diagram:
    model, words = scene.model, scene.words
    owned = {connector.head for connector in connectors}
    ours = [context for context in model.contexts if context.is_ours]
    orphans = [context for context in ours if f"context-{context.qualified_name}" not in owned]
    realized = [context for context in model.contexts if f"context-{context.qualified_name}" in owned]
    cards = [
        *(context_card(scene, each, "team") for each in teams),
        *(context_card(scene, each, "context") for each in realized),
        *(context_card(scene, each, "context", words.nobody) for each in orphans),
    ]
    if len(cards) > _MOST:
        return _large(scene, teams, connectors, orphans)
    return Diagram(
        title=words.teams_title,
        subtitle=words.teams_told,
        cards=tuple(cards),
        connectors=tuple(connectors),
        legend=tuple(signs(words, cards)),
        direction="LEFT_TO_RIGHT",
    )


def _large(
    scene: Scene, teams: Sequence[BoundedContext], connectors: Sequence[Connector], orphans: Sequence[BoundedContext]
) -> Diagram:
    """Each team as one card that lists what it owns; what nobody owns is on another."""
    model, words = scene.model, scene.words
    cards = [
        replace(context_card(scene, team, "team"), details=tuple(_titles(model, team, connectors))) for team in teams
    ]
    if orphans:
        cards.append(Card(id="nobody", title=words.nobody, tone="area", details=tuple(each.title for each in orphans)))
    legend = tuple(signs(words, cards))
    return Diagram(title=words.teams_title, subtitle=words.teams_told, cards=tuple(cards), legend=legend)


def _titles(model: Model, team: BoundedContext, connectors: Sequence[Connector]) -> Iterator[str]:
    for line in connectors:
        if line.tail == f"team-{team.qualified_name}":
            yield contexts(model)[line.head.removeprefix("context-")].title


def _owned(model: Model, team: BoundedContext) -> Iterator[Connector]:
    for name in dict.fromkeys(reference.target or "" for reference in team.realizes):
        if owned := contexts(model).get(name):
            yield Connector(
                id=f"owns-{team.qualified_name}-{name}",
                tail=f"team-{team.qualified_name}",
                head=f"context-{name}",
                parting=True,
                title=f"{team.title} → {owned.title}",
            )
