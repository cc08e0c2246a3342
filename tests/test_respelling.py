"""However a map spells a reference, its outputs are the same, byte for byte."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import msgspec
import pytest

from ctxmap import backends, compile_text
from ctxmap.backends import Request
from ctxmap.compiler import Compilation
from ctxmap.model.elements import Reference, Type

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("sample", ["first-map", "migration", "payment"])
def test_outputs_of_qualified_and_short_references_are_the_same(sample: str) -> None:
    written = (SAMPLES / f"{sample}.cml").read_text("utf-8")
    compilation = compile_text(written, "map.cml")
    spelt = {each.at.start: each for each in references(compilation.model) if can_be_qualified(each, written)}
    assert spelt
    text = written
    for start in sorted(spelt, reverse=True):
        text = text[:start] + str(spelt[start].target) + text[spelt[start].at.end :]
    respelt = compile_text(text, "map.cml")
    assert messages(respelt) == messages(compilation)
    assert outputs(respelt) == outputs(compilation)


def test_two_things_of_one_name_are_told_apart() -> None:
    compilation = compile_text(
        "ContextMap M { contains A, B  A -> B { sync { operations = S::run, T::run } } }\n"
        "BoundedContext A { Aggregate X { Service S { run; } Service T { run; } } }\nBoundedContext B"
    )
    (page,) = (text for path, text in outputs(compilation).items() if path == "contexts/b.md")
    assert "`S::run`, `T::run`" in str(page)


def references(part: object) -> Iterator[Reference | Type]:
    if isinstance(part, tuple):
        for each in cast("tuple[object, ...]", part):
            yield from references(each)
    elif isinstance(part, msgspec.Struct):
        if isinstance(part, Reference | Type):
            yield part
        for field in part.__struct_fields__:
            yield from references(getattr(part, field))


def can_be_qualified(reference: Reference | Type, text: str) -> bool:
    written = text[reference.at.start : reference.at.end]
    return reference.target not in (None, written) and str(reference.target).endswith(f"::{written}")


def messages(compilation: Compilation) -> list[str]:
    return [diagnostic.message for diagnostic in compilation.diagnostics]


def outputs(compilation: Compilation) -> Mapping[str, str | bytes]:
    request = Request(compilation.model, compilation.diagnostics)
    made = (each for name in backends.self_contained() for each in backends.load(name).build(request))
    return {each.path: each.content for each in made}
