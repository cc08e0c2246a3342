"""Time grows as the work does: twice the input takes about twice the processor time, never four times."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from ctxmap import compile_paths, compile_text
from ctxmap.configfile.find import candidates
from ctxmap.configfile.places import places
from ctxmap.configfile.theme import read_theme
from ctxmap.syntax.format.format import formatted
from ctxmap.text.files import Disk
from ctxmap.text.globs import matches
from ctxmap.text.source import Source
from ctxmap.workspace.baseline import compare, from_text, record, to_text

Work = Callable[[], object]


def stars(size: int, _: Path) -> Work:
    pattern, path = "**/a" + "*a" * size + "/**/*x" * size + "b", "a" * 120 + "/x" * 60
    return lambda: matches(pattern, path)


def blank_lines_in_pyproject(size: int, folder: Path) -> Work:
    (folder / "pyproject.toml").write_text("[project]\nname = 'ctxmap'\n" + "\n \t" * size * 1000)
    return lambda: list(candidates(str(folder), Disk()))


def keys_in_configuration(size: int, _: Path) -> Work:
    text = "".join(f'a{number} = [{{ b = "c" }}, 1]\n\n# d\n' for number in range(size * 20))
    return lambda: places(Source("ctxmap.toml", text), ())


def mistakes_in_a_theme(size: int, folder: Path) -> Work:
    (folder / "acme.toml").write_text("".join(f'a{number} = "b"\n' for number in range(size * 5)))
    return lambda: read_theme(str(folder / "acme.toml"), Disk())


def states(size: int, _: Path) -> Work:
    names = ", ".join(f"S{number}" for number in range(size * 20))
    events = " ".join(f"DomainEvent E{number}" for number in range(size * 20))
    entity = f"Entity R {{ aggregateRoot }} enum S {{ aggregateLifecycle {names} }} {events}"
    text = f"BoundedContext A {{ Aggregate B {{ {entity} }} }}"
    return lambda: compile_text(text)


def imports(size: int, folder: Path) -> Work:
    for number in range(size * 5):
        (folder / f"{number}.cml").write_text(f'BoundedContext C{number} {{ domainVisionStatement = "v" }}')
    (folder / "all.cml").write_text("".join(f'import "{number}.cml"\n' for number in range(size * 5)))
    return lambda: compile_paths(folder / "all.cml")


def a_chain_of_imports(size: int, folder: Path) -> Work:
    for number in range(size * 4):
        (folder / str(number)).mkdir()
        (folder / str(number) / "a.cml").write_text(f'import "../../{folder.name}/{number + 1}/a.cml"\n')
    return lambda: compile_paths(folder / "0/a.cml")


def a_known_finding_in_each_line(size: int, _: Path) -> Work:
    text = "".join(f"BoundedContext C{number}\n" for number in range(size * 20))
    found = compile_text(text).diagnostics
    return lambda: compare(found, from_text(to_text(record(found, str)).encode()), str)


def members_to_format(size: int, _: Path) -> Work:
    source = Source("a.cml", "BoundedContext A {" + "\n\n  // b\n   type=FEATURE" * size * 10 + "}")
    return lambda: formatted(source, None)


@pytest.mark.parametrize(
    "work",
    [
        stars,
        blank_lines_in_pyproject,
        keys_in_configuration,
        mistakes_in_a_theme,
        states,
        imports,
        a_chain_of_imports,
        a_known_finding_in_each_line,
        members_to_format,
    ],
)
def test_time_grows_as_the_work_does(work: Callable[[int, Path], Work], tmp_path: Path) -> None:
    times = [taken(work, size, tmp_path) for size in (20, 40)]
    assert times[1] < 3 * times[0], times


def taken(work: Callable[[int, Path], Work], size: int, folder: Path) -> float:
    """The least processor time of five runs, in seconds."""
    (folder / str(size)).mkdir()
    prepared = work(size, folder / str(size))
    return min(timed(prepared) for _ in range(5))


def timed(prepared: Work) -> float:
    start = process_time()
    prepared()
    return process_time() - start
