"""Every fixed word of a picture, one file a language, which names the instance `WORDS`.

Knows what can be said, not where. Badges are not in here: `U OHS PL` is what the literature calls them in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Literal, cast

import msgspec

from ctxmap.drawing.diagram import MarkTone, NoteTone, Stroke
from ctxmap.vocabulary import (
    ConsequenceKind,
    Decomposition,
    Delivery,
    Evolution,
    FallbackKind,
    MapState,
    MapType,
    MigrationState,
    ObjectKind,
    Ordering,
    RoleKind,
    SubdomainType,
)


class Words(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All of them; a language that has no word for one doesn't load. `{}` stands for what the map says there."""

    comma: str
    """Between clauses."""
    list_comma: str
    """Between names."""
    colon: str
    contexts: tuple[str, str]
    """One of them, and several; so are all pairs here."""
    relationships: tuple[str, str]

    roles: Mapping[RoleKind, str]
    """In the order in which a badge shows them."""
    types: Mapping[str, str]
    """Types of bounded contexts; the rest has no sign."""
    subdomains: Mapping[Literal["", SubdomainType], str]
    map_states: Mapping[Literal["", MapState], str]
    map_types: Mapping[Literal["", MapType], str]
    marks: Mapping[MarkTone, str]
    sticky_notes: Mapping[NoteTone, str]
    """In the order in which a legend explains them."""
    guarantees: Mapping[str, str]
    """By sign, in the order in which a legend explains them."""

    short_guarantees: Mapping[str, str]
    """The same in a word or two, for what all lines share."""
    unless_marked: str
    """A kind of line, and what all of them share that aren't marked otherwise."""
    missing: str
    """What a line doesn't promise, though most do."""

    timeout: str
    circuit_breaker: str
    retries: str
    bulkhead: str
    rate_limit: str
    deprecated: str
    removal: str
    outbox: str
    idempotent: str
    idempotent_by: str
    topic: str
    fallbacks: Mapping[FallbackKind, str]
    deliveries: Mapping[Literal["", Delivery], str]
    orderings: Mapping[Literal["", Ordering], str]

    differences: str
    unchanged: str

    context_map: str
    landscape: str
    """All maps of one state together."""
    overview: str
    count: str
    """What the number on a line means."""
    context: str
    domain: str
    aggregate: str
    empty: str
    also_in: str
    exposed: str
    tags: str
    of: str
    """Where something belongs that stands outside."""
    owner: str
    not_ours: str

    synchronous: str
    asynchronous: str
    both: str
    batch: str
    every: str
    influence: str
    equals: str
    call: str
    message: str
    some_calls: str
    """Calls and messages of which a map says nothing more."""
    some_messages: str
    calls: str
    """What somebody does."""
    sends: str

    board: str
    either: Mapping[str, str]
    """What stands on the lines from a step that has a choice."""
    flow: str
    coordination: str
    command: str
    event: str
    life_cycle: str
    birth: str
    end: str

    events_title: str
    events_told: str
    event_count: str
    """What the number on a line between parts means."""
    taken_by: Mapping[str, str]

    inside: str
    objects: Mapping[ObjectKind, str]
    services: Mapping[str, str]
    root: str
    enum: str
    states: str
    references: Mapping[Stroke, str]
    extends: str
    elsewhere: str

    domains_title: str
    domains_told: str
    teams_title: str
    teams_told: str
    nobody: str
    deployable: str
    services_title: str
    services_told: str
    decompositions: Mapping[Decomposition, str]

    saga: str
    next_step: str
    compensation: str
    undoes: str
    """On a compensation: the number of the step that it undoes."""
    fails: str
    """On the line from a step to the compensation that follows its failure."""
    pivot: str
    retriable: str

    core_domains_title: str
    core_domains_told: str
    subdomain: str
    evolution: str
    evolutions: Mapping[Evolution, str]
    """In the order in which things evolve; without UNDEFINED."""

    use_cases_title: str
    use_cases_told: str
    use_case: str
    user_story: str
    verbs: Mapping[str, str]
    """The verbs of the language; others stand as they are written."""
    takes_part: str
    part_of: str

    stakeholders_title: str
    stakeholders_told: str
    stakeholder_influence: str
    stakeholder_interest: str
    levels: Mapping[str, str]
    """Of influence, interest, priority and impact; "" for none."""

    values_told: str
    core_value: str
    priority: str
    impact: str
    consequences: Mapping[ConsequenceKind, str]
    """The sign before a consequence."""

    calls_title: str
    calls_told: str
    call_count: str
    """What the number on a line between parts means."""
    promises: str
    by_itself: str
    with_all: str
    with_all_at_most: str
    waits: str
    way_out: str

    migration_title: str
    migration_told: str
    stages: Mapping[Literal["", MigrationState], str]
    data_uses: tuple[str, str]
    reads: str
    writes: str
    one_database: str
    waits_in_circle: str
    spanning: str
    written_twice: str
    kept_twice: str
    chatty: str
    still_shared: str
    nothing_shared: str

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return self.list_comma.join(names)

    def counts(self, contexts: int, relationships: int) -> str:
        """`3 contexts, 1 relationship`."""
        return self._counted((contexts, self.contexts), (relationships, self.relationships))

    def contexts_of(self, number: int) -> str:
        """`3 contexts`."""
        return self._counted((number, self.contexts))

    def relationships_of(self, number: int) -> str:
        """`3 relationships`."""
        return self._counted((number, self.relationships))

    def ties(self, relationships: int, data: int) -> str:
        """`1 relationship, 2 direct uses of data`; of data only if they are used."""
        uses = [(data, self.data_uses)] if data else []
        return self._counted((relationships, self.relationships), *uses)

    def _counted(self, *counts: tuple[int, tuple[str, str]]) -> str:
        return self.comma.join(forms[number != 1].format(number) for number, forms in counts)


def words_in(language: str) -> Words:
    """The words in a language, which is one of those that `configuration.Language` names."""
    return cast("Words", import_module(f"{__name__}.{language}").WORDS)
