"""Standard output and standard error: encodings, colours, closed pipes. It knows nothing about what is printed."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper

import click

_MOST_COLUMNS = 100
_COMMANDS = re.compile(r"^([^\S\n]*)::|#(?=#\w*\[)", re.MULTILINE)
"""What CI servers take as commands from a log: `::add-mask::` (GitHub), `##vso[task.setvariable]` (Azure), also as
`##[…]` and `##teamcity[…]`. The former begins a line, the latter may be anywhere."""


def prepare_streams() -> None:
    """Print text in any script: pipes and files get UTF-8, terminals an escape for what they can't show.

    A stream that the caller has closed (`>&-`) takes everything and shows nothing.
    """
    sys.stdout = sys.stdout or TextIOWrapper(BytesIO())
    sys.stderr = sys.stderr or TextIOWrapper(BytesIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def use_color(*, err: bool = False) -> bool:
    """Whether colours are wanted: on a terminal that shows them, or where FORCE_COLOR says so, unless NO_COLOR is set.

    See https://no-color.org and https://force-color.org; the former has the last word.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def show(text: str | bytes, *, err: bool = False) -> None:
    """Print a text, line ends included; if the reader has closed the pipe (`| head`), drop it.

    A text, unlike bytes, is never a command to a CI server, whatever names and words of a map are in it. Raises
    `ClickException` for any other failure, such as a full disk.
    """
    text = _COMMANDS.sub(_without_command, text) if isinstance(text, str) else text
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, nl=False, err=err, color=use_color(err=err))
    except BrokenPipeError:
        _drop_the_rest(stream)
    except OSError as error:
        _drop_the_rest(stream)
        raise click.ClickException(
            f"can't write to standard {'error' if err else 'output'}: {error.strerror}"
        ) from error


def show_error(error: click.ClickException) -> None:
    """Print an error, unless standard error can't take it."""
    from ctxmap.reports._characters import visible  # noqa: PLC0415 — the names in a message may be anything

    text = StringIO()
    with suppress(click.ClickException):  # there is nowhere to say that it can't be said
        error.show(text)
        show("".join(f"{visible(line)}\n" for line in text.getvalue().splitlines()), err=True)


def show_page(text: str) -> None:
    """Print a text, in a pager if it is longer than the terminal."""
    if sys.stdout.isatty() and text.count("\n") >= _size().lines:
        click.echo_via_pager(text, color=use_color() or None)
    else:
        show(text)


def columns() -> int:
    """How wide a page may be: no wider than is read easily, and than the terminal."""
    return min(_size().columns, _MOST_COLUMNS)


def quoted(path: str | os.PathLike[str]) -> str:
    """A path as messages show it: in quotes, on one line, and without anything that could steer a terminal."""
    from ctxmap.reports._characters import visible  # noqa: PLC0415 — only for who shows paths

    return f'"{visible(os.fspath(path))}"'


def number_of(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _without_command(command: re.Match[str]) -> str:
    """Signs that look alike and are as wide."""
    return "♯" if command[0] == "#" else f"{command[1]}∷"


def _size() -> os.terminal_size:
    from shutil import get_terminal_size  # noqa: PLC0415 — it imports much, and few commands show pages

    return get_terminal_size()


def _drop_the_rest(stream: object) -> None:
    # Python would flush the buffer at exit, and fail again with a message.
    if isinstance(stream, TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
