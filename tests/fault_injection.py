"""Fault injection: the n-th operation on files fails, for every n, as SQLite's tests do it."""

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest

OPERATIONS = [
    (Path, "write_bytes"),
    (Path, "mkdir"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "rmdir"),
    (os, "link"),
    (os, "chown"),
    (shutil, "copystat"),
    (shutil, "copy2"),
]


def operations(monkeypatch: pytest.MonkeyPatch, at: Callable[[int], None]) -> list[int]:
    """Let `at` be told the number of each operation on files before it is done; gives the numbers so far."""
    numbers: list[int] = []

    def counted(operation: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            numbers.append(len(numbers))
            at(numbers[-1])
            return operation(*arguments, **options)

        return run

    for owner, name in OPERATIONS:
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    return numbers


@contextmanager
def failing(number: int, error: BaseException | None = None) -> Generator[None]:
    """Let one operation fail: with an error that a full disk gives, unless it is another."""

    def fail(at: int) -> None:
        if at == number:
            raise error or OSError(ENOSPC, os.strerror(ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        operations(patch, fail)
        yield


def counted(work: Callable[[], object]) -> int:
    """The number of operations of some work."""
    with pytest.MonkeyPatch.context() as patch:
        numbers = operations(patch, lambda _: None)
        work()
    return len(numbers)
