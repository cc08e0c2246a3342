"""Refactorings: the text and the model that each makes, that comments and references stay, and what inverts what."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from ctxmap.cli import main
from ctxmap.compiler import Compilation, Memory, compile_files
from ctxmap.configuration import DEFAULT
from ctxmap.model.elements import Aggregate, BoundedContext, Element, Model, Named
from ctxmap.model.walk import elements
from ctxmap.refactorings import Refactoring, RefactoringError, all_refactorings, load
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._given import drafted
from ctxmap.refactorings._result import Refactored, refactored
from ctxmap.syntax.format.format import formatted
from ctxmap.text.files import Disk, Unsaved
from ctxmap.text.source import Source
from ctxmap.writer import write

CASES = Path(__file__).parent / "refactorings" / "cases.cml"
_CASE = re.compile(r"^// ---- (.+)\n((?:(?!// ---- ).*\n)+)", re.MULTILINE)


NAMES_ONLY = replace(DEFAULT, select=("unknown-reference",))
"""Rules judge nothing here."""


class Workspace:
    """Texts by path, compiled with one memory."""

    def __init__(self, texts: Mapping[str, str], roots: list[str]) -> None:
        self.texts = dict(texts)
        self._roots = roots
        self._memory = Memory()

    def compile(self, texts: Mapping[str, str]) -> Compilation:
        return compile_files(self._roots, Unsaved({**self.texts, **texts}, Disk()), NAMES_ONLY, self._memory)

    def apply(self, refactoring: str, *given: str, **options: str) -> Refactored:
        done = refactored(drafted(self.compile({}), load(refactoring), given, options), self.compile)
        self.texts.update(done.texts)
        return done

    @property
    def model(self) -> Model:
        return self.compile({}).model


def workspace(text: str) -> Workspace:
    return Workspace({"map.cml": text}, ["map.cml"])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# ---- The texts of all refactorings -----------------------------------------------------------------------------------


def test_what_they_make_of_a_text(golden: Callable[[str, str], None]) -> None:
    shown: list[str] = []
    named: set[str] = set()
    for title, text in _CASE.findall(CASES.read_text("utf-8")):
        name, *words = shlex.split(title)
        named.add(name)
        before = formatted(Source("map.cml", text.strip() + "\n"))[0]
        Path("map.cml").write_text(before, "utf-8")
        done = CliRunner().invoke(main, ["refactor", name, *words, "map.cml", "--isolated"])
        after = {path.name: path.read_text("utf-8") for path in sorted(Path().iterdir())}
        if done.exit_code:
            assert after == {"map.cml": before}
            shown.append(f"==== {title}\n{done.output}\n")
        else:
            for file, changed in after.items():
                assert formatted(Source(file, changed))[0] == changed
            shown.append(f"==== {title}\n" + "".join(f"---- {each}\n{text}" for each, text in after.items()) + "\n")
        for path in Path().iterdir():
            path.unlink()
    assert named == set(all_refactorings()), "each refactoring has a case"
    golden("refactorings.txt", "".join(shown))


# ---- What they do to every map ---------------------------------------------------------------------------------------


def _choices(path: str, models: tuple[Model, ...], refactoring: Refactoring) -> Iterator[tuple[object, ...]]:
    """Elements, and pairs of such, that a refactoring could be given; words are new names."""
    several: list[list[object]] = []
    for parameter in refactoring.parameters:
        if parameter.is_option:
            continue
        if parameter.kind is None:
            several.append(["Renamed" if "name" in parameter.name else str(Path(path).with_name("moved.cml"))])
        else:
            kind = parameter.kind
            found: dict[object, Element] = {
                each.at: each for model in models for each in elements(model) if isinstance(each, kind)
            }
            several.append([(each,) if parameter.is_list else each for each in found.values()])
    yield from product(*several)


def _comments(compilation: Compilation) -> Counter[str]:
    return Counter(
        re.sub(r"\s+", " ", comment.text.strip()) for file in compilation.files.values() for comment in file.comments
    )


def _names(models: tuple[Model, ...]) -> Counter[str]:
    """Kinds and names of what is declared inside contexts."""
    things = {each.at: each for model in models for context in model.contexts for each in elements(context)}
    return Counter(f"{type(each).__name__} {each.name}" for each in things.values() if isinstance(each, Named))


_LOSES_RELATIONSHIP = {"merge-contexts", "extract-shared-kernel", "suspend-partnership", "turn-call-into-event"}
"""What stands in a relationship that goes, goes with it."""


def _check(path: str, text: str, limit: int) -> int:
    """Try every refactoring on elements of a map; the number of those that could be done."""
    space = Workspace({path: text}, [path])
    before = space.compile({})
    done = 0
    for name, refactoring in all_refactorings().items():
        for given in islice(_choices(path, before.models, refactoring), limit):
            draft = Draft(before)
            try:
                refactoring.make(draft, *given)
                after = refactored(draft, space.compile).compilation
            except RefactoringError:
                continue
            done += 1
            if name not in _LOSES_RELATIONSHIP:
                assert _comments(before) <= _comments(after), (path, name, given)
            if name.startswith(("extract-aggregates", "split-context", "split-aggregate", "move", "change")):
                assert _names(before.models) <= _names(after.models), (path, name, given)
    return done


@pytest.mark.parametrize("sample", ["payment.cml", "insurance/insurance.cml", "shop/to-be.cml"])
def test_every_refactoring_of_every_element_of_the_samples(sample: str) -> None:
    path = Path(__file__).parent.parent / "samples" / sample
    assert _check(str(path), path.read_text("utf-8"), 2) >= 10


def test_every_refactoring_of_the_inputs_of_the_context_mapper_tool(corpus: Path) -> None:
    folders = (corpus / "peer-tests" / "refactorings", corpus / "examples" / "architectural-refactorings")
    inputs = [path for folder in folders for path in sorted(folder.rglob("*input*.cml"))]
    assert len(inputs) > 90
    assert sum(_check(str(each), each.read_text("utf-8"), 1) for each in inputs) > 200


# ---- What inverts what -----------------------------------------------------------------------------------------------

DIVIDED = """ContextMap { contains Care, Shop  Care [U,OHS] -> [D,ACL] Shop { exposedAggregates = Customers, Pages } }
BoundedContext Care {
    Aggregate Customers { Entity Customer { aggregateRoot } Entity Address { aggregateRoot  - Customer of } }
    Aggregate Pages { Entity Page { aggregateRoot  - Customer about } }
}
BoundedContext Shop { Aggregate Carts { Entity Cart { - Page last } } }
"""


def test_merging_restores_what_was_extracted() -> None:
    space = workspace(DIVIDED)
    before = space.model
    space.apply("extract-aggregates", "Pages", name="Screens")
    assert [each.name for each in space.model.contexts] == ["Care", "Screens", "Shop"]
    assert {(each.upstream.context, each.downstream.context) for each in space.model.relationships} == {
        ("Care", "Shop"),
        ("Screens", "Shop"),
        ("Care", "Screens"),
    }
    space.apply("merge-contexts", "Care", "Screens")
    assert write(space.model.contexts[0]) == write(before.contexts[0])
    assert {tuple(each.target for each in one.exposed_aggregates) for one in space.model.relationships} == {
        ("Care::Customers",),
        ("Care::Pages",),
    }


def test_merging_restores_what_was_split() -> None:
    space = workspace(DIVIDED.replace("Address { aggregateRoot ", "Address { "))
    before = write(space.model)
    space.apply("split-aggregate-by-entities", "Customers")
    assert [each.name for each in space.model.contexts[0].aggregates] == ["Customers", "Address", "Pages"]
    space.apply("merge-aggregates", "Customers", "Care::Address")
    assert write(space.model) == before


KERNEL = """ContextMap { A [SK] <-> [SK] B : N { downstreamRights = INFLUENCER } }
BoundedContext A
BoundedContext B
"""


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("change-to-partnership", "change-to-shared-kernel"),
        ("change-to-upstream-downstream", "change-to-shared-kernel"),
    ],
)
def test_a_relationship_changes_there_and_back(there: str, back: str) -> None:
    space = workspace(KERNEL)
    before = write(space.model)
    space.apply(there, "A-B-N")
    assert write(space.model) != before
    space.apply(back, "A-B-N")
    assert write(space.model) == before


def test_each_element_is_renamed_there_and_back() -> None:
    path = Path(__file__).parent.parent / "samples" / "shop" / "to-be.cml"
    space = Workspace({str(path): path.read_text("utf-8")}, [str(path)])
    for kind in (BoundedContext, Aggregate):
        for each in [each for each in elements(space.model) if isinstance(each, kind)][:4]:
            before = dict(space.texts)
            space.apply("rename", f"{kind.__name__} {each.qualified_name}", "Renamed")
            assert space.texts != before
            renamed = f"{each.qualified_name.rpartition('::')[0]}::Renamed".lstrip(":")
            space.apply("rename", f"{kind.__name__} {renamed}", each.name)
            for file, text in before.items():
                assert space.texts[file] == text


# ---- On the command line ---------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["refactor", *words, "--isolated"])
    return done.exit_code, done.output


def test_all_files_change_and_a_difference_changes_none() -> None:
    Path("maps").mkdir()
    text = 'import "./b.cml"\r\nContextMap { contains A, B }\r\nBoundedContext A\r\n'
    Path("maps/a.cml").write_bytes(text.encode())
    Path("maps/b.cml").write_text("\ufeffBoundedContext B\n", "utf-8")
    code, output = run("rename", "B", "C", "maps/a.cml", "--diff")
    assert code == 1
    assert "-BoundedContext B" in output
    assert "2 files would change" in output
    assert Path("maps/b.cml").read_text("utf-8") == "\ufeffBoundedContext B\n"
    assert run("rename", "B", "C", "maps/a.cml") == (0, "2 files changed\n")
    assert Path("maps/a.cml").read_bytes().decode() == text.replace("A, B", "A, C")
    assert Path("maps/b.cml").read_text("utf-8") == "\ufeffBoundedContext C\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["rename", "Ordr", "X"], 'no element is named "Ordr"; did you mean "Order"?'),
        (["rename", "Order", "X Y"], '"X Y" is not a name: use letters, digits and `_`, and begin with a letter'),
        (["merge-contexts", "Order", "Order"], "a context can't be merged with itself"),
        (
            ["change-to-partnership", "Order -> Stock"],
            'no relationship is "Order -> Stock"; there is "Stock -> Order"',
        ),
        (["split-context-by-owner", "Order"], 'the aggregates of "Order" have no two owners'),
        (["extract-aggregates", "Order::Orders"], 'no aggregate would be left in "Order"'),
        (["rename", "Items", "Items"], '"Items" may be Order::Items or Stock::Items; name one of them'),
        (
            ["merge-context", "Order", "Stock"],
            'no refactoring is named "merge-context"; did you mean "merge-contexts"?',
        ),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_changes(words: list[str], message: str) -> None:
    text = """ContextMap { Stock -> Order }
BoundedContext Order { Aggregate Orders  Service Items }
BoundedContext Stock { Service Items }
"""
    Path("map.cml").write_text(text, "utf-8")
    code, output = run(*words, "map.cml")
    assert code == 2
    assert message in output
    assert Path("map.cml").read_text("utf-8") == text
