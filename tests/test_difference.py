"""What is told of two states of a map: all that changed, nothing else, and a rename where it is evident."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from conftest import CorpusFile
from ctxmap import compile_paths, compile_text
from ctxmap.analyses.difference import Change, Changed, Difference, difference
from ctxmap.cli import main
from ctxmap.drawing.diagram import Diagram
from ctxmap.drawing.picture import graph, picture
from ctxmap.layout import lay_out
from ctxmap.layout.check import overlaps
from ctxmap.model.elements import Model
from ctxmap.model.json import from_json, to_json
from ctxmap.pictures.difference import diagrams as diagrams_of
from ctxmap.reports import _difference as formats
from ctxmap.reports._difference import Between
from generated_maps import a_map
from test_svg import assert_legible

CHECKOUT = Path(__file__).parent.parent
SAMPLES = CHECKOUT / "samples"

OLD = """
ContextMap Shop {
    state = AS_IS
    contains Cart, Order
    Cart [U,OHS] -> [D] Order : Checkout {
        sync { operations = checkOut  timeout = "2 s" }
    }
    Order [P] <-> [P] Cart : Teams
}
BoundedContext Cart {
    availability = "99%"
    database = "shop-db", "cache"
    Aggregate Basket {
        Entity Basket { aggregateRoot  String note  - BasketId basketId }
        ValueObject BasketId { String value key }
        Service Baskets { void checkOut(String card, int cents); }
    }
    Term Item "something to buy"
}
BoundedContext Order {
    Aggregate Payment { Entity Money { long cents } DomainEvent Paid { long cents } }
    Policy Settle { on = Paid }
}
"""
NEW = """
ContextMap Shop {
    state = TO_BE
    contains Order, Cart, Payment
    Cart [U,OHS,PL] -> [D,ACL] Order : Checkout {
        sync { operations = checkOut  timeout = "1 s"  circuitBreaker }
    }
    Cart [P] <-> [P] Order : Teams
    Payment -> Order
}
BoundedContext Cart {
    availability = "99.9%"
    database = "cart-db", "cache"
    Aggregate Basket {
        ValueObject BasketId { String value key }
        Entity Basket { aggregateRoot  String note  - BasketId basketId  long version }
        Service Baskets { void checkOut(int cents, String card); }
        DomainEvent CheckedOut
    }
}
BoundedContext Order { Policy Settle { on = Paid } }
BoundedContext Payment { Aggregate Payment { Entity Money { long cents } DomainEvent Paid { long cents } } }
"""
TOLD = """\
~ context map Shop
    state: AS_IS → TO_BE
    contains: + Payment
  ~ relationship Cart [U,OHS,PL] -> [D,ACL] Order : Checkout
      roles of Cart: + PL
      roles of Order: + ACL
      sync timeout: 2 s → 1 s
      sync circuit breaker: + yes
  + relationship Payment -> Order
~ bounded context Cart
    databases: shop-db → cart-db
    availability: 99% → 99.9%
  ~ entity Cart::Basket::Basket
      properties: + long version
  + domain event Cart::Basket::CheckedOut
  ~ operation Cart::Basket::Baskets::checkOut
      parameters: in another order
  - term Cart::Item
+ bounded context Payment
  ~ aggregate Payment::Payment (was Order::Payment)

