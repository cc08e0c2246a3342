"""Writing a build: whole or not at all, and nothing that isn't ours is touched."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from ctxmap.backends import Artifact
from ctxmap.cli import _output as output
from ctxmap.cli import _record as record
from ctxmap.cli._paths import model_folders, stays_below
from ctxmap.model.elements import Model
from fault_injection import counted, failing, operations

RECORD = ".ctxmap-files"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "build"


def write(folder: Path, backend: str = "svg", /, **texts: str) -> output.Written:
    """Write files; `contexts__a` is `contexts/a.svg`."""
    artifacts = [Artifact(f"{name.replace('__', '/')}.{backend}", text) for name, text in texts.items()]
    return output.write(folder, {backend: artifacts})


def tree(folder: Path) -> dict[str, str]:
    """The folder's files but for the record, and their texts."""
    files = sorted(file for file in folder.rglob("*") if not file.is_dir() and file.name != RECORD)
    return {file.relative_to(folder).as_posix().removesuffix(".svg"): file.read_text() for file in files}


def test_files_are_written_below_the_folder_and_recorded(folder: Path):
    assert write(folder, index="one", contexts__a="two") == output.Written(2, 0, 0)
    assert tree(folder) == {"index": "one", "contexts/a": "two"}
    lines = [line.split(" ") for line in (folder / RECORD).read_text().splitlines()[1:]]
    assert [(backend, path) for backend, _, path in lines] == [("svg", "contexts/a.svg"), ("svg", "index.svg")]


def test_unchanged_files_are_left_alone(folder: Path):
    write(folder, a="one", b="two")
    before = version(folder / "a.svg"), version(folder / RECORD)
    assert write(folder, a="one", b="two") == output.Written(0, 2, 0)
    assert (version(folder / "a.svg"), version(folder / RECORD)) == before
    assert write(folder, a="one", b="three") == output.Written(1, 1, 0)
    assert version(folder / "a.svg") == before[0]
    assert tree(folder) == {"a": "one", "b": "three"}


def test_what_is_no_longer_made_is_removed_with_its_folder(folder: Path):
    write(folder, index="one", contexts__a="two")
    assert write(folder, index="one") == output.Written(0, 1, 1)
    assert tree(folder) == {"index": "one"}
    assert not (folder / "contexts").exists()


def test_a_folder_with_somebody_elses_file_stays(folder: Path):
    write(folder, contexts__a="two")
    (folder / "contexts" / "mine").write_text("mine")
    write(folder, index="one")
    assert tree(folder) == {"contexts/mine": "mine", "index": "one"}


def test_other_backends_files_are_left_alone(folder: Path):
    write(folder, "dot", index="one")
    write(folder, "svg", maps__a="two", maps__b="three")
    write(folder, "svg", maps__a="four")
    assert tree(folder) == {"index.dot": "one", "maps/a": "four"}


def test_somebody_elses_file_is_not_overwritten_and_nothing_is_written(folder: Path):
    folder.mkdir()
    (folder / "b.svg").write_text("mine")
    with pytest.raises(output.OutputError, match=r"did not write: \".*b\.svg\""):
        write(folder, a="one", b="two")
    assert tree(folder) == {"b": "mine"}
    assert not (folder / RECORD).exists()


def test_a_file_with_the_same_text_may_be_taken_over(folder: Path):
    write(folder, a="one")
    (folder / RECORD).unlink()
    write(folder, a="one")
    write(folder, a="two")
    assert tree(folder) == {"a": "two"}


def test_links_are_not_followed(folder: Path, tmp_path: Path):
    (outside := tmp_path / "outside").mkdir()
    folder.mkdir()
    (folder / "contexts").symlink_to(outside)
    with pytest.raises(output.OutputError, match="did not write"):
        write(folder, contexts__a="one")
    assert tree(outside) == {}


