"""Files replaced all or none: prepared in a staging folder, then renamed into place, and put back if anything fails.

The method is that of a journal: every step first says how it is undone. What a killed process leaves behind is one
staging folder in each folder, which the next run removes. Knows nothing of what is in the files or whose they are.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path, PurePosixPath
from threading import current_thread, main_thread
from types import FrameType

PREFIX = ".ctxmap-new-"
"""The name of a staging folder; the number of the process that made it follows."""

Files = Mapping[str, bytes | None]
"""Paths below a folder, with `/`, and what the files are to hold; None: the file is removed."""


def replace_files(folder: Path, batches: Sequence[Files]) -> None:
    """Replace, write and remove files below a folder, batch after batch, all or none; raises `OSError`."""
    stage = folder / f"{PREFIX}{os.getpid()}"
    _remove_abandoned(folder)
    with _ending_by_exceptions():
        with ExitStack() as undo:
            _make_folder(folder, undo)
            undo.callback(shutil.rmtree, stage, ignore_errors=True)
            stage.mkdir()
            ready = [_staged(batch, stage, number) for number, batch in enumerate(batches)]
            steps = [(folder / path, new) for batch in ready for path, new in batch.items()]
            for number, (target, new) in enumerate(steps):
                _replace(target, new, stage / f"old-{number}", undo)
            undo.pop_all()  # everything is in place: there is nothing to undo any more
        shutil.rmtree(stage, ignore_errors=True)
    for batch in batches:
        for path in (path for path, data in batch.items() if data is None):
            _remove_empty_folders(folder, path)


def rewrite_files(files: Mapping[Path, bytes]) -> None:
    """Write files of the user anywhere, all or none; raises `OSError` with the name of the file.

    Their owners and permissions stay. A file with several names (hard links) is written in place, so that all of them
    show the new contents. Links have to be resolved.
    """
    stages = {folder: folder / f"{PREFIX}{os.getpid()}" for folder in dict.fromkeys(file.parent for file in files)}
    with _ending_by_exceptions():
        with ExitStack() as undo:
            ready: list[tuple[Path, Path, Path]] = []
            for number, (file, data) in enumerate(files.items()):
                new, old = (stages[file.parent] / f"{kind}-{number}" for kind in ("new", "old"))
                with _naming(file):
                    _make_stage(new.parent, undo)
                    _write_alike(new, data, file)
                ready.append((file, new, old))
            for file, new, old in ready:
                with _naming(file):
                    if _may_be_replaced(file, new):
                        _replace(file, new, old, undo)
                    else:
                        _overwrite(file, new, old, undo)
            undo.pop_all()
        for stage in stages.values():
            shutil.rmtree(stage, ignore_errors=True)


def _make_stage(stage: Path, undo: ExitStack) -> None:
    if not stage.is_dir() or not any(stage.iterdir()):
        _remove_abandoned(stage.parent)
        undo.callback(shutil.rmtree, stage, ignore_errors=True)
        stage.mkdir(exist_ok=True)


def _write_alike(new: Path, data: bytes, file: Path) -> None:
    """Write a file with the permissions and, where we may give it away, the owner of another one."""
    new.write_bytes(data)
    if file.exists():
        status = file.stat()
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(new, status.st_uid, status.st_gid)
        shutil.copystat(file, new)
        os.utime(new)


def _may_be_replaced(file: Path, new: Path) -> bool:
    """Whether nobody sees a difference between a file with new contents and a new file of its name."""
    if not file.exists():
        return True
    before, after = file.stat(), new.stat()
    return before.st_nlink == 1 and (before.st_uid, before.st_gid) == (after.st_uid, after.st_gid)


def _overwrite(file: Path, new: Path, old: Path, undo: ExitStack) -> None:
    shutil.copy2(file, old)
    undo.callback(lambda: file.write_bytes(old.read_bytes()))
    file.write_bytes(new.read_bytes())


@contextmanager
def _naming(file: Path) -> Generator[None]:
    """Errors in here are about that file, and not about a staging folder that nobody knows."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(file)) from error


def _staged(batch: Files, stage: Path, number: int) -> Mapping[str, Path | None]:
    """The files of a batch, written into the staging folder."""
    staged: dict[str, Path | None] = {}
    for index, (path, data) in enumerate(batch.items()):
        staged[path] = None if data is None else stage / f"{number}-{index}"
        if data is not None:
            (stage / f"{number}-{index}").write_bytes(data)
    return staged


def _replace(target: Path, new: Path | None, old: Path, undo: ExitStack) -> None:
    _make_folder(target.parent, undo)
    if os.path.lexists(target):
        _keep(target, old)
        undo.callback(old.replace, target)
    else:
        undo.callback(target.unlink, missing_ok=True)
    if new is None:
        target.unlink(missing_ok=True)
    else:
        new.replace(target)


def _keep(file: Path, name: Path) -> None:
    """Give a file a second name, so that it survives being replaced; copy it, where the file system has no links."""
    try:
        os.link(file, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(file, name, follow_symlinks=False)


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder and those above it; those that were not there before are removed again on failure."""
    for each in reversed([folder, *folder.parents]):
        if os.path.lexists(each) and not each.is_dir():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), os.fspath(each))
        if not each.is_dir():
            each.mkdir(exist_ok=True)
            undo.callback(_remove_if_empty, each)


def _remove_empty_folders(folder: Path, path: str) -> None:
    for parent in list(PurePosixPath(path).parents)[:-1]:
        if not _remove_if_empty(folder / parent):
            return


def _remove_if_empty(folder: Path) -> bool:
    with suppress(OSError):
        folder.rmdir()
        return True
    return False


def _remove_abandoned(folder: Path) -> None:
    """Remove the staging folders of processes that were killed."""
    for stage in folder.glob(f"{PREFIX}*"):
        number = stage.name.removeprefix(PREFIX)
        if number.isdecimal() and not stage.is_symlink() and not _is_running(int(number)):
            shutil.rmtree(stage, ignore_errors=True)


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False  # numbers are used again, in containers all the time
    if os.name == "nt":
        return True  # asking would end it there
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _ending_by_exceptions() -> Generator[None]:
    """SIGTERM and SIGHUP end a process on the spot; in here they raise `SystemExit`, so that all is put back."""
    if current_thread() is not main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _exit) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