3 added, 1 removed, 6 changed
"""


def model(text: str) -> Model:
    return compile_text(text).model


def told(old: str, new: str) -> str:
    return formats.load("text")([Between("", difference(model(old), model(new)))])


def test_what_is_told():
    assert told(OLD, NEW) == TOLD


def test_there_is_nothing_to_tell_of_comments_order_and_sides_of_equals():
    old = "ContextMap M { contains A, B  A [P] <-> [P] B } BoundedContext A { Term X 'x' Term Y 'y' } BoundedContext B"
    new = """/* of two */
    BoundedContext B
    BoundedContext A { Term Y "y" /* why */ Term X "x" }
    ContextMap M { contains B contains A  B [P] <-> [P] A }
    """
    assert told(old, new) == "no difference\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A -> B", "A [U] -> [D] B"),
        ("A [U,S] -> [D,C] B", "A Supplier-Customer B"),
        ("A -> B", "B <- A"),
        ('A -> B { sync { timeout = "2 s" } }', 'A -> B { sync { timeout = "2000 ms" } }'),
        ("A -> B { sync { operations = f } }", "A -> B { sync { operations = f  retries = 0 } }"),
        (
            'A -> B { sync { operations = f  timeout = "1 s" } sync { operations = g } }',
            'A -> B { sync { operations = g } sync { timeout = "1 s"  operations = f } }',
        ),
        ("A -> B { sync { operations = f, g } }", "A -> B { sync { operations = g, f } }"),
    ],
)
def test_relationships_that_mean_the_same(old: str, new: str):
    contexts = "BoundedContext A { Aggregate X { Service S { void f(); void g(); } } } BoundedContext B"
    assert told(f"ContextMap {{ {old} }} {contexts}", f"ContextMap {{ {new} }} {contexts}") == "no difference\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('availability = "99.9%"', 'availability = "99.90%"'),
        ("Aggregate X { Entity E { String id key } }", "Aggregate X { Entity E { String id key required } }"),
        ("Aggregate X { Entity E { String id } }", "Aggregate X { Entity E { String id !nullable } }"),
        ("Aggregate X { Entity E { void f(); } }", "Aggregate X { Entity E { public void f(); } }"),
        ("Aggregate X", "Aggregate X { structuralVolatility = UNDEFINED }"),
    ],
)
def test_contexts_that_mean_the_same(old: str, new: str):
    assert told(f"BoundedContext A {{ {old} }}", f"BoundedContext A {{ {new} }}") == "no difference\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "ContextMap { contains Cart  Cart -> B } BoundedContext Cart { Aggregate A { Entity E } } BoundedContext B",
            "ContextMap { contains Bag  Bag -> B } BoundedContext Bag { Aggregate A { Entity E } } BoundedContext B",
            ["~ bounded context Bag (was Cart)"],
        ),
        (
            "BoundedContext A { DomainEvent Paid { long cents } Policy P { on = Paid } }",
            "BoundedContext A { DomainEvent Settled { long cents } Policy P { on = Settled } }",
            ["  bounded context A", "  ~ domain event A::Settled (was A::Paid)"],
        ),
        (  # with its body something else changed: that isn't evident
            "BoundedContext A { DomainEvent Paid { long cents } }",
            "BoundedContext A { DomainEvent Settled { long euros } }",
            ["  bounded context A", "  - domain event A::Paid", "  + domain event A::Settled"],
        ),
        (  # with one more change
            "BoundedContext Cart { Aggregate A { Entity E { int a  int b } Entity F } }",
            "BoundedContext Bag { Aggregate A { Entity E { int a  int b  int c } Entity F } }",
            ["~ bounded context Bag (was Cart)", "  ~ entity Bag::A::E", "      properties: + int c"],
        ),
        (  # known by its neighbours
            "ContextMap { Cart -> B  C -> Cart } BoundedContext Cart BoundedContext B BoundedContext C",
            "ContextMap { Bag -> B  C -> Bag } BoundedContext Bag { tags = 'r' } BoundedContext B BoundedContext C",
            ["~ bounded context Bag (was Cart)", "    tags: + r"],
        ),
        (  # what both have says nothing
            "BoundedContext Cart { type = SYSTEM } BoundedContext B",
            "BoundedContext Bag { type = SYSTEM } BoundedContext B",
            ["- bounded context Cart", "+ bounded context Bag"],
        ),
        (
            "ContextMap M { contains A } ContextMap N { contains B } BoundedContext A BoundedContext B",
            "ContextMap O { contains A } ContextMap N { contains B } BoundedContext A BoundedContext B",
            ["~ context map O (was M)"],
        ),
        (  # which of two alike?
            "BoundedContext A { DomainEvent Paid { long cents } DomainEvent Lent { long cents } }",
            "BoundedContext A { DomainEvent Settled { long cents } }",
            [
                "  bounded context A",
                "  - domain event A::Paid",
                "  - domain event A::Lent",
                "  + domain event A::Settled",
            ],
        ),
        (  # an empty body proves nothing
            "BoundedContext Cart",
            "BoundedContext Bag",
            ["- bounded context Cart", "+ bounded context Bag"],
        ),
        (
            "ContextMap Before { contains A } BoundedContext A { type = SYSTEM }",
            "ContextMap After { contains A } BoundedContext A { type = SYSTEM }",
            ["~ context map After (was Before)"],
        ),
        (
            "ContextMap Before { contains A } BoundedContext A { Aggregate X }",
            "BoundedContext A { Aggregate X { Entity E Entity F DomainEvent G } }",
            [
                "- context map Before",
                "  bounded context A",
                "  + entity A::X::E",
                "  + entity A::X::F",
                "  + domain event A::X::G",
            ],
        ),
        (
            "BoundedContext A",
            "BoundedContext A { Aggregate X { Entity E Entity F DomainEvent G } } Domain D { Subdomain S }",
            [
                "  bounded context A",
                "  + aggregate A::X (2 entities, 1 domain event)",
                "+ domain D (1 subdomain)",
            ],
        ),
        (  # one relationship of two by another name, the other way round
            "ContextMap { A -> B : X  A -> B : Y } BoundedContext A BoundedContext B",
            "ContextMap { A -> B : X  B -> A : Z } BoundedContext A BoundedContext B",
            ["  context map", "  ~ relationship B -> A : Z", "      name: Y → Z", "      upstream: A → B"],
        ),
        (
            "BoundedContext A { Aggregate X { Service S { void a(int i); void a(String s); } } }",
            "BoundedContext A { Aggregate X { Service S { void a(int i); } } }",
            ["  bounded context A", "  - operation A::X::S::a"],
        ),
    ],
    ids=[
        "context",
        "event",
        "body",
        "more",
        "neighbours",
        "kind",
        "maps",
        "two",
        "empty",
        "map",
        "gone",
        "inside",
        "relationship",
        "overload",
    ],
)
def test_one_difference(old: str, new: str, expected: list[str]):
    assert told(old, new).splitlines()[:-2] == expected


def test_as_json():
    text = formats.load("json")([Between("", difference(model(OLD), model(NEW)))])
    (given,) = json.loads(text)["models"]
    assert given["added"][0] == {
        "kind": "relationship",
        "name": "Shop: Payment -> Order",
        "attributes": {"upstream": ["Payment"], "kind": ["UPSTREAM_DOWNSTREAM"]},
    }
    assert given["removed"] == [{"kind": "term", "name": "Cart::Item", "attributes": {"meaning": ["something to buy"]}}]
    assert given["changed"][2] == {
        "kind": "bounded context",
        "name": "Cart",
        "was": "Cart",
        "changes": [
            {"attribute": "databases", "removed": ["shop-db"], "added": ["cart-db"]},
            {"attribute": "availability", "removed": ["99%"], "added": ["99.9%"]},
        ],
    }


def test_as_markdown_names_are_no_markup():
    old, new = 'BoundedContext A_b_ { database = "a" }', 'BoundedContext A_b_ { database = "`*x*` | <b>" }'
    assert formats.load("markdown")([Between("", difference(model(old), model(new)))]) == (
        "- **changed:** bounded context `A_b_`\n  - databases: `a` → `` `*x*` | <b> ``\n\n1 changed.\n"
    )


# ---------------------------------------------------------------------------------------------------------------
# The command
# ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.cml").write_text(OLD, "utf-8")
    (tmp_path / "new.cml").write_text(NEW, "utf-8")
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["diff", *words], input=stdin, prog_name="ctxmap")


def test_the_command_tells_and_judges_if_asked(folder: Path):
    assert (run("old.cml", "new.cml").exit_code, run("old.cml", "new.cml").stdout) == (0, TOLD)
    assert run("old.cml", "new.cml", "--exit-code").exit_code == 1
    assert run("old.cml", "old.cml", "--exit-code").exit_code == 0
    assert run("-", "new.cml", stdin=OLD).stdout == TOLD


def test_the_command_wants_two_states(folder: Path):
    for words in (["old.cml"], ["old.cml", "new.cml", "new.cml"], ["old.cml", "nowhere"], ["-", "-"]):
        assert run(*words).exit_code == 2


@pytest.mark.parametrize(
    ("late", "rule"),
    [("BoundedContext Late { nonsense }", "syntax"), ('import "./nowhere.cml"', "import-not-found")],
)
def test_a_version_that_cant_be_read_is_not_compared(folder: Path, late: str, rule: str):
    (folder / "broken.cml").write_text(f"{late}\n{OLD}", "utf-8")
    for words in (("old.cml", "broken.cml"), ("broken.cml", "new.cml")):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert re.findall(r"\[(.+)\]$", result.stderr, re.MULTILINE) == [rule]
        assert 'can\'t compare "broken.cml"' in result.stderr


def test_a_name_that_means_nothing_is_told_beside_the_rest(folder: Path):
    late = "BoundedContext Late  BoundedContext Team realizes Nothing { type = TEAM }"
    (folder / "new.cml").write_text(OLD + late, "utf-8")
    told = run("old.cml", "new.cml")
    assert told.exit_code == 0
    assert re.findall(r"\[(.+)\]$", told.stderr, re.MULTILINE) == ["unknown-reference"]
    assert told.stdout == "+ bounded context Late\n+ team Team\n\n2 added\n"


def test_models_of_other_names_are_compared_by_their_contexts(folder: Path):
    for side, names in (("a", ("as-is", "other")), ("b", ("more", "to-be"))):
        (folder / side).mkdir()
        for name, text in zip(names, (OLD, "BoundedContext Else")[:: 1 if side == "a" else -1], strict=True):
            (folder / side / f"{name}.cml").write_text(text, "utf-8")
    assert run("a", "b").stdout == "no difference\n"


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository whose first revision differs from its work tree, with a map that imports another."""
    (folder / "maps" / "parts").mkdir(parents=True)
    (folder / "maps" / "shop.cml").write_text('import "./parts/order.cml"\nBoundedContext Cart', "utf-8")
    (folder / "maps" / "parts" / "order.cml").write_text("BoundedContext Order", "utf-8")
    git = ["git", "-c", "user.name=me", "-c", "user.email=me@example.com"]
    for words in (["init", "-q"], ["add", "maps"], ["commit", "-qm", "First"], ["tag", "v1"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    (folder / "maps" / "parts" / "order.cml").write_text("BoundedContext Order BoundedContext Refund", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("where", "old", "new"),
    [
        (".", "v1:maps/shop.cml", "maps/shop.cml"),
        (".", "HEAD:maps", "maps"),
        (".", "v1:./maps/shop.cml", "maps/shop.cml"),
        ("maps", "v1:maps/shop.cml", "shop.cml"),
        ("maps", "v1:shop.cml", "shop.cml"),
        ("maps/parts", "HEAD:../shop.cml", "../shop.cml"),
    ],
)
def test_a_version_is_read_from_git(repository: Path, monkeypatch: pytest.MonkeyPatch, where: str, old: str, new: str):
    monkeypatch.chdir(repository / where)
    assert run(old, new).stdout == "+ bounded context Refund\n\n1 added\n"
    assert run(new, old).stdout == "- bounded context Refund\n\n1 removed\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("v2:maps/shop.cml", 'git knows no revision "v2"'),
        ("v1:maps/cart.cml", 'revision "v1" has no file or folder "maps/cart.cml"'),
        ("--exec=touch x:maps", None),
    ],
)
def test_a_version_that_git_does_not_have(repository: Path, words: str, problem: str | None):
    result = run(words, "maps/shop.cml")
    assert result.exit_code == 2
    assert problem is None or f'can\'t read "{words}": {problem}' in result.stderr
    assert not (repository / "x").exists()


