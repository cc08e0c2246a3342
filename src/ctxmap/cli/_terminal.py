"""Standard output and error: streams, colours, pipes whose reader has gone. It knows nothing of what is printed."""

from __future__ import annotations

import os
import sys
from io import BytesIO, TextIOWrapper

import click

_MOST_COLUMNS = 100


def prepare_streams() -> None:
    """Let no script of the world end in an encoding error: pipes and files get UTF-8, terminals a stand-in.

    A stream that whoever called us has closed (`>&-`) takes everything, and shows nothing.
    """
    sys.stdout = sys.stdout or TextIOWrapper(BytesIO())
    sys.stderr = sys.stderr or TextIOWrapper(BytesIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def use_color(*, err: bool = False) -> bool:
    """Whether somebody looks at the stream who hasn't asked for no colours (https://no-color.org)."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(text: str | bytes, *, err: bool = False) -> None:
    """Print a text that has its line ends; where the reader has gone (`| head`), drop it and go on.

    Raises `ClickException` where it can't be written for another reason: a disk is full.
    """
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, nl=False, err=err, color=use_color(err=err))
    except BrokenPipeError:
        _drop_the_rest(stream)
    except OSError as error:
        _drop_the_rest(stream)
        raise click.ClickException(f"what was to be printed can't be written: {error.strerror}") from error


def show_page(text: str) -> None:
    """Print a text to be read from its beginning: with a pager, if somebody looks and it is longer than the screen."""
    if sys.stdout.isatty() and text.count("\n") >= _size().lines:
        click.echo_via_pager(text, color=use_color() or None)
    else:
        show(text)


def columns() -> int:
    """How wide a page may be: no wider than is read easily, and than the terminal."""
    return min(_size().columns, _MOST_COLUMNS)


def number_of(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _size() -> os.terminal_size:
    from shutil import get_terminal_size  # noqa: PLC0415 — it loads what packs archives, and few commands show pages

    return get_terminal_size()


def _drop_the_rest(stream: object) -> None:
    # What is still buffered would be flushed at exit, and fail again, with a message.
    if isinstance(stream, TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
