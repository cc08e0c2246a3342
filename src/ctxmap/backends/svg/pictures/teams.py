"""Teams, and the contexts that they own: `teams.svg`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.backends.svg import words
from ctxmap.backends.svg.cards import context_card
from ctxmap.backends.svg.pictures import Picture
from ctxmap.drawing.diagram import Card, Connector, Diagram, Entry, SignSample, Swatch
from ctxmap.findings import Diagnostic
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts


def pictures(model: Model, diagnostics: Sequence[Diagnostic]) -> Iterator[Picture]:
    """One picture, where teams own contexts; a context of ours that nobody owns is on it, too."""
    teams = [context for context in model.contexts if context.type == "TEAM"]
    connectors = tuple(line for team in teams for line in _owned(model, team))
    if connectors:
        yield Picture("teams", _diagram(model, teams, connectors))


def _diagram(model: Model, teams: Sequence[BoundedContext], connectors: Sequence[Connector]) -> Diagram:
    owned = {connector.head for connector in connectors}
    ours = [context for context in model.contexts if context.is_ours]
    orphans = [context for context in ours if f"context-{context.qualified_name}" not in owned]
    realized = [context for context in model.contexts if f"context-{context.qualified_name}" in owned]
    cards = [
        *(context_card(model, each, "team") for each in teams),
        *(context_card(model, each, "context") for each in realized),
        *(context_card(model, each, "context", words.NOBODY) for each in orphans),
    ]
    return Diagram(
        title=words.TEAMS,
        subtitle=words.TEAMS_TOLD,
        cards=tuple(cards),
        connectors=tuple(connectors),
        legend=tuple(_legend(cards)),
        direction="LEFT_TO_RIGHT",
    )


def _owned(model: Model, team: BoundedContext) -> Iterator[Connector]:
    for name in dict.fromkeys(reference.target or "" for reference in team.realizes):
        if owned := contexts(model).get(name):
            yield Connector(
                id=f"owns-{team.qualified_name}-{name}",
                tail=f"team-{team.qualified_name}",
                head=f"context-{name}",
                title=f"{team.title} → {owned.title}",
            )


def _legend(cards: Sequence[Card]) -> Iterator[Entry]:
    drawn = {card.sign for card in cards}
    yield from (Entry(SignSample(each.lower()), text) for each, text in words.TYPES.items() if each.lower() in drawn)
    if any(card.tone == "foreign" for card in cards):
        yield Entry(Swatch("foreign"), words.NOT_OURS)