def test_outside_a_repository_no_version_is_read_from_git(folder: Path):
    assert 'can\'t read "v1:old.cml": not a git repository' in run("v1:old.cml", "new.cml").stderr


def test_models_of_folders_are_compared_by_their_names(folder: Path):
    for side, names in (("a", ("one", "two")), ("b", ("two", "three"))):
        (folder / side).mkdir()
        for name in names:
            (folder / side / f"{name}.cml").write_text(f"BoundedContext {name.title()}{side}", "utf-8")
    assert (
        run("a", "b").stdout
        == """\
three:
+ bounded context Threeb

two:
- bounded context Twoa
+ bounded context Twob

one:
- bounded context Onea

2 added, 2 removed
"""
    )


def test_pictures_are_written_below_the_folder_or_printed(folder: Path):
    told = run("old.cml", "new.cml", "-o", "out")
    assert (told.stdout, told.stderr) == (TOLD, 'wrote 1 diagram to "out"\n')
    text = (folder / "out" / "differences" / "shop.svg").read_text("utf-8")
    assert run("old.cml", "new.cml", "-o", "-").stdout == text
    assert run("old.cml", "new.cml", "-o", "out").stderr == 'wrote 0 diagrams to "out"\n'


# ---------------------------------------------------------------------------------------------------------------
# What holds for all maps
# ---------------------------------------------------------------------------------------------------------------


