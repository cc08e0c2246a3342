"""Who speaks of which command, found by hand."""

from __future__ import annotations

from ctxmap import compile_text
from ctxmap.analyses.events.handled_commands import handled_commands


def test_commands_that_somebody_speaks_of() -> None:
    model = compile_text("""
        ContextMap { A [U] -> [D] B { async { commands = Sent, Unknown } } }
        BoundedContext A {
            Application { Flow F { command Begun emits event E  event E triggers command Triggered } }
            Aggregate G {
                DomainEvent E  Command Begun  Command Triggered  Command Sent  Command Taken  Command Forgotten
                Service S { void take(Map<String, @Taken> commands); }
            }
            Policy P { on = E  issues = Elsewhere }
        }
        BoundedContext B { Aggregate G { Command Elsewhere  Command Forgotten } }
    """).model
    assert handled_commands(model) == {
        "A::G::Begun",
        "A::G::Triggered",
        "A::G::Sent",
        "A::G::Taken",
        "B::G::Elsewhere",
    }
