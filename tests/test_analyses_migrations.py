"""Coupling and migration, counted by hand on two maps."""

from __future__ import annotations

from ctxmap import compile_text
from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.migration.coupling import Coupling, couplings
from ctxmap.analyses.migration.stages import is_out_of, legacy_among, legacy_of
from ctxmap.model.elements import BoundedContext
from ctxmap.model.index import contexts

MODEL = compile_text("""
ContextMap AsIs { state = AS_IS  contains Old, A, B, Gateway
    Old [U] -> [D] A
    Old [U] -> [D] A : Again
    A [P] <-> [P] B
    Gateway [U] -> [D] B
}
ContextMap ToBe { state = TO_BE  contains Old, A }
BoundedContext Old { type = LEGACY  Aggregate G  Aggregate H }
BoundedContext A { extractedFrom = Old  migration = DONE  reads = G, H  writes = G  Aggregate OfA }
BoundedContext B { extractedFrom = Old  migration = PLANNED  reads = OfA, Charge }
BoundedContext Gateway { type = EXTERNAL  Aggregate Charge }
""").model


def test_couplings_count_both_ends_of_every_tie() -> None:
    as_is, to_be = (couplings(MODEL, landscape) for landscape in landscapes(MODEL))
    assert as_is == {
        "Old": Coupling(("A", "A"), 3),
        "A": Coupling(("Old", "Old", "B"), 4),
        "B": Coupling(("A",), 1),
        "Gateway": Coupling((), 0),
    }
    assert to_be == {"Old": Coupling((), 3), "A": Coupling((), 3)}
    assert as_is["A"].total == 7


def test_who_comes_out_of_what() -> None:
    old, a, b = _context("Old"), _context("A"), _context("B")
    assert [legacy_of(MODEL, each) for each in (old, a, b)] == [None, old, old]
    assert [is_out_of(MODEL, a, old), is_out_of(MODEL, a, b), is_out_of(MODEL, b, old)] == [True, False, False]
    assert [legacy_among(MODEL, *pair) for pair in (("A", "Old"), ("Old", "B"), ("A", "B"))] == ["Old", "Old", ""]


def _context(name: str) -> BoundedContext:
    return contexts(MODEL)[name]