def test_a_map_is_no_different_from_itself(corpus_file: CorpusFile):
    for each in compile_paths([corpus_file.path]).models:
        assert not difference(each, from_json(to_json(each)))


@pytest.mark.parametrize("seeds", list(pairwise(range(12))), ids=str)
def test_a_difference_in_a_mirror(seeds: tuple[int, int]):
    one, other = (compile_text(a_map(seed)).model for seed in seeds)
    assert_mirrored(one, other)


@pytest.mark.parametrize("sample", ["shop", "shop-zh"])
def test_the_difference_of_samples_in_a_mirror(sample: str):
    one, other = (compile_paths([SAMPLES / sample / f"{state}.cml"]).model for state in ("as-is", "to-be"))
    assert_mirrored(one, other)
    assert_mirrored(model(OLD), model(NEW))


def assert_mirrored(one: Model, other: Model) -> None:
    there, back = difference(one, other), difference(other, one)
    assert there
    assert _outline(there) == _outline(_mirrored(back))


def _mirrored(given: Difference) -> Difference:
    changed = tuple(
        Changed(
            each.new,
            each.old,
            tuple(Change(change.attribute, change.added, change.removed) for change in each.changes),
            each.is_renamed,
        )
        for each in given.changed
    )
    return Difference(given.removed, given.added, changed, tuple((new, old) for old, new in given.merged))


