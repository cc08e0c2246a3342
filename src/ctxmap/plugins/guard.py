"""A rule of others, so that whatever goes wrong in it is told as theirs.

Whatever it raises is caught, and what it yields has to be findings; `Plugins.refuse_strays` asks where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.plugins.plugin import PluginError
from ctxmap.rules import Rule
from ctxmap.text.source import Span

ANYTHING = (Exception, SystemExit)
"""Whatever code of others raises is theirs; one that ended the program would pass for a check without findings."""
_OURS = Path(__file__).parents[1]


def guarded(rule: Rule, plugin: str) -> Rule:
    """The rule with a check that raises nothing but `PluginError`."""
    return msgspec.structs.replace(rule, check=_guard(rule.check, f'rule "{rule.name}" of plug-in "{plugin}"'))


def told(error: BaseException) -> str:
    """`KeyError: 'x' (no_such_thing.py:12)`: what was raised and, if it is known, where in code that isn't ctxmap's."""
    if isinstance(error, SyntaxError):
        return f"{error.msg} ({Path(error.filename or '').name}:{error.lineno})"
    from traceback import walk_tb  # noqa: PLC0415 — most plug-ins don't fail

    places = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    theirs = [(file, line) for file, line in places if _OURS not in file.parents and file.is_file()]
    where = f" ({theirs[-1][0].name}:{theirs[-1][1]})" if theirs else ""
    return f"{type(error).__name__}: {error}{where}"


def _guard(check: Callable[..., Iterator[Finding]], whose: str) -> Callable[..., Iterator[Finding]]:
    def guarded(*arguments: Any) -> Iterator[Finding]:
        try:
            for found in check(*arguments):
                if not (isinstance(found, Finding) and isinstance(found.at, Span)):  # pyright: ignore — who knows
                    raise TypeError(f"it yields {found!r}, which is no finding in a text")
                yield found
        except ANYTHING as error:
            raise PluginError(f"{whose} failed: {told(error)}") from error

    return guarded