def test_nothing_is_removed_through_a_link_or_outside_the_folder(folder: Path, tmp_path: Path):
    (outside := tmp_path / "outside").mkdir()
    (outside / "a.svg").write_text("mine")
    folder.mkdir()
    (folder / "contexts").symlink_to(outside)
    paths = ("contexts/a.svg", "../outside/a.svg", f"{outside}/a.svg")
    lines = [f"svg {record.checksum(b'mine')} {path}" for path in paths]
    (folder / RECORD).write_text("\n".join([*lines, "", "# a", "x", ""]))
    write(folder, index="one")
    assert tree(outside) == {"a": "mine"}


def test_a_folder_may_be_a_link_itself(folder: Path, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    write(folder, contexts__a="one")
    assert tree(tmp_path / "elsewhere") == {"contexts/a": "one"}


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", "a//b", "a\\b", "c:a", ".", "a\n", "a\0"])
def test_an_artifact_that_leads_out_of_the_folder_is_our_mistake(folder: Path, path: str):
    assert not stays_below(path)
    with pytest.raises(ValueError, match="leaves the output folder"):
        output.write(folder, {"markdown": [Artifact(path, "one")]})
    assert not folder.exists()


@pytest.mark.parametrize("other", ["index", "Index", "INDEX"])
def test_two_artifacts_may_not_be_one_file_anywhere(folder: Path, other: str):
    with pytest.raises(output.OutputError, match="would be the same file"):
        output.write(folder, {"a": [Artifact("index", "one")], "b": [Artifact(other, "two")]})
    assert not folder.exists()


def test_what_somebody_changed_is_neither_overwritten_nor_removed(folder: Path):
    write(folder, a="one", b="two")
    (folder / "a.svg").write_text("mine")
    with pytest.raises(
        output.OutputError, match=r"files were changed after ctxmap wrote them: \".*a\.svg\"; delete them"
    ):
        write(folder, a="three", b="four")
    assert tree(folder) == {"a": "mine", "b": "two"}
    assert write(folder, b="four") == output.Written(1, 0, 0, kept=("a.svg",))
    assert tree(folder) == {"a": "mine", "b": "four"}
    (folder / "a.svg").unlink()
    write(folder, a="three", b="four")
    assert tree(folder) == {"a": "three", "b": "four"}


def test_line_ends_that_git_converted_are_no_change(folder: Path):
    write(folder, a="one\ntwo\n")
    (folder / "a.svg").write_bytes(b"one\r\ntwo\r\n")
    assert write(folder, a="one\nthree\n") == output.Written(1, 0, 0)


@pytest.mark.parametrize("line", ["svg {sum} {path}", "svg {path}", "svg 0123456789abcdef {path}"])
@pytest.mark.parametrize("path", [".git/config", ".env.svg", "docs/.hidden/a.svg", "mine.svg"])
def test_a_record_that_came_with_a_repository_removes_nothing_of_its_own(folder: Path, path: str, line: str):
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text("mine")
    of_another = record.checksum(b"another text")
    known = line.format(sum=record.checksum(b"mine") if "/" in path or path[0] == "." else of_another, path=path)
    (folder / RECORD).write_text(f"# ctxmap\n{known}\n")
    output.write(folder, {"svg": []})
    assert (folder / path).read_text() == "mine"


@pytest.mark.parametrize(
    ("backend", "path"),
    [
        ("svg", "shop.cml"),
        ("json", "package.json"),
        ("markdown", "README.md"),
        ("markdown", "docs/guide.md"),
        ("openapi", "action.yaml"),
        ("html", "page.html"),
        ("zip", "a.zip"),
        ("../svg", "a.svg"),
    ],
)
def test_a_record_claims_no_file_that_its_backend_does_not_make(folder: Path, backend: str, path: str):
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text("mine")
    (folder / RECORD).write_text(f"# ctxmap\n{backend} {record.checksum(b'mine')} {path}\n")
    output.write(folder, {backend: []})
    with pytest.raises(output.OutputError, match="did not write"):
        output.write(folder, {backend: [Artifact(path, "ours")]})
    assert (folder / path).read_text() == "mine"


def test_a_folder_in_place_of_the_record(folder: Path):
    (folder / RECORD).mkdir(parents=True)
    with pytest.raises(output.OutputError, match=r"can't write \".*\.ctxmap-files\": Is a directory"):
        write(folder, a="one")


def test_a_name_that_the_locale_lacks_is_told_before_anything_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.fsencode", lambda name: str(name).encode("latin-1"))  # pyright: ignore
    with pytest.raises(output.OutputError, match=r"can't express the file name \"contexts/订单\.svg\"; set .*UTF8"):
        write(folder, a="one", contexts__订单="two")
    assert not folder.exists()


# -- Fault injection: the n-th operation fails, for every n, and the state is looked at --------------------------------

BEFORE = {"a": "one", "contexts/b": "two", "contexts/old": "gone", "maps/old": "gone"}
AFTER = {"a": "three", "contexts/b": "two", "contexts/new": "four", "svg/c": "five"}


def write_tree(folder: Path, files: dict[str, str]) -> None:
    write(folder, **{path.replace("/", "__"): text for path, text in files.items()})


def number_of_operations(folder: Path) -> int:
    write_tree(folder, BEFORE)
    number = counted(lambda: write_tree(folder, AFTER))
    assert number > 20
    return number


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(143)])
def test_whatever_fails_all_is_written_or_nothing(tmp_path: Path, error: BaseException):
    for number in range(number_of_operations(tmp_path / "count")):
        folder = tmp_path / f"build-{number}"
        write_tree(folder, BEFORE)
        with failing(number, error), suppress(output.OutputError, KeyboardInterrupt, SystemExit):
            write_tree(folder, AFTER)
        assert tree(folder) in (BEFORE, AFTER), number
        write_tree(folder, AFTER)
        assert tree(folder) == AFTER
        assert not list(folder.glob(".ctxmap-new-*"))