def _outline(given: Difference) -> object:
    """What is told, in no order."""
    return (
        sorted(thing.name for thing in given.added),
        sorted(thing.name for thing in given.removed),
        sorted(
            (each.old.name, each.new.name, each.is_renamed, sorted(map(repr, each.changes))) for each in given.changed
        ),
        sorted((old.name if old else "", new.name if new else "") for old, new in given.merged),
    )


# ---------------------------------------------------------------------------------------------------------------
# The picture
# ---------------------------------------------------------------------------------------------------------------


def diagrams(old: Model, new: Model) -> list[Diagram]:
    return [each for _, each in diagrams_of(old, new)]


def test_the_picture_shows_both_maps():
    (diagram,) = diagrams(model(OLD), model(NEW.replace("contains Order, Cart,", "contains Order,")))
    assert [(card.id, card.tone, card.blocks, [mark.severity for mark in card.marks]) for card in diagram.cards] == [
        (
            "context-Cart",
            "changed",
            (("~ databases, availability", "+ CheckedOut", "− Item", "~ Basket, checkOut"),),
            ["changed"],
        ),
        ("context-Order", "unchanged", (), []),
        ("context-Payment", "added", (), ["added"]),
    ]
    told = [
        (line.tail, line.head, line.change, [note.text for note in line.notes], [mark.severity for mark in line.marks])
        for line in diagram.connectors
    ]
    assert told == [
        (
            "context-Cart",
            "context-Order",
            "changed",
            ["checkOut", "~ roles of Cart, roles of Order, sync timeout, … (4)"],
            ["changed"],
        ),
        ("context-Cart", "context-Order", "unchanged", ["Teams"], []),
        ("context-Payment", "context-Order", "added", [], ["added"]),
    ]
    assert [entry.text for entry in diagram.legend][-3:] == ["added", "changed", "as it was"]


