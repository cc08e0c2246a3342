"""Event storming, flows and transactions: what happens over time."""

from __future__ import annotations

from typing import Literal

from ctxmap.model.elements.base import Element, Named, Reference
from ctxmap.model.elements.types import StateTransition
from ctxmap.vocabulary import (
    Consistency,
    FlowStepKind,
    Operator,
)


class Policy(Named, frozen=True, kw_only=True):
    """Whenever these events happen, issue those commands or invoke those operations."""

    on: tuple[Reference, ...] = ()
    issues: tuple[Reference, ...] = ()
    invokes: tuple[Reference, ...] = ()


class Hotspot(Named, frozen=True, kw_only=True):
    """An open question, and what it is about (events, commands, aggregates, policies)."""

    question: str
    on: tuple[Reference, ...] = ()


class ReadModel(Named, frozen=True, kw_only=True):
    """A view built from events, for whom it is built."""

    sources: tuple[Reference, ...] = ()
    """`from`: the events."""
    serves: tuple[Reference, ...] = ()


class FlowStep(Element, frozen=True, kw_only=True):
    """`command C … emits event E` or `event E triggers command C`.

    `operator` joins several results: AND (`+`), XOR (`X`) or OR (`O`); "" for one.
    """

    kind: FlowStepKind
    subjects: tuple[Reference, ...]
    results: tuple[Reference, ...]
    result_kind: FlowStepKind
    operator: Literal["", Operator] = ""
    actor: str = ""
    aggregate: Reference | None = None
    transition: StateTransition | None = None


class Flow(Named, frozen=True, kw_only=True):
    """A business process as commands and events in turn."""

    steps: tuple[FlowStep, ...] = ()


class Coordination(Named, frozen=True, kw_only=True):
    """Operations of services of several contexts, called one after the other."""

    steps: tuple[Reference, ...] = ()  # written `Context::Service::operation`: `place` takes these three words


class TransactionStep(Element, frozen=True, kw_only=True):
    """A step of a transaction: an operation, its aggregate (None: of none), and the operation that undoes it."""

    operation: Reference
    aggregate: str | None = None
    compensated_by: Reference | None = None
    is_pivot: bool = False
    """After this step there is no way back."""
    is_retriable: bool = False
    """It is repeated until it succeeds."""
    doc: str = ""


class Transaction(Named, frozen=True, kw_only=True):
    """A change over one or more aggregates, and how consistent it has to be."""

    consistency: Literal["", Consistency] = ""
    aggregates: tuple[Reference, ...] = ()
    """Those it lists. Those of its steps take part too: `all_aggregates`."""
    steps: tuple[TransactionStep, ...] = ()

    @property
    def all_aggregates(self) -> tuple[str, ...]:
        """The qualified names of the aggregates listed and of those of the steps, each once, in the text's order."""
        listed = [reference.target for reference in self.aggregates]
        stepped = [step.aggregate for step in self.steps]
        return tuple(dict.fromkeys(name for name in (*listed, *stepped) if name))
