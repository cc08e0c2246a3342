"""From syntax trees to the model: what names mean, what arrows say, and what is said where nothing is meant."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CorpusFile
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model import index
from ctxmap.model.elements import Model, Named, Reference, Relationship, Type
from ctxmap.model.link import link
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import File
from ctxmap.text.source import Source

MARK = re.compile("«(.*?)»")
"""In `linking.txt`, what a finding points at."""


def linked(*texts: str) -> tuple[Model, tuple[Finding, ...]]:
    return link([_file(f"{number}.cml", text) for number, text in enumerate(texts)])


def model_of(*texts: str) -> Model:
    return linked(*texts)[0]


def _file(path: str, text: str) -> File:
    file, found = parse(Source(path, text))
    assert not found, found
    return file


def _marked(text: str) -> Iterator[tuple[int, int]]:
    for number, mark in enumerate(MARK.finditer(text)):
        start = mark.start() - 2 * number
        yield start, start + len(mark[1])


def _words(finding: Finding) -> str:
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity} "
    hint = f" — {finding.hint}" if finding.hint and finding.hint not in USUAL_HINTS else ""
    return f"{severity}{finding.rule}: {finding.message}{hint}"


USUAL_HINTS = {
    "declare it, or import the file that does",
    "declare it in an enum",
    "name the other end",
    "rename one of them, or merge the two",
    "it may stand once: keep one of them",
    'write a number and ms, s, min or h, such as "2 s"',
    'write a number from 0 to 100, with a point, and %, such as "99.95%"',
}


def elements(value: object) -> Iterator[msgspec.Struct]:
    """Everything in a model, however deep."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from elements(getattr(value, name))
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from elements(each)


def targets(model: Model) -> dict[str, str | None]:
    """What each reference and each type of a model means, by how it is written; of several the last."""
    return {each.name: each.target for each in elements(model) if isinstance(each, Reference | Type)}


# -- What names mean ---------------------------------------------------------------------------------------------------

