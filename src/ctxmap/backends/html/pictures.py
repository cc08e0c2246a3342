"""The pictures of the SVG backend as parts of one document, with one style sheet, and links that stay inside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from posixpath import dirname, join, normpath

import msgspec

from ctxmap.analyses.communication.availability import has_usable_fallback
from ctxmap.analyses.communication.calls import stated_calls
from ctxmap.analyses.landscapes import landscapes
from ctxmap.backends.html.words import Words
from ctxmap.backends.svg import draw_ahead, drawn
from ctxmap.drawing.diagram import Diagram, Field
from ctxmap.drawing.grid import GridDiagram
from ctxmap.drawing.sequence import SequenceDiagram
from ctxmap.drawing.style import style_sheet
from ctxmap.drawing.theme import Theme
from ctxmap.model import index
from ctxmap.model.elements import Model
from ctxmap.model.names import context_files, map_files
from ctxmap.pictures.cards import card_id
from ctxmap.pictures.kinds import Picture, pictures
from ctxmap.pictures.scene import Scene

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_LINK = re.compile(r'(?<= href=")(?![a-z]+:)[^"]*(?=")')
_RELATIONSHIPS = ("relationship-", "bundle-")
"""How the ids of their lines begin."""
_FIRST = ("overviews", "maps", "landscapes", "parts", "views", "", "calls")
"""The folders of the pictures that a reader is offered first."""


class FieldFacts(msgspec.Struct, frozen=True):
    """An area that can be folded, and the cards on it."""

    id: str
    title: str
    cards: Sequence[str]


class PictureFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the page knows of a picture. `lines`: of relationships, by id, the cards at both ends, and the stroke."""

    path: str
    title: str
    group: str
    lines: dict[str, tuple[str, str, str]]
    fields: Sequence[FieldFacts]
    links: Sequence[str]


class ContextFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a context can be chosen by, its page, and what depends on what: other contexts by the ids of their cards.

    `waiting`: those that fail with it, as the failure reaches them, and whether they have a fallback.
    """

    title: str
    page: str
    teams: Sequence[str]
    types: Sequence[str]
    tags: Sequence[str]
    uses: Sequence[str]
    used_by: Sequence[str]
    waiting: Sequence[tuple[str, bool]]


class Drawing(msgspec.Struct, frozen=True):
    """A picture as SVG without a style sheet, and what is known of it; `marks` are the messages of its findings."""

    path: str
    svg: str
    facts: PictureFacts
    marks: frozenset[str]


def drawings(scene: Scene, words: Words) -> list[Drawing]:
    """All pictures: overviews, maps (those of teams last), parts and views, what tells of everything, then by kind."""
    found = list(pictures(scene))
    overviews = [each.diagram for each in found if _folder(each) == "overviews"]
    # A map that is too large to be drawn in one piece is its own overview.
    found = [each for each in found if _folder(each) != "maps" or each.diagram not in overviews]
    titles = Counter((_folder(each), each.diagram.title) for each in found)
    alone = {each.path for each in found if titles[_folder(each), each.diagram.title] == 1}
    files = map_files(scene.model)
    teams = {f"maps/{files[each.qualified_name]}" for each in scene.model.maps if each.type == "ORGANIZATIONAL"}
    ranked = sorted(found, key=lambda each: (_rank(each), each.path in teams))
    draw_ahead(ranked, scene.theme)
    return [_drawing(each, scene.theme, words, is_clear=each.path in alone) for each in ranked]


def shared_style(drawn: Sequence[Drawing], theme: Theme) -> str:
    """One style sheet for all of them; paper is never dark."""
    return style_sheet("".join(each.svg for each in drawn), theme).replace("@media (", "@media screen and (")


def facts_of_contexts(scene: Scene) -> dict[str, ContextFacts]:
    """Of all contexts, by the ids of their cards."""
    model, files, calls = scene.model, context_files(scene.model), _callers(scene.model)
    facts: dict[str, ContextFacts] = {}
    for context in model.contexts:
        uses, used_by = dict[str, None](), dict[str, None]()
        for each in index.relationships_of(model, context):
            up, down = each.upstream.context, each.downstream.context
            if down == context.qualified_name or each.is_symmetric:
                uses[up if down == context.qualified_name else down] = None
            if up == context.qualified_name or each.is_symmetric:
                used_by[down if up == context.qualified_name else up] = None
        facts[card_id(context.qualified_name)] = ContextFacts(
            title=context.title,
            page=f"contexts/{files[context.qualified_name]}.md",
            teams=[team.title for team in index.teams_of(model, context)],
            types=[scene.words.types.get(context.type, scene.words.context)],
            tags=list(context.tags),
            uses=[card_id(name) for name in uses],
            used_by=[card_id(name) for name in used_by],
            waiting=[(card_id(name), saved) for name, saved in _waiting(context.qualified_name, calls).items()],
        )
    return facts


_Callers = dict[str, dict[str, bool]]
"""For each context that is called, its callers, and whether all their calls have a fallback."""


def _callers(model: Model) -> _Callers:
    found: _Callers = {}
    for call in (call for landscape in landscapes(model) for call in stated_calls(landscape)):
        callers = found.setdefault(call.callee, {})
        callers[call.caller] = has_usable_fallback(call.sync) and callers.get(call.caller, True)
    return found


def _waiting(down: str, callers: _Callers) -> dict[str, bool]:
    """What fails with a context, and what is saved by a fallback; a failure spreads from what has none."""
    reached: dict[str, bool] = {}
    spreading = [down]
    for name in spreading:
        for caller, saved in callers.get(name, {}).items():
            if caller != down and reached.get(caller, True):
                if not saved:
                    spreading.append(caller)
                reached[caller] = saved
    return reached


def _drawing(picture: Picture, theme: Theme, words: Words, *, is_clear: bool) -> Drawing:
    path = f"{picture.path}.svg"
    bare = _STYLE.sub("", drawn(picture, theme).rstrip("\n"), count=1)
    # What is an image on its own is a group of things here: the things in an image can't be reached.
    svg = _LINK.sub(lambda link: f"#{_inside(path, link[0])}", bare.replace('role="img"', 'role="group"', 1))
    facts = _facts(picture, path, svg, words, is_clear=is_clear)
    return Drawing(path, svg, facts, frozenset(_marks(picture.diagram)))


def _inside(path: str, target: str) -> str:
    """Where a relative link of a picture leads, as a path below the output folder."""
    file, hash_, anchor = target.partition("#")
    return (normpath(join(dirname(path), file)) if file else path) + hash_ + anchor


def _facts(picture: Picture, path: str, svg: str, words: Words, *, is_clear: bool) -> PictureFacts:
    diagram = picture.diagram
    connectors = diagram.connectors if isinstance(diagram, Diagram) else ()
    lines = {each.id: (each.tail, each.head, each.stroke) for each in connectors if each.id.startswith(_RELATIONSHIPS)}
    return PictureFacts(
        path=path,
        title=diagram.title if is_clear else f"{diagram.title} · {diagram.subtitle}",
        group=words.groups.get(_folder(picture), words.other_group),
        lines=lines,
        fields=list(_fields(diagram.fields)) if lines and isinstance(diagram, Diagram) else (),
        links=sorted({link[0].removeprefix("#") for link in re.finditer(r'(?<= href=")#[^"]*(?=")', svg)}),
    )


def _marks(diagram: Diagram | SequenceDiagram | GridDiagram) -> Iterator[str]:
    marked = (*diagram.cards, *diagram.connectors) if isinstance(diagram, Diagram) else diagram.cards
    return (message for each in marked for mark in each.marks for message in mark.text.split("\n"))


def _fields(fields: Sequence[Field]) -> Iterator[FieldFacts]:
    for field in fields:
        if not field.fields:
            yield FieldFacts(field.id, field.title, field.cards)
        yield from _fields(field.fields)


def _rank(picture: Picture) -> int:
    folder = _folder(picture)
    return _FIRST.index(folder) if folder in _FIRST else len(_FIRST)


def _folder(picture: Picture) -> str:
    """The first of its folders, which says what kind it is of."""
    folder, slash, _ = picture.path.partition("/")
    return folder if slash else ""
