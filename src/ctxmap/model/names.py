"""File names for what a model holds: kebab-case, readable, and safe on every file system.

Letters of any script stay; a hyphen stands at `_` and where a word in CamelCase begins. Names that come out alike, or
that a file system may not tell apart, get a number; so do names that Windows keeps for devices.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from ctxmap.model.elements import ContextMap, LandscapeState, Model, Relationship
from ctxmap.model.facts import once_per_model

_LONGEST = 120
"""In bytes of UTF-8: half of what file systems allow, since endings, numbers and folders follow."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789"}
)


@once_per_model
def context_files(model: Model) -> Mapping[str, str]:
    """For each context's qualified name, the name of its files, without folder and ending; no two are alike."""
    return distinct((context.qualified_name, kebab_case(context.name)) for context in model.contexts)


@once_per_model
def map_files(model: Model) -> Mapping[str, str]:
    """For each map's qualified name, the name of its files; a map without a name is `map`."""
    return distinct((each.qualified_name, kebab_case(each.name or "map")) for each in model.maps)


@once_per_model
def view_files(model: Model) -> Mapping[str, str]:
    """For each view's qualified name, the name of its files."""
    return distinct((each.qualified_name, kebab_case(each.name)) for each in model.views)


@once_per_model
def life_cycle_files(model: Model) -> Mapping[str, str]:
    """For each aggregate's qualified name, the name of the file with its life cycle."""
    files = context_files(model)
    aggregates = ((context, aggregate) for context in model.contexts for aggregate in context.aggregates)
    return distinct(
        (aggregate.qualified_name, f"{files[context.qualified_name]}-{kebab_case(aggregate.name)}")
        for context, aggregate in aggregates
    )


@once_per_model
def process_files(model: Model) -> Mapping[str, str]:
    """For the qualified name of each flow and coordination, the name of its file."""
    files = context_files(model)
    return distinct(
        (process.qualified_name, f"{files[context.qualified_name]}-{kebab_case(process.name)}")
        for context in model.contexts
        if context.application
        for process in (*context.application.flows, *context.application.coordinations)
    )


@once_per_model
def transaction_files(model: Model) -> Mapping[str, str]:
    """For each transaction's qualified name, the name of the file with its steps."""
    files = context_files(model)
    of_contexts = (
        (each.qualified_name, f"{files[context.qualified_name]}-{kebab_case(each.name)}")
        for context in model.contexts
        if context.application
        for each in context.application.transactions
    )
    return distinct((*((each.qualified_name, kebab_case(each.name)) for each in model.transactions), *of_contexts))


@once_per_model
def value_register_files(model: Model) -> Mapping[str, str]:
    """For each value register's qualified name, the name of its file."""
    return distinct((each.qualified_name, kebab_case(each.name)) for each in model.value_registers)


def stakeholders_files(model: Model) -> Sequence[str]:
    """The name of the file for each block of stakeholders, made of the contexts that they are stakeholders of."""
    contexts = ("-".join(kebab_case(each.name) for each in block.contexts) for block in model.stakeholders)
    return tuple(distinct((str(i), name or "all") for i, name in enumerate(contexts)).values())


def landscape_file(state: LandscapeState) -> str:
    """The name of the files of the landscape of all maps of that state."""
    return kebab_case(state or "no-state")


def relationship_anchor(model: Model, context_map: ContextMap, relationship: Relationship) -> str:
    """What a relationship's row in the documents is called: `relationship-shop-payment-cart-authorization`.

    `context_map` is the map on which it is shown; its row is with the map that states it.
    """
    home = _stated_on(model).get(relationship, context_map)
    return f"relationship-{map_files(model)[home.qualified_name]}-{kebab_case(relationship.id)}"


@once_per_model
def _stated_on(model: Model) -> Mapping[Relationship, ContextMap]:
    return {relationship: context_map for context_map in model.maps for relationship in context_map.relationships}


def kebab_case(name: str) -> str:
    """`PaymentGateway` as `payment-gateway`, `HTTPServer_2` as `http-server-2`, `支付` as it is; never empty."""
    slug = "-".join(word for run in _runs(unicodedata.normalize("NFC", name)) for word in _words(run)).lower()
    return _cut(unicodedata.normalize("NFC", slug)) or "unnamed"


def distinct(slugs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """For each key the name of its file, made of its slug; no two are alike, and none is a device's."""
    wanted = dict(slugs)
    natural = {_as_file_systems_see_it(slug) for slug in wanted.values()}
    taken = set(DEVICES)
    files: dict[str, str] = {}
    for name, slug in wanted.items():
        free = slug if _as_file_systems_see_it(slug) not in taken else _numbered(slug, taken | natural)
        taken.add(_as_file_systems_see_it(free))
        files[name] = free
    return files


def _runs(name: str) -> list[str]:
    """Letters and digits with the signs that belong to them; the vowels of `हिन्दी` are such signs."""
    return "".join(each if unicodedata.category(each)[0] in "LNM" else " " for each in name).split()


def _words(run: str) -> Iterator[str]:
    """Cut before a capital that follows a small letter or digit, and before the last capital of several."""
    start = 0
    for i in range(1, len(run)):
        before, here, after = run[i - 1], run[i], run[i + 1 : i + 2]
        if here.isupper() and (not before.isupper() or after.islower()):
            yield run[start:i]
            start = i
    yield run[start:]


def _cut(slug: str) -> str:
    return slug.encode()[:_LONGEST].decode(errors="ignore").rstrip("-")


def _numbered(slug: str, taken: set[str]) -> str:
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(each for each in numbered if _as_file_systems_see_it(each) not in taken)


def _as_file_systems_see_it(slug: str) -> str:
    return unicodedata.normalize("NFKD", slug).casefold()
