"""Facts of events, against cases worked out by hand: who is told, what is forced, what is subscribed to."""

from __future__ import annotations

from ctxmap import compile_text
from ctxmap.analyses.events.reach import reach
from ctxmap.analyses.events.subscriptions import subscribed_events
from ctxmap.analyses.events.triggers import triggers
from ctxmap.analyses.homonyms import context_declaring
from ctxmap.analyses.landscapes import landscapes
from ctxmap.model.elements import Model


def _model(text: str) -> Model:
    return compile_text(text).model


def test_reach() -> None:
    (found,) = map(
        reach,
        landscapes(
            _model("""
        ContextMap { contains A, B, C, D, Alone
            A [U] -> [D] B { async { events = E } }
            B [P] <-> [P] C { async { events = F } }
            C [U] -> [D] D { sync async }
            A -> D
        }
        BoundedContext A { Aggregate G { DomainEvent E } }
        BoundedContext B { Aggregate H { DomainEvent F } }
        BoundedContext C
        BoundedContext D
        BoundedContext Alone
    """)
        ),
    )
    assert found.contexts == {"A", "B", "C", "D", "Alone"}
    assert found.anything == {("C", "D"), ("A", "D"), ("D", "A")}
    assert found.events == {("A", "B", "A::G::E"), ("B", "C", "B::H::F"), ("C", "B", "B::H::F")}
    assert found.delivers("A::G::E", "A", "B")
    assert found.delivers("A::G::E", "A", "D")
    assert not found.delivers("A::G::Other", "A", "B")
    assert not found.delivers("A::G::E", "B", "A")


def test_triggers() -> None:
    (found,) = map(
        triggers,
        landscapes(
            _model("""
        BoundedContext A {
            Aggregate G {
                Command C
                Command D
                DomainEvent E
                DomainEvent F
                Service S {
                    void one(@C command) publish @E to x;
                    void two(@D command);
                    void three(@D command);
                }
            }
            Policy P { on = E, F  issues = C  invokes = S::two }
            Application {
                Flow T {
                    command C emits event E + F
                    command D emits event E X F
                    event E + F triggers command D
                    command D [initiated by "somebody"] emits event F
                    event F triggers operation three
                }
            }
        }
    """)
        ),
    )
    assert [f"{_last(each.cause)} → {_last(each.effect)}" for each in found] == [
        "E → C",
        "E → two",
        "F → C",
        "F → two",
        "C → E",
        "C → F",
        "F → three",
        "one → E",
        "C → one",
    ]


def _last(name: str) -> str:
    return name.rpartition("::")[2]


def test_subscribed_events() -> None:
    contexts = _model("""
        BoundedContext A {
            Aggregate G {
                DomainEvent ToService
                DomainEvent ToRepository
                DomainEvent ToConsumer
                DomainEvent Unheard
                Entity Root { aggregateRoot
                    def void go publish @ToRepository to b;
                    Repository R { subscribe to b }
                }
                Service S {
                    subscribe to a
                    void one publish @ToService to a;
                    void two publish @Unheard to c;
                    void three publish @ToConsumer to q;
                }
            }
            Module M { Consumer Q { queueName = q } }
        }
    """).contexts
    assert {_last(each) for each in subscribed_events(contexts)} == {"ToService", "ToRepository", "ToConsumer"}


def test_namesakes_prefer_the_other_party() -> None:
    names = ["A::G::E", "B::G::E", "B::G::F"]
    assert context_declaring(names, "E", first="B") == "B::G::E"
    assert context_declaring(names, "Z::E", first="C") == "A::G::E"
    assert context_declaring(names, "X", first="A") == ""
