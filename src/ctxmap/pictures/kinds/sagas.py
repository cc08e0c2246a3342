"""Sagas: steps, what undoes each of them, and where there is no way back: `sagas/<transaction>.svg`.

After Richardson, "Microservices Patterns" (2018, ch. 4): steps before the pivot are compensated in reverse order when
a later one fails, and steps after it are repeated until they succeed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ctxmap.drawing.diagram import Card, Connector, Diagram, Entry, LineSample, Note, Swatch
from ctxmap.model.elements import Reference, Transaction, TransactionStep
from ctxmap.model.index import contexts
from ctxmap.model.names import transaction_files
from ctxmap.pictures.kinds import Picture
from ctxmap.pictures.scene import Scene
from ctxmap.pictures.words import Words


def pictures(scene: Scene) -> Iterator[Picture]:
    """A picture for each saga of two or more steps."""
    files = transaction_files(scene.model)
    for saga in scene.model.all_transactions:
        if saga.consistency == "SAGA" and len(saga.steps) > 1:
            yield Picture(f"sagas/{files[saga.qualified_name]}", _diagram(scene, saga))


def _diagram(scene: Scene, saga: Transaction) -> Diagram:
    words = scene.words
    steps = {number: _step(scene, number, step) for number, step in enumerate(saga.steps, 1)}
    undone = {
        number: _compensation(words, number, step) for number, step in enumerate(saga.steps, 1) if step.compensated_by
    }
    legend = [Entry(LineSample("plain"), words.next_step)]
    if undone:
        legend.append(Entry(Swatch("foreign"), words.compensation))
    return Diagram(
        title=saga.title,
        subtitle=words.saga,
        description=saga.doc,
        cards=(*steps.values(), *undone.values()),
        connectors=(
            *(_line(one, other) for one, other in pairwise(steps.values())),
            *(_line(one, other, back=True) for one, other in pairwise(undone.values())),
            *(
                _line(undone[before[-1]], steps[number], words.fails, back=True)
                for number in _failing(saga.steps)
                if (before := [other for other in undone if other < number])
            ),
        ),
        legend=tuple(legend),
        direction="LEFT_TO_RIGHT",
    )


def _failing(steps: Sequence[TransactionStep]) -> list[int]:
    """The steps whose failure is compensated: those up to the pivot that aren't repeated until they succeed."""
    pivot = next((number for number, step in enumerate(steps, 1) if step.is_pivot), len(steps))
    return [number for number, step in enumerate(steps, 1) if number <= pivot and not step.is_retriable]


def _step(scene: Scene, number: int, step: TransactionStep) -> Card:
    told = [scene.words.pivot] if step.is_pivot else []
    told += [scene.words.retriable] if step.is_retriable else []
    return Card(
        id=f"step-{number}",
        title=f"{number}. {_operation(step.operation)}",
        subtitle=_where(scene, step),
        blocks=tuple((each,) for each in told),
        tooltip=step.doc,
    )


def _compensation(words: Words, number: int, step: TransactionStep) -> Card:
    title = _operation(step.compensated_by) if step.compensated_by else ""
    return Card(id=f"undo-{number}", title=title, subtitle=words.undoes.format(number), tone="foreign")


def _where(scene: Scene, step: TransactionStep) -> str:
    """The context whose operation it is."""
    name = (step.operation.target or step.operation.name).partition("::")[0]
    context = contexts(scene.model).get(name)
    return context.title if context else name


def _operation(reference: Reference) -> str:
    return reference.name.rpartition("::")[2]


def _line(tail: Card, head: Card, text: str = "", *, back: bool = False) -> Connector:
    """An arrow from tail to head, or back: then what it leads to still stands before what it comes from."""
    source, target = (head, tail) if back else (tail, head)
    return Connector(
        id=f"{source.id}-to-{target.id}",
        tail=tail.id,
        head=head.id,
        arrow="tail" if back else "head",
        notes=(Note(text),) if text else (),
        title=f"{source.title} → {target.title}",
    )
