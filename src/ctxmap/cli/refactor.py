"""`ctxmap refactor`: changes of a map that go over many places; each refactoring is a command of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctxmap.cli._settings import Settings, with_settings
from ctxmap.cli._suggestions import unknown
from ctxmap.cli._terminal import number_of, show
from ctxmap.cli._workspace import compiled, together
from ctxmap.compiler import Compilation
from ctxmap.refactorings import Parameter, Refactoring, RefactoringError, load, names
from ctxmap.text.files import STANDARD_INPUT, Disk, Files, Unsaved

if TYPE_CHECKING:
    from ctxmap.fixes.originals import FixedFile


class _Refactorings(click.Group):
    """A command for each refactoring."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(load(cmd_name)) if cmd_name in names() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in names() and not args[0].startswith("-") and not ctx.resilient_parsing:
            message = unknown("refactoring", args[0], names(), otherwise="'ctxmap refactor --help' lists all")
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Refactorings)
def command() -> None:
    """Split, merge, move and rename parts of maps; references follow."""


def _command(refactoring: Refactoring) -> click.Command:
    """The command of a refactoring: its elements, the paths, and its options."""

    def run(settings: Settings, is_shown: bool, **given: Any) -> int:
        return _refactor(settings, refactoring, given, is_shown=is_shown)

    decorated: Callable[..., int] = with_settings(run)
    for each in reversed(refactoring.parameters):
        decorated = _option(each)(decorated) if each.is_option else _argument(each)(decorated)
    decorated = click.option(
        "--diff", "is_shown", is_flag=True, help="Write nothing; show the changes, and exit with 1."
    )(decorated)
    made = click.command(refactoring.name, help=_help(refactoring), short_help=refactoring.summary.partition("\n")[0])
    return made(decorated)


def _argument(parameter: Parameter) -> Callable[..., Any]:
    return click.argument(parameter.name, metavar=_metavar(parameter))


def _option(parameter: Parameter) -> Callable[..., Any]:
    name = f"--{parameter.name.replace('_', '-')}"
    text = f"{parameter.help[:1].upper()}{parameter.help[1:]}."
    if parameter.choices:
        return click.option(
            name,
            parameter.name,
            type=click.Choice(parameter.choices),
            default=parameter.default,
            show_default=True,
            help=text,
        )
    return click.option(name, parameter.name, metavar=_metavar(parameter).partition("_")[2] or "NAME", help=text)


def _metavar(parameter: Parameter) -> str:
    name = parameter.name.upper()
    return f"{name.removesuffix('S')}[,{name.removesuffix('S')}]..." if parameter.is_list else name


def _help(refactoring: Refactoring) -> str:
    has_relationship = any(each.kind and each.kind.__name__ == "Relationship" for each in refactoring.parameters)
    how = (
        'RELATIONSHIP is written "Upstream -> Downstream" or "A <-> B", if necessary with its map and its name: '
        '"Map: A -> B (Name)".'
        if has_relationship
        else "An element is named as far as it is unambiguous: Order, Order::Orders or Order.Orders."
    )
    return (
        f"{refactoring.summary}\n\n{how} PATH is a .cml file or a folder; all files of its maps may change. "
        "Comments are kept, and references follow.\n\n"
        "Exit codes: 0 done, 1 there are changes (with --diff), 2 could not run."
    )


def _refactor(settings: Settings, refactoring: Refactoring, given: Mapping[str, Any], *, is_shown: bool) -> int:
    from ctxmap.refactorings._given import drafted  # noqa: PLC0415 — only where one runs
    from ctxmap.refactorings._result import refactored  # noqa: PLC0415

    if STANDARD_INPUT in settings.named:
        raise click.UsageError("a refactoring needs files; standard input has no file to write")

    def compile_with(texts: Mapping[str, str]) -> Compilation:
        files: Files = Unsaved(texts, Disk())
        return together(compiled(settings.projects, files))

    elements = [str(given[each.name]) for each in refactoring.parameters if not each.is_option]
    options = {each.name: given[each.name] for each in refactoring.parameters if each.is_option and given[each.name]}
    try:
        draft = drafted(compile_with({}), refactoring, elements, options)
        result = refactored(draft, compile_with)
    except RefactoringError as error:
        raise click.ClickException(str(error)) from error
    files = [_file(path, text) for path, text in result.texts.items()]
    files = [each for each in files if each.before != each.after]
    if is_shown:
        from ctxmap.cli._apply_fixes import show_difference  # noqa: PLC0415

        show_difference(files)
    else:
        from ctxmap.cli._apply_fixes import replace_files  # noqa: PLC0415

        replace_files(files)
    verb = "would change" if is_shown else "changed"
    show(f"{number_of(len(files), 'file')} {verb}\n", err=True)
    return int(is_shown and bool(files))


def _file(path: str, text: str) -> FixedFile:
    from ctxmap.fixes.originals import FixedFile  # noqa: PLC0415
    from ctxmap.text.files import read_regular_file  # noqa: PLC0415
    from ctxmap.workspace.decoding import encode  # noqa: PLC0415

    before = read_regular_file(path) if Path(path).exists() else b""
    return FixedFile(path, before, encode(text, before))
