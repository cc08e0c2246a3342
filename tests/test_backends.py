"""Every backend on every sample, file by file; a new backend or sample is taken in without a line of test here.

Of diagrams, whole small samples are compared, and of the others the first of each kind: what all of them have in common
is measured in `test_svg.py`, and how large and how tangled each is, in `golden/diagrams.txt`.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ctxmap import Compilation, backends, compile_paths, compile_text
from ctxmap.backends import Artifact, Request
from ctxmap.model.json import from_json, to_json

CHECKOUT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
DRAWN = ("drawio", "svg")
"""The backends whose files are large, since they hold where everything is."""
SMALL = ("first-map", "migration", "payment")


@cache
def samples() -> Compilation:
    return compile_paths([CHECKOUT / "samples"])


@cache
def built(sample: str, backend: str) -> list[Artifact]:
    model = next(model for model in samples().models if model.name == sample)
    return list(backends.load(backend).build(Request(model, samples().diagnostics)))


names = [model.name for model in samples().models]
every_sample = pytest.mark.parametrize("sample", names)
every_backend = pytest.mark.parametrize("backend", backends.self_contained())


@every_sample
@every_backend
def test_backend_on_sample(sample: str, backend: str, golden: Callable[[str, str], None], accept: bool):
    folder = f"{sample}/{backend}"
    artifacts = [each for each in built(sample, backend) if (sample, each.path) in compared(backend)]
    for artifact in artifacts:
        golden(f"{folder}/{artifact.path}", artifact.text)
    stale = files_below(GOLDEN / folder) - {artifact.path for artifact in artifacts}
    for path in stale if accept else ():
        (GOLDEN / folder / path).unlink()
    assert accept or not stale, f"no longer made, remove them: {', '.join(sorted(stale))}"


@every_sample
@every_backend
def test_a_backend_says_which_files_it_makes(sample: str, backend: str):
    assert all(backends.load(backend).can_make(f"model/{artifact.path}") for artifact in built(sample, backend))


@every_sample
@every_backend
def test_outputs_tell_nothing_of_the_machine(sample: str, backend: str):
    for artifact in built(sample, backend):
        assert str(CHECKOUT) not in artifact.text
        assert str(Path.home()) + "/" not in artifact.text


@every_sample
def test_all_files_of_a_build_have_paths_of_their_own(sample: str):
    paths = [artifact.path.casefold() for backend in backends.self_contained() for artifact in built(sample, backend)]
    assert len(paths) == len(set(paths))


@every_sample
def test_a_model_round_trips_through_json(sample: str):
    (artifact,) = built(sample, "json")
    assert to_json(from_json(artifact.text)) == artifact.text


def test_no_golden_folder_belongs_to_nothing():
    known = ("reports/", *(f"{sample}/{backend}/" for sample in names for backend in backends.self_contained()))
    assert not {path for path in files_below(GOLDEN) if "/" in path and not path.startswith(known)}


@cache
def compared(backend: str) -> set[tuple[str, str]]:
    """The files that are compared, each with its sample."""
    files = [(sample, artifact.path) for sample in names for artifact in built(sample, backend)]
    if backends.load(backend).made_of:  # the files of other backends are compared
        return set(files[:1])
    if backend not in DRAWN:
        return set(files)
    whole = [file for file in files if file[0] in SMALL]
    first = {kind(path): (sample, path) for sample, path in reversed(files)}
    known = {kind(path) for _, path in whole}
    return {*whole, *(file for each, file in first.items() if each not in known)}


def kind(path: str) -> str:
    """The folder of a diagram, or its name where the model has only one of the kind."""
    return path.partition("/")[0]


def files_below(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("lines", "words", "is_large"), [(499, 1, False), (501, 1, True), (400, 40, True)])
def test_mermaid_says_where_a_map_is_too_large_for_it(lines: int, words: int, is_large: bool) -> None:
    names = [f"C{number}" for number in range(lines + 1)]
    technology = "x " * words
    lines_of_map = (f'C0 -> {name} {{ implementationTechnology = "{technology}" }}' for name in names[1:])
    contexts = "\n".join(f"BoundedContext {name}" for name in names)
    model = compile_text(f"ContextMap {{ contains {', '.join(names)} {' '.join(lines_of_map)} }} {contexts}").model
    (artifact,) = backends.load("mermaid").build(backends.Request(model))
    assert ("\n%% Too large for Mermaid" in artifact.text) == is_large
    assert is_large or len(artifact.text) < 50_000