SHOP = """
ContextMap Shop {
    contains Cart, Order, Billing
    Order [OHS] -> Cart { exposedAggregates = Orders }
    Cart <-> Billing
}
BoundedContext Order {
    Aggregate Orders { Entity Order { aggregateRoot } ValueObject Line  ValueObject Money }
    Aggregate Archive { ValueObject Line  ValueObject Shelf  ValueObject Year }
}
BoundedContext Billing { Aggregate Bills { ValueObject Money  ValueObject Due } }
BoundedContext Elsewhere { Aggregate Far { ValueObject Due  ValueObject Distant  ValueObject Item } }
BoundedContext Cart {
    Module checkout {
        Aggregate Paying { ValueObject Coupon }
        Aggregate Basket { Entity Item { PLACE } }
        ValueObject Voucher
    }
    Aggregate Wishes { ValueObject Wish  ValueObject Item  ValueObject Voucher }
}
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("- Item x", "Cart::checkout::Basket::Item"),  # own aggregate, though others have one
        ("- Voucher x", "Cart::checkout::Voucher"),  # own module
        ("- Wish x", "Cart::Wishes::Wish"),  # own context
        ("- Line x", "Order::Orders::Line"),  # exposed before what isn't
        ("- Shelf x", "Order::Archive::Shelf"),  # an upstream context
        ("- Money x", "Order::Orders::Money"),  # exposed before an equal's
        ("- Due x", "Billing::Bills::Due"),  # an equal before a stranger
        ("- Distant x", "Elsewhere::Far::Distant"),  # the only one of the whole model
        ("- Elsewhere::Item x", "Elsewhere::Far::Item"),
        ("- Elsewhere::Far::Item x", "Elsewhere::Far::Item"),
        ("- Wishes::Item x", "Cart::Wishes::Item"),
        ("- List<Wish> x", "Cart::Wishes::Wish"),
        ("- Map<String, Wish> x", "Cart::Wishes::Wish"),
        ("Wish x", "Cart::Wishes::Wish"),  # a free type that happens to be declared
        ("Set<@Wish> x", "Cart::Wishes::Wish"),
        ("def @Wish x(@Year y);", "Cart::Wishes::Wish"),
        ("def void x(Map<String, @Year> y);", "Order::Archive::Year"),
        ("-- 'wants' @Wish", "Cart::Wishes::Wish"),
    ],
)
def test_a_name_is_looked_up_from_the_inside_out(written: str, meant: str) -> None:
    model, findings = linked(SHOP.replace("PLACE", written))
    assert {finding.rule for finding in findings} == {"duplicate-name"}  # it has words of one name on purpose
    assert meant in targets(model).values()


@pytest.mark.parametrize(
    "written", ["String x", "Unheard x", "List<Unheard> x", "java.util.Date x", "Map<int, Blob> x"]
)
def test_free_types_may_mean_nothing(written: str) -> None:
    model, findings = linked(f"BoundedContext C {{ Aggregate A {{ Entity E {{ {written} }} }} }}")
    assert not findings
    assert not any(each.target for each in elements(model) if isinstance(each, Type))


def test_free_types_mean_nothing_that_is_far_and_not_the_only_one() -> None:
    model, findings = linked("""
        BoundedContext A { Aggregate A1 { Entity E { Money m  Point p } } }
        BoundedContext B { Aggregate B1 { ValueObject Money  ValueObject Point } }
        BoundedContext C { Aggregate C1 { ValueObject Money } }
    """)
    assert not findings
    assert targets(model) == {"Money": None, "Point": "B::B1::Point"}


def test_a_context_s_name_before_a_name_means_that_context_even_where_an_aggregate_has_it() -> None:
    model = model_of("""
        BoundedContext Shop { Aggregate Order { ValueObject Item } Aggregate Other { Entity E { - Order::Item x } } }
        BoundedContext Order { Aggregate Things { ValueObject Item } }
    """)
    assert targets(model)["Order::Item"] == "Order::Things::Item"


def test_what_is_read_or_written_is_rather_another_context_s() -> None:
    model = model_of("""
        BoundedContext Cart { writes = Payment reads = Wish  Aggregate Payment  Aggregate Wish }
        BoundedContext Billing { Aggregate Payment }
    """)
    assert targets(model) == {"Payment": "Billing::Payment", "Wish": "Cart::Wish"}


def test_what_a_file_imports_counts_as_text_before_it() -> None:
    model, findings = linked("BoundedContext A { Aggregate X }", "BoundedContext A { Aggregate Y }")
    assert [finding.at.path for finding in findings] == ["1.cml"]
    assert [related.at.path for related in findings[0].related] == ["0.cml"]
    assert [context.qualified_name for context in model.contexts] == ["A", "A-2"]


# -- What is found -----------------------------------------------------------------------------------------------------

CHUNKS = (Path(__file__).parent / "linking.txt").read_text("utf-8").split("\n---- ")[1:]


@pytest.mark.parametrize("chunk", CHUNKS, ids=[chunk.partition("\n")[0] for chunk in CHUNKS])
def test_findings(chunk: str) -> None:
    """The findings in a text are the expected ones, one for each mark, in the order of the text."""
    text, *expected = chunk.partition("\n")[2].rstrip().split("\n=> ")
    file = _file("map.cml", MARK.sub(r"\1", text))
    found = sorted(link([file])[1], key=lambda finding: finding.at.start)
    assert [_words(finding) for finding in found] == expected
    assert [(finding.at.start, finding.at.end) for finding in found] == list(_marked(text))


def test_the_first_declaration_is_shown() -> None:
    _, (finding,) = linked("BoundedContext A\nBoundedContext A")
    assert [(related.message, related.at.start) for related in finding.related] == [("first declared here", 15)]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("250 ms", 0.25),
        ("2s", 2),
        ("1.5 s", 1.5),
        ("2 min", 120),
        (" 1 h ", 3600),
        ("-1 s", None),
        ("2 m", None),
        ("", None),
    ],
)
def test_durations(written: str, seconds: float | None) -> None:
    model = model_of(
        f"ContextMap {{ A -> B {{ sync {{ timeout = '{written}' }} }} }} BoundedContext A BoundedContext B"
    )
    timeout = next(model.relationships).syncs[0].timeout
    assert (timeout.seconds if timeout else None) == seconds


# -- Relationships and communication -----------------------------------------------------------------------------------

PAIR = "ContextMap {{ {} }} BoundedContext A BoundedContext B"


@pytest.mark.parametrize(
    ("written", "kind", "upstream", "downstream"),
    [
        ("A -> B", "UPSTREAM_DOWNSTREAM", "A", "B"),
        ("A <- B", "UPSTREAM_DOWNSTREAM", "B", "A"),
        ("A [U,OHS] -> [D,ACL] B", "UPSTREAM_DOWNSTREAM", "A U OHS", "B D ACL"),
        ("A [D,ACL] <- [U,OHS,PL] B", "UPSTREAM_DOWNSTREAM", "B U OHS PL", "A D ACL"),
        ("A [D] -> [U] B", "UPSTREAM_DOWNSTREAM", "A D", "B U"),  # against the arrow: for a rule to say
        ("A [U,S] -> [D,C] B", "CUSTOMER_SUPPLIER", "A U S", "B D C"),
        ("A [C] <- [S,OHS] B", "CUSTOMER_SUPPLIER", "B S OHS", "A C"),
        ("A Upstream-Downstream B", "UPSTREAM_DOWNSTREAM", "A", "B"),
        ("A [CF] Downstream-Upstream [OHS] B", "UPSTREAM_DOWNSTREAM", "B OHS", "A CF"),
        ("A Customer-Supplier B", "CUSTOMER_SUPPLIER", "B", "A"),
        ("A [PL] Supplier-Customer [ACL] B", "CUSTOMER_SUPPLIER", "A PL", "B ACL"),
        ("A <-> B", "SHARED_KERNEL", "A", "B"),
        ("A [SK] <-> [SK] B", "SHARED_KERNEL", "A SK", "B SK"),
        ("[SK] A <-> B [SK]", "SHARED_KERNEL", "A SK", "B SK"),
        ("A Shared-Kernel B", "SHARED_KERNEL", "A", "B"),
        ("A [P] <-> [P] B", "PARTNERSHIP", "A P", "B P"),
        ("[P]A<->[P]B", "PARTNERSHIP", "A P", "B P"),
        ("A Partnership B", "PARTNERSHIP", "A", "B"),
    ],
)
def test_what_arrows_and_brackets_say(written: str, kind: str, upstream: str, downstream: str) -> None:
    (relationship,) = model_of(PAIR.format(written)).relationships
    sides = [" ".join([side.context, *(role.kind for role in side.roles)]) for side in relationship.sides]
    assert (relationship.kind, *sides) == (kind, upstream, downstream)


def test_a_relationship_s_id_tells_it_from_all_others_of_its_map() -> None:
    model = model_of(PAIR.format("A -> B  B <- A  A -> B : N  B -> A"))
    assert [each.id for each in model.relationships] == ["A-B", "A-B-2", "A-B-N", "B-A"]


COMMUNICATION = """
ContextMap {{ {} }}
BoundedContext Up {{
    Aggregate Shown {{ Service S {{ call; both; }} Event Told  Command Ask }}
    Aggregate Other {{ Service T {{ both; }} }}
}}
BoundedContext Down {{
    Aggregate Own {{
        Entity Root {{ aggregateRoot def back; Repository R {{ find; }} }}
        Event Said
        Command Do
    }}
}}
BoundedContext Third
"""


@pytest.mark.parametrize(
    ("written", "caller", "callee", "operations"),
    [
        ("Up -> Down { sync { operations = call, back } }", "Down", "Up", ["Up::Shown::S::call", None]),
        (
            "Down <- Up { sync { operations = Shown::call, S::call, Up::call } }",
            "Down",
            "Up",
            ["Up::Shown::S::call"] * 3,
        ),
        ("Up -> Down { exposedAggregates = Other sync { operations = both } }", "Down", "Up", ["Up::Other::T::both"]),
        (
            "Up -> Down { sync { caller = Up operations = back, find } }",
            "Up",
            "Down",
            ["Down::Own::Root::back", "Down::Own::Root::R::find"],
        ),
        ("Up -> Down { sync { caller = Third operations = call } }", "Third", "", ["Up::Shown::S::call"]),
        ("Up -> Down { sync { caller = Nobody } }", "Nobody", "", []),
        (
            "Up [P] <-> [P] Down { sync { operations = call, back } }",
            "",
            "",
            ["Up::Shown::S::call", "Down::Own::Root::back"],
        ),
        (
            "Up [P] <-> [P] Down { sync { caller = Down operations = call, back } }",
            "Down",
            "Up",
            ["Up::Shown::S::call", None],
        ),
        ("Up -> Down { sync }", "Down", "Up", []),
    ],
)
def test_who_calls_whom_for_what(written: str, caller: str, callee: str, operations: list[str | None]) -> None:
    model, findings = linked(COMMUNICATION.format(written))
    assert not findings
    (sync,) = next(model.relationships).syncs
    assert (sync.caller, sync.callee, [each.target for each in sync.operations]) == (caller, callee, operations)


@pytest.mark.parametrize(
    ("written", "events", "commands", "targets"),
    [
        (
            "Up -> Down { async { events = Told, Said  commands = Ask, Do } }",
            "Up>Down",
            "Down>Up",
            ["Up::Shown::Told", None, "Up::Shown::Ask", None],
        ),
        (
            "Up -> Down { async { publisher = Down events = Told, Said  commands = Ask, Do } }",
            "Down>Up",
            "Down>Up",
            [None, "Down::Own::Said", "Up::Shown::Ask", None],
        ),
        ("Up -> Down { async { publisher = Up commands = Do } }", "Up>Down", "Up>Down", ["Down::Own::Do"]),
        ("Up <-> Down { async { events = Said } }", ">", ">", ["Down::Own::Said"]),
        ("Up <-> Down { async { publisher = Third } }", "Third>", "Third>", []),
        ("Up -> Down { async { idempotent by a, b } }", "Up>Down", "Down>Up", []),
    ],
)
def test_who_sends_what_to_whom(written: str, events: str, commands: str, targets: list[str | None]) -> None:
    model, findings = linked(COMMUNICATION.format(written))
    assert not findings
    (sent,) = next(model.relationships).asyncs
    assert f"{sent.publisher}>{sent.consumer}" == events
    assert f"{sent.command_sender}>{sent.command_receiver}" == commands
    assert [each.target for each in (*sent.events, *sent.commands)] == targets


def test_the_guarantees_of_communication() -> None:
    sync = "sync { timeout = '2 s' fallback = RETRY_ASYNC 'later' circuitBreaker }"
    sent = "async { topic = 'a.b' delivery = AT_LEAST_ONCE outbox idempotent by x ordering = BY_KEY }"
    (relationship,) = model_of(PAIR.format(f"A -> B {{ {sync} {sent} }}")).relationships
    (call,), (message,) = relationship.syncs, relationship.asyncs
    assert call.fallback
    assert (call.fallback.kind, call.fallback.text, call.has_circuit_breaker) == ("RETRY_ASYNC", "later", True)
    assert (message.topic, message.delivery, message.ordering) == ("a.b", "AT_LEAST_ONCE", "BY_KEY")
    assert message.has_outbox
    assert message.is_idempotent
    assert [each.name for each in message.idempotent_by] == ["x"]


@pytest.mark.parametrize(
    ("step", "operation", "aggregate", "compensation"),
    [
        ("Order::place", "Sales::Order::Orders::place", "Sales::Order", None),
        (
            "Orders::place compensatedBy cancel",
            "Sales::Order::Orders::place",
            "Sales::Order",
            "Sales::Order::Orders::cancel",
        ),
        (
            "Order::place compensatedBy retire",
            "Sales::Order::Orders::place",
            "Sales::Order",
            "Sales::Order::Root::retire",
        ),
        (
            "Sales::Order::place compensatedBy Front::open",
            "Sales::Order::Orders::place",
            "Sales::Order",
            "Sales::Front::open",
        ),
        ("Front::open compensatedBy place", "Sales::Front::open", None, "Sales::Order::Orders::place"),
        ("Bare::anything compensatedBy nothing", None, "Sales::Bare", None),
        ("Nobody::anything compensatedBy nothing", None, None, None),
    ],
)
def test_steps_of_transactions(
    step: str, operation: str | None, aggregate: str | None, compensation: str | None
) -> None:
    model, findings = linked(f"""
        Transaction T {{ aggregates = Order Step {step} }}
        BoundedContext Sales {{
            Application {{ Service Front {{ open; }} }}
            Aggregate Order {{ Service Orders {{ place; cancel; }} Entity Root {{ aggregateRoot def retire; }} }}
            Aggregate Bare
        }}
        BoundedContext Order {{ Aggregate Other {{ Service Elsewhere {{ place; }} }} }}
    """)
    assert not findings
    (transaction,) = model.transactions
    assert [each.target for each in transaction.aggregates] == ["Sales::Order"]
    (first,) = transaction.steps
    undone = first.compensated_by.target if first.compensated_by else None
    assert (first.operation.target, first.aggregate, undone) == (operation, aggregate, compensation)


def test_every_attribute_knows_the_place_of_its_value() -> None:
    text = """
        ContextMap {
            type = SYSTEM_LANDSCAPE
            A -> B { exposedAggregates = G, H  sync { timeout = "1 s" circuitBreaker } }
        }
        BoundedContext A implements D {
            type = SYSTEM
            domainVisionStatement = "x"
            Aggregate G { likelihoodForChange = OFTEN }
            Aggregate H
        }
        BoundedContext B
        Domain D
    """
    model = model_of(text)
    (relationship,) = model.relationships
    (context, _) = model.contexts
    (aggregate, _) = context.aggregates
    places = [
        *(model.maps[0].place("type"), relationship.at, relationship.place("exposedAggregates")),
        *(
            relationship.syncs[0].at,
            relationship.syncs[0].place("timeout"),
            relationship.syncs[0].place("circuitBreaker"),
        ),
        *(context.at, context.place("implements"), context.place("type"), context.place("domainVisionStatement")),
        *(aggregate.place("likelihoodForChange"), aggregate.place("structuralVolatility"), aggregate.place("owner")),
    ]
    assert [text[place.start : place.end] for place in places] == [
        *("SYSTEM_LANDSCAPE", "->", "G", "sync", '"1 s"', "circuitBreaker"),
        *("A", "D", "SYSTEM", '"x"', "OFTEN", "OFTEN", "G"),
    ]


# -- Whole models ------------------------------------------------------------------------------------------------------


def assert_is_whole(model: Model) -> None:
    """Every reference leads to something of the model, and every qualified name to one thing of its kind."""
    known = {each.qualified_name for each in elements(model) if isinstance(each, Named)}
    missing = [
        each for each in elements(model) if isinstance(each, Reference | Type) and each.target not in {None, *known}
    ]
    assert not missing
    assert len(index.contexts(model)) == len(model.contexts)
    assert len(index.aggregates(model)) == sum(len(context.aggregates) for context in model.contexts)
    parts = index.containers(model)
    assert len(index.types(model)) == sum(len(part.objects) + len(part.enums) for part in parts)
    assert len(index.services(model)) == sum(len(part.services) for part in parts)
    contexts = index.contexts(model)
    assert all(side.context in contexts for each in model.relationships for side in each.sides)


def test_real_maps_are_linked_whole(corpus_file: CorpusFile) -> None:
    file, _ = parse(Source(corpus_file.name, corpus_file.path.read_text("utf-8")))
    model, _ = link([file])
    assert_is_whole(model)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_broken_maps_are_linked_whole(corpus: Path, chance: random.Random) -> None:
    """Two real maps, one of them twice, with some of their declarations, in any order."""
    paths = sorted(corpus.rglob("*.cml"))
    one, other = chance.sample(paths, 2)
    broken: list[File] = []
    for path in (one, other, one):
        file, _ = parse(Source(str(path), path.read_text("utf-8")))
        members = chance.sample(file.members, chance.randrange(len(file.members) + 1))
        broken.append(File(file.source, tuple(members), file.comments))
    model, _ = link(broken)
    assert_is_whole(model)


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_the_order_of_declarations_changes_no_meaning(corpus: Path, chance: random.Random) -> None:
    path = corpus / "examples" / "insurance-example" / "Insurance-Example-Stage-5.cml"
    file, _ = parse(Source("map.cml", path.read_text("utf-8")))
    members = list(file.members)
    chance.shuffle(members)
    model, _ = link([file])
    shuffled, _ = link([File(file.source, tuple(members), ())])
    assert _meaning(shuffled) == _meaning(model)


def _meaning(model: Model) -> set[tuple[str, int, str | None]]:
    references = [each for each in elements(model) if isinstance(each, Reference | Type)]
    relationships = [each for each in elements(model) if isinstance(each, Relationship)]
    said = {(each.at.path, each.at.start, each.target) for each in references}
    return said | {(each.id, each.at.start, each.kind) for each in relationships}