def test_a_map_on_which_nothing_changed_is_not_drawn():
    old = "ContextMap M { contains A } ContextMap N { contains B } BoundedContext A BoundedContext B"
    assert [name for name, _ in diagrams_of(model(old), model(old.replace("contains B", "contains B, A")))] == ["n"]
    assert diagrams(model(old), model(old)) == []


def test_what_left_the_map_stands_where_it_stood():
    old = """ContextMap M { contains A, B  A -> B } Domain D { Subdomain S }
    BoundedContext A implements S { Term X "x" } BoundedContext B implements S"""
    new = """ContextMap M { contains C } Domain D { Subdomain S } BoundedContext C implements S { Term X "x" }"""
    (diagram,) = diagrams(model(old), model(new))
    assert [(card.id, card.tone) for card in diagram.cards] == [("context-C", "changed"), ("context-B", "removed")]
    assert [(field.id, field.fields[0].cards) for field in diagram.fields] == [("domain-D", ("context-C", "context-B"))]
    (gone,) = diagram.connectors
    assert (gone.id, gone.tail, gone.head) == ("removed-relationship-A-B", "context-C", "context-B")


@pytest.mark.parametrize("sample", ["shop", "shop-zh"])
def test_pictures_of_samples_are_drawn_without_fault(sample: str):
    one, other = (compile_paths([SAMPLES / sample / f"{state}.cml"]).model for state in ("as-is", "to-be"))
    assert_drawn_well(one, other)


@pytest.mark.parametrize("seeds", list(pairwise(range(8))), ids=str)
def test_pictures_of_two_maps_are_drawn_without_fault(seeds: tuple[int, int]):
    one, other = (compile_text(a_map(seed)).model for seed in seeds)
    assert_drawn_well(one, other)


def test_the_picture_of_the_page_is_fresh(same: Callable[[Path, str], None]):
    one, other = (compile_paths([SAMPLES / "shop" / f"{state}.cml"]).model for state in ("as-is", "to-be"))
    (text,) = (picture(diagram) for name, diagram in diagrams_of(one, other) if name == "shop")
    same(CHECKOUT / "docs" / "images" / "difference.svg", text)


def assert_drawn_well(one: Model, other: Model) -> None:
    drawn = [picture(diagram) for _, diagram in diagrams_of(one, other)]
    for diagram, text in zip(diagrams(one, other), drawn, strict=True):
        assert overlaps(lay_out(graph(diagram))) == []
        root = ElementTree.fromstring(text)
        assert_legible(root)
        names = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(names) == len(set(names))
        connectors = len(one.maps[0].relationships) + len(other.maps[0].relationships)
        assert len(diagram.connectors) <= connectors