def test_a_failure_in_a_new_folder_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "replace", Mock(side_effect=OSError(5, "Input/output error")))
    with pytest.raises(output.OutputError, match=r"Input/output error; nothing was written"):
        write(tmp_path / "new" / "build", a="one", contexts__b="two")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
def test_after_a_kill_the_next_build_finishes_and_leaves_nothing_behind(tmp_path: Path):
    for killed in range(number_of_operations(tmp_path / "count")):
        folder = tmp_path / f"build-{killed}"
        write_tree(folder, BEFORE)
        process = os.fork()
        if process == 0:
            patch = pytest.MonkeyPatch()
            operations(patch, lambda number, killed=killed: os._exit(9) if number == killed else None)
            write_tree(folder, AFTER)
            os._exit(0)
        os.waitpid(process, 0)
        write_tree(folder, AFTER)
        assert tree(folder) == AFTER, killed
        assert not list(folder.glob(".ctxmap-new-*"))


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_puts_everything_back(folder: Path, number: signal.Signals):
    write_tree(folder, BEFORE)
    with pytest.MonkeyPatch.context() as patch:
        operations(patch, lambda at: signal.raise_signal(number) if at == 12 else None)
        with pytest.raises(SystemExit) as ended:
            write_tree(folder, AFTER)
    assert ended.value.code == 128 + number
    assert tree(folder) == BEFORE
    assert not list(folder.glob(".ctxmap-new-*"))


def test_several_models_get_a_folder_each_and_none_leads_out():
    names = ["as-is", "sub/to-be", "As-Is", "../x", "", "a:b/c. "]
    folders = model_folders([Model(name=name) for name in names])
    assert folders == ["as-is/", "sub/to-be/", "As-Is-2/", "model/x/", "model/", "a-b/c/"]
    assert model_folders([Model(name="../x")]) == [""]


def version(file: Path) -> tuple[int, int]:
    """Changes when a file is written or replaced."""
    return file.stat().st_mtime_ns, file.stat().st_ino


@pytest.mark.parametrize("name", ["con", "NUL", "aux.map", "com1"])
def test_a_model_gets_no_folder_that_windows_cannot_have(name: str) -> None:
    assert model_folders([Model(name=name), Model(name="shop")]) == [f"{name}-2/", "shop/"]
