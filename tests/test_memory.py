"""Compiling with the memory of earlier compilations gives what a fresh compilation gives."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from ctxmap.compiler import Compilation, Memory, compile_files
from ctxmap.model.json import to_json
from ctxmap.text.files import Disk, Unsaved

SAMPLES = Path(__file__).parent.parent / "samples"
EDITS = 60


def shown(compilation: Compilation) -> tuple[object, ...]:
    return [to_json(model) for model in compilation.models], msgspec.json.encode(compilation.diagnostics)


@pytest.mark.parametrize("seed", range(3))
def test_after_random_edits_a_memory_changes_nothing(seed: int) -> None:
    folder = str(SAMPLES / "shop")
    texts = {str(path): path.read_text("utf-8") for path in sorted(Path(folder).glob("**/*.cml"))}
    choose, memory = random.Random(seed), Memory()
    edited = dict(texts)
    for _ in range(EDITS):
        path = choose.choice(sorted(texts))
        edited[path] = _edited(edited[path], choose) if choose.random() < 0.8 else texts[path]
        files = Unsaved(edited, Disk())
        assert shown(compile_files([folder], files, memory=memory)) == shown(compile_files([folder], files))


def test_an_unchanged_workspace_is_not_compiled_again() -> None:
    memory = Memory()
    first = compile_files([str(SAMPLES)], Disk(), memory=memory)
    again = compile_files([str(SAMPLES)], Disk(), memory=memory)
    assert first.models
    assert all(one is other for one, other in zip(first.models, again.models, strict=True))


def test_only_models_with_a_changed_file_are_linked_again() -> None:
    memory, path = Memory(), str(SAMPLES / "payment.cml")
    first = compile_files([str(SAMPLES)], Disk(), memory=memory)
    changed = Unsaved({path: Path(path).read_text("utf-8") + "\n// changed\n"}, Disk())
    again = compile_files([str(SAMPLES)], changed, memory=memory)
    assert [one.name for one, other in zip(first.models, again.models, strict=True) if one is not other] == ["payment"]


def test_what_a_workspace_lacks_is_judged_again_when_another_model_changes() -> None:
    """Each model may be known from memory; whether a context is on any map is not a fact about one of them."""
    texts = {
        "a.cml": "ContextMap { contains A } BoundedContext A",
        "b.cml": "BoundedContext B  Domain D { Subdomain One }",
    }
    changed = {**texts, "a.cml": "ContextMap { contains A, B } BoundedContext A implements D BoundedContext B Domain D"}
    memory = Memory()

    def found(texts: dict[str, str]) -> set[tuple[str, str]]:
        diagnostics = compile_files([*texts], Unsaved(texts, Disk()), memory=memory).diagnostics
        return {(d.rule, d.words) for d in diagnostics if d.rule in ("forgotten-context", "subdomain-without-context")}

    lacking = {("forgotten-context", "B"), ("subdomain-without-context", "One")}
    assert [found(texts), found(changed), found(texts)] == [lacking, set(), lacking]


def _edited(text: str, choose: random.Random) -> str:
    """The text with a few characters removed, repeated or replaced."""
    at = choose.randrange(len(text) + 1)
    end = min(len(text), at + choose.randrange(12))
    return text[:at] + choose.choice(["", text[at:end] * 2, "x", "{", "}", " ", "\n"]) + text[end:]
