"""The outermost shell: finds commands by walking this folder, and turns errors into messages and exit codes.

It knows nothing about what the commands do. Only here is every exception caught.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import prepare_streams, show, show_error
from ctxmap.text.resources import modules_in

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COULD_NOT_RUN = 2
INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended: 128 plus the number of the signal."""
_TRACEBACK = "CTXMAP_TRACEBACK"


class Shell(click.Group):
    """A group of commands; each is imported when it runs, not when it is listed."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line and end the process with the exit code that the command returns."""
        prepare_streams()
        try:
            _refuse_no_folder()
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as error:
            show_error(error)
            code = COULD_NOT_RUN
        except click.Abort:
            code = INTERRUPTED
        except SystemExit as end:
            if end.code != 1:
                raise
            code = 0  # click ends like this where the reader of a page of help has seen enough: `ctxmap --help | head`
        except Exception as error:  # the outermost shell: anything that arrives here is a bug in ctxmap
            _report(error)
            code = COULD_NOT_RUN
        sys.exit(code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the modules in this folder, without importing them."""
        return list(_names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        return import_module(f"{__package__}.{cmd_name}").command if cmd_name in _names() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command to run; for an unknown name the error suggests the nearest one."""
        name = args[0]
        if name not in _names() and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(unknown("command", name, _names()), ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands and options, without importing a command."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 — only for the Tab key

        begun = (name for name in _names() if name.startswith(incomplete))
        commands = [CompletionItem(name, help=_short_help(name)) for name in begun]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with the first line of its help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _short_help(name)) for name in _names()])


@cache
def _names() -> Sequence[str]:
    return modules_in([str(Path(__file__).parent)])


def _short_help(name: str) -> str:
    """The first line of a command's docstring, read from its source: importing all of them would be slow."""
    module = ast.parse(Path(__file__).with_name(f"{name}.py").read_bytes())
    functions = (node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == "command")
    return (ast.get_docstring(next(functions)) or "").partition("\n")[0].rstrip(".")


def _refuse_no_folder() -> None:
    """The current folder may have been removed while a shell was still in it."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise click.ClickException("the current folder no longer exists") from error


def _report(error: Exception) -> None:
    if os.environ.get(_TRACEBACK):
        sys.excepthook(type(error), error, error.__traceback__)
        return
    from ctxmap.syntax.tables import StaleTablesError  # noqa: PLC0415 — only needed after an error

    if isinstance(error, StaleTablesError):
        show_error(click.ClickException(str(error)))
    elif isinstance(error, OSError):  # a disk or a device fails where nobody reckons with it
        what = f'"{error.filename}" can\'t be used' if error.filename else "can't write to standard output"
        show_error(click.ClickException(f"{what}: {error.strerror}"))
    else:
        _report_internal(error)


def _report_internal(error: Exception) -> None:
    show(
        f"internal error: {type(error).__name__} at {_origin(error)}: {error}\n"
        "This is a bug in ctxmap, not a mistake in your map. Please report it, with the map if you can.\n"
        f"Set {_TRACEBACK}=1 to see the traceback.\n",
        err=True,
    )


def _origin(error: Exception) -> str:
    """The innermost frame of the traceback: `model/index.py:12`."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    if not place:
        return "an unknown place"
    file = Path(place.tb_frame.f_code.co_filename)
    return f"{file.parent.name}/{file.name}:{place.tb_lineno}"
