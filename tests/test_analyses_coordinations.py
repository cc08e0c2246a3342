"""What the steps of coordinations name, on a map of two contexts."""

from __future__ import annotations

from ctxmap import compile_text
from ctxmap.analyses.coordinations import coordination_steps, spoken_to
from ctxmap.model.elements import Model

MODEL = compile_text("""
ContextMap { contains A, B, C
    B [U] -> [D] A
    B [SK] <-> [SK] C
}
BoundedContext A {
    Application {
        Coordination K { A::S::one;  B::T::two;  B::S::one;  B::T::one; }
        Service S { one; }
    }
}
BoundedContext B {
    Aggregate G {
        Service T { void two(String a);  void two(String a, String b); }
    }
}
BoundedContext C
""").model


def test_steps_name_a_service_and_its_operations() -> None:
    assert _steps(MODEL) == [
        ("A", "S", True, 1),
        ("B", "T", False, 2),
        ("B", None, False, 0),
        ("B", "T", False, 0),
    ]


def test_a_context_speaks_to_its_upstreams_and_equals() -> None:
    assert spoken_to(MODEL) == {"A": {"B"}, "B": {"C"}, "C": {"B"}}


def test_a_step_knows_where_its_words_stand() -> None:
    step = coordination_steps(MODEL)[1]
    places = [step.reference.place(word) for word in ("context", "service", "operation")]
    assert [place.end - place.start for place in places] == [1, 1, 3]
    assert (step.service_name, step.operation_name) == ("T", "two")


def _steps(model: Model) -> list[tuple[str, str | None, bool, int]]:
    return [
        (step.context.name, step.service.name if step.service else None, step.in_application, len(step.operations))
        for step in coordination_steps(model)
    ]
