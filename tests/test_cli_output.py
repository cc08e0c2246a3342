"""Writing a build: whole or not at all, and nothing that isn't ours is touched."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ctxmap.backends import Artifact
from ctxmap.cli import _output as output
from ctxmap.cli._paths import model_folders, stays_below
from ctxmap.model.elements import Model

RECORD = ".ctxmap-files"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "build"


def write(folder: Path, backend: str = "markdown", /, **texts: str) -> output.Written:
    """Write files; `contexts__a` is `contexts/a`."""
    artifacts = [Artifact(name.replace("__", "/"), text) for name, text in texts.items()]
    return output.write(folder, {backend: artifacts})


def tree(folder: Path) -> dict[str, str]:
    """The folder's files but for the record, and their texts."""
    files = sorted(file for file in folder.rglob("*") if not file.is_dir() and file.name != RECORD)
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def test_files_are_written_below_the_folder_and_recorded(folder: Path):
    assert write(folder, index="one", contexts__a="two") == output.Written(2, 0, 0)
    assert tree(folder) == {"index": "one", "contexts/a": "two"}
    assert (folder / RECORD).read_text().splitlines()[1:] == ["markdown contexts/a", "markdown index"]


def test_unchanged_files_are_left_alone(folder: Path):
    write(folder, a="one", b="two")
    before = version(folder / "a"), version(folder / RECORD)
    assert write(folder, a="one", b="three") == output.Written(1, 1, 0)
    assert (version(folder / "a"), version(folder / RECORD)) == before
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
    write(folder, "markdown", index="one")
    write(folder, "svg", maps__a="two", maps__b="three")
    write(folder, "svg", maps__a="four")
    assert tree(folder) == {"index": "one", "maps/a": "four"}


def test_somebody_elses_file_is_not_overwritten_and_nothing_is_written(folder: Path):
    folder.mkdir()
    (folder / "b").write_text("mine")
    with pytest.raises(output.OutputError, match=r"didn't write: \".*b\""):
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
    with pytest.raises(output.OutputError, match="didn't write"):
        write(folder, contexts__a="one")
    assert tree(outside) == {}


def test_nothing_is_removed_through_a_link_or_outside_the_folder(folder: Path, tmp_path: Path):
    (outside := tmp_path / "outside").mkdir()
    (outside / "a").write_text("mine")
    folder.mkdir()
    (folder / "contexts").symlink_to(outside)
    (folder / RECORD).write_text(f"markdown contexts/a\nmarkdown ../outside/a\nmarkdown {outside}/a\n\n# a\nx\n")
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
    with pytest.raises(output.OutputError, match="would be one file"):
        output.write(folder, {"a": [Artifact("index", "one")], "b": [Artifact(other, "two")]})
    assert not folder.exists()


def test_a_failure_half_way_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch):
    write(folder, a="one", b="two")
    before = tree(folder)

    def full(file: Path, data: bytes) -> int:
        if data == b"four":
            raise OSError(28, "No space left on device")
        with file.open("wb") as stream:
            return stream.write(data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(output.OutputError, match=r"can't write into \".*build\": No space left on device"):
        write(folder, a="three", b="four")
    assert tree(folder) == before


def test_after_an_interruption_the_next_build_knows_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupt_at("b", Path.replace))
        with pytest.raises(KeyboardInterrupt):
            write(folder, a="one", b="two")
    assert tree(folder) == {"a": "one"}
    write(folder, a="three", b="four")
    assert tree(folder) == {"a": "three", "b": "four"}


def test_several_models_get_a_folder_each_and_none_leads_out():
    names = ["as-is", "sub/to-be", "As-Is", "../x", "", "a:b/c. "]
    folders = model_folders([Model(name=name) for name in names])
    assert folders == ["as-is/", "sub/to-be/", "As-Is-2/", "model/x/", "model/", "a-b/c/"]
    assert model_folders([Model(name="../x")]) == [""]


def version(file: Path) -> tuple[int, int]:
    """Changes when a file is written or replaced."""
    return file.stat().st_mtime_ns, file.stat().st_ino


def interrupt_at(name: str, replace: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def replace_or_interrupt(file: Path, target: Path) -> Path:
        if target.name == name:
            raise KeyboardInterrupt
        return replace(file, target)

    return replace_or_interrupt
