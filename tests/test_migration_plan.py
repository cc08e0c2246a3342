"""`ctxmap plan`: orders, shares and obstacles worked out by hand; on the command line, as a page and as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from ctxmap import backends, compile_text
from ctxmap.analyses.migration.extraction_cost import Chatty, CoWritten, Cycle, Shared, Spanning, Twins
from ctxmap.analyses.migration.plan import Migration, migration_of
from ctxmap.backends import Request
from ctxmap.cli import main
from ctxmap.drawing.diagram import Diagram
from ctxmap.drawing.picture import graph, picture
from ctxmap.layout import lay_out
from ctxmap.layout.check import overlaps
from ctxmap.pictures.kinds import pictures
from ctxmap.pictures.scene import scene_of
from test_svg import assert_complete, assert_legible

SAMPLE = Path(__file__).parent.parent / "samples" / "migration.cml"


def migration(text: str) -> Migration:
    return migration_of(compile_text(text).model)


# ---- the order -------------------------------------------------------------------------------------------------------

ORDER = """
ContextMap { contains Old, A, B, C, D, Gateway
    Old [U] -> [D] A
    Old [U] -> [D] B
    A [P] <-> [P] B
    C [U] -> [D] B
    Gateway [U] -> [D] C
}
BoundedContext Old { type = LEGACY  Aggregate G }
BoundedContext A { extractedFrom = Old  migration = PLANNED }
BoundedContext B { extractedFrom = Old  migration = STRANGLING }
BoundedContext C { extractedFrom = Old  reads = G }
BoundedContext D { extractedFrom = Old  migration = DONE }
BoundedContext Gateway { type = EXTERNAL }
"""
"""Ties: A 2 (Old, B), B 3 (Old, A, C), C 2 (B, and one use of data; what is foreign doesn't count), D none."""


def test_what_is_coupled_least_comes_first_and_equals_stay_in_the_order_of_the_text():
    (plan,) = migration(ORDER).plans
    assert plan.legacy == "Old"
    assert [(step.context, step.stage) for step in plan.done] == [("D", "DONE")]
    assert [(step.context, step.stage) for step in plan.steps] == [("A", "PLANNED"), ("C", ""), ("B", "STRANGLING")]
    assert [(step.neighbours, step.data) for step in plan.steps] == [
        (("Old", "B"), 0),
        (("B",), 1),
        (("Old", "A", "C"), 0),
    ]


def test_each_landscape_and_each_legacy_system_is_planned_by_itself():
    found = migration("""
        ContextMap Before { state = AS_IS  contains One, A, B  A [U] -> [D] B  One [U] -> [D] A }
        ContextMap After { state = TO_BE  contains One, A, B  One [U] -> [D] B }
        ContextMap People { type = ORGANIZATIONAL  contains T }
        BoundedContext One { type = LEGACY }
        BoundedContext A { extractedFrom = One }
        BoundedContext B { migration = PLANNED }
        BoundedContext T realizes A { type = TEAM }
    """)
    plans = [(plan.map, plan.legacy, [step.context for step in plan.steps]) for plan in found.plans]
    assert plans == [("Before", "One", ["A"]), ("Before", "", ["B"]), ("After", "One", ["A"]), ("After", "", ["B"])]
    assert [len(plan.steps[0].neighbours) for plan in found.plans] == [2, 1, 0, 1]


def test_what_says_nothing_is_told_apart_from_what_needs_to_say_nothing():
    found = migration("""
        ContextMap { contains Old, Older, A, B, Shop, Bank }
        BoundedContext Old { type = LEGACY }
        BoundedContext Older { type = LEGACY }
        BoundedContext A { extractedFrom = Old }
        BoundedContext B
        BoundedContext Shop { type = FRONTEND }
        BoundedContext Bank { type = EXTERNAL }
    """)
    assert (found.untouched, found.silent) == (("Older",), ("B",))


def test_a_map_without_a_word_about_migration_has_no_plan():
    found = migration("ContextMap { contains A, Old } BoundedContext A BoundedContext Old { type = LEGACY }")
    assert found == Migration(plans=(), untouched=("Old",), silent=())


# ---- what is shared, and what stands in the way ----------------------------------------------------------------------

CUT = """
ContextMap { contains Old, A, Between
    Old [U,OHS] -> [D,ACL] A { sync { operations = one, two } }
    A [U,OHS] -> [D,ACL] Between { sync { operations = three } }
    Between [U,OHS] -> [D,ACL] Old { sync }
    A [U,OHS] -> [D,ACL] Old : Again { sync { operations = three, three } async { events = Done } }
}
BoundedContext Old { type = LEGACY  database = "old-db", "other-db"  reads = OfA  writes = AlsoOfA
    Aggregate G { Entity Thing { aggregateRoot String number String name } }
    Aggregate Customer { Entity Customer { aggregateRoot String number String street String city } }
    Service S { void one(); void two(); }
}
BoundedContext A { extractedFrom = Old  migration = PLANNED  database = "a-db", "old-db"  reads = G  writes = G
    Aggregate OfA { DomainEvent Done }
    Aggregate AlsoOfA
    Aggregate Customer { Entity Customer { aggregateRoot String number String street String city } }
    Service S { void three(); }
}
BoundedContext Between
Transaction Both { consistency = ACID  aggregates = G, OfA }
Transaction Saga { consistency = SAGA  aggregates = G, OfA }
Transaction Inside { consistency = ACID  aggregates = OfA, AlsoOfA }
"""


def test_what_the_two_share_goes_both_ways():
    (step,) = migration(CUT).plans[0].steps
    assert step.shared == Shared(
        reads=("Old::G",),
        writes=("Old::G",),
        read_by=("A::OfA",),
        written_by=("A::AlsoOfA",),
        databases=("old-db",),
        calls=("one", "two"),
        called_for=("three",),
    )


def test_what_stands_in_the_way_is_named():
    """A calls Old, which calls A; `Both` spans the cut, a saga may, and `Inside` doesn't; three calls aren't many."""
    (step,) = migration(CUT).plans[0].steps
    assert step.obstacles == (
        Cycle(("A", "Old", "A")),
        Spanning("Both", ("Old::G",)),
        CoWritten("Old::G"),
        CoWritten("A::AlsoOfA"),
        Twins("A::Customer", "Old::Customer"),
    )


def test_a_circle_may_lead_over_others():
    text = CUT.replace("Old : Again { sync { operations = three, three } async", "Old : Again { async")
    (step,) = migration(text).plans[0].steps
    assert step.obstacles[0] == Cycle(("A", "Old", "Between", "A"))
    assert step.shared.called_for == ()


def test_calls_that_say_nothing_count_one_by_one_and_more_than_four_are_too_much_talk():
    for number, expected in ((4, ()), (5, (Chatty(5),))):
        on_map = f"ContextMap {{ Old [U] -> [D] A {{ {'sync ' * number} }} }}"
        text = f"{on_map} BoundedContext Old BoundedContext A {{ extractedFrom = Old }}"
        (step,) = migration(text).plans[0].steps
        assert step.shared.calls == ("",) * number
        assert step.obstacles == expected


def test_who_is_out_and_shares_nothing_can_be_run_apart():
    text = (
        "ContextMap { Old [U] -> [D] A } BoundedContext Old BoundedContext A { extractedFrom = Old migration = DONE }"
    )
    (step,) = migration(text).plans[0].done
    assert step.shared.is_nothing
    assert not migration(CUT).plans[0].steps[0].shared.is_nothing


# ---- how it is told --------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["plan", *arguments])
    return result.exit_code, result.stdout


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_the_plan_of_the_sample(form: str, golden: Callable[[str, str], None]):
    code, out = run(str(SAMPLE), "--format", form, "--fail-on", "never")
    golden(f"reports/migration-plan.{form}", out)
    assert code == 0


def test_the_exit_code_tells_of_findings_and_the_plan_is_there_all_the_same():
    (code, told), (never, same) = run(str(SAMPLE)), run(str(SAMPLE), "--fail-on", "never")
    assert (code, never) == (1, 0)
    assert told == same != ""
    assert run("no-such-file.cml")[0] == 2


def test_several_models_are_told_apart(tmp_path: Path):
    for name in ("one", "two"):
        text = f"BoundedContext {name} {{ extractedFrom = Old }} BoundedContext Old"
        (tmp_path / f"{name}.cml").write_text(text, encoding="utf-8")
    _, told = run(str(tmp_path), "--fail-on", "never")
    assert [line for line in told.splitlines() if line in ("one", "two")] == ["one", "two"]
    _, page = run(str(tmp_path), "--fail-on", "never", "--format", "markdown")
    assert [line for line in page.splitlines() if line.startswith("# ")] == ["# Migration: one", "# Migration: two"]


def test_nothing_to_migrate_is_said_plainly(tmp_path: Path):
    file = tmp_path / "map.cml"
    file.write_text("BoundedContext A BoundedContext Old { type = LEGACY }", encoding="utf-8")
    code, told = run(str(file), "--fail-on", "never")
    assert code == 0
    assert told.splitlines() == [
        "nothing to migrate: no context has `extractedFrom` or `migration`",
        'nothing is extracted from "Old": add `extractedFrom` to the contexts that replace parts of it',
    ]
    assert json.loads(run(str(file), "--format", "json", "--fail-on", "never")[1]) == [
        {"model": "map", "plans": [], "untouched": ["Old"], "silent": []}
    ]


def test_there_is_a_page_and_a_picture_exactly_where_there_is_a_plan():
    for text, expected in ((ORDER, {"migration.md", "migration.svg"}), ("BoundedContext A", set[str]())):
        model = compile_text(text).model
        files = {each.path for name in ("markdown", "svg") for each in backends.load(name).build(Request(model))}
        assert {path for path in files if path.startswith("migration")} == expected


def large(contexts: int) -> str:
    """Two maps of two legacy systems; contexts in every stage, with long names in two scripts, and every tie."""
    stages = ("PLANNED", "STRANGLING", "DONE")
    names = [f"C{number}" for number in range(contexts)]
    ties = " ".join(
        f"Old{number % 2} -> {name} {{ sync {{ operations = anOperationWithALongName{number} }} }}"
        f" {name} -> Old{number % 2} {{ sync }}"
        for number, name in enumerate(names)
    )
    titles = ("ReverseLogisticsAndRefurbishing", "供应链管理平台", "供应链管理平台")
    declared = " ".join(
        f"""
        BoundedContext {name} {{ displayName = "{titles[number % 3]} {number}"
            extractedFrom = Old{number % 2}  migration = {stages[number % 3]}  database = "the-one-database"
            reads = Old{number % 2}::G0  writes = Old{number % 2}::G0
            Aggregate A{number} }}
        Transaction T{number} {{ consistency = ACID  aggregates = A{number}, Old0::G0 }}
        """
        for number, name in enumerate(names)
    )
    legacy = " ".join(
        f'BoundedContext Old{number} {{ type = LEGACY database = "the-one-database" Aggregate G0 }}'
        for number in (0, 1)
    )
    return f"ContextMap AsIs {{ state = AS_IS {ties} }} ContextMap ToBe {{ state = TO_BE {ties} }} {legacy} {declared}"


@pytest.mark.parametrize("contexts", [1, 7, 24])
def test_the_picture_is_sound_however_much_there_is_to_show(contexts: int):
    model = compile_text(large(contexts)).model
    (drawn,) = (each.diagram for each in pictures(scene_of(model)) if each.path == "migration")
    assert isinstance(drawn, Diagram)
    assert len(drawn.cards) == 2 * (contexts + min(contexts, 2))
    root = ElementTree.fromstring(picture(drawn))
    assert_legible(root)
    assert_complete(root, drawn)
    assert overlaps(lay_out(graph(drawn))) == []


def test_names_bring_no_markup_into_the_plan():
    model = compile_text("""
        ContextMap { Old [U] -> [D] A { sync } }
        BoundedContext Old { displayName = "<b>O</b> | [x](y)"  database = "`d|b`" }
        BoundedContext A { displayName = "# A *b*"  extractedFrom = Old  database = "`d|b`" }
    """).model
    (page,) = (each.text for each in backends.load("markdown").build(Request(model)) if each.path == "migration.md")
    assert "<b>" not in page
    assert "](y)" not in page.replace("\\](y)", "")
    assert "### 1. # A \\*b\\*" in page or "### 1. \\# A \\*b\\*" in page
