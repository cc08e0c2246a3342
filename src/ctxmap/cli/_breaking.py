"""`ctxmap diff --breaking`: which changes break the consumers of the old version, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

import msgspec
from msgspec.structs import replace

from ctxmap import breaking, reports
from ctxmap.breaking import Breaking, Comparison
from ctxmap.cli._options import STATES
from ctxmap.cli._projects import Project
from ctxmap.cli._terminal import number_of, show, use_color
from ctxmap.compiler import Compilation
from ctxmap.configuration import Configuration
from ctxmap.findings.finding import Diagnostic, Severity, diagnose
from ctxmap.model.elements import LandscapeState, Model
from ctxmap.text.source import Span
from ctxmap.workspace.levels import Levels
from ctxmap.workspace.subjects import subject_at
from ctxmap.workspace.suppression import suppress

_Found = Sequence[tuple[Diagnostic, Breaking]]
"""Findings with what is known of each: the contexts that it affects, the teams to tell."""


def report_breaking(
    pairs: Sequence[tuple[Model, Model]], new: Compilation, project: Project, report: str, state: str, today: str
) -> int:
    """Print the breaking changes of pairs of models; the exit code follows `fail-on`.

    `state` is "as-is", "to-be", "none", or "" for the landscape of contracts; `today` is a date or "" (the system's).
    """
    today = today or datetime.now().astimezone().date().isoformat()
    found = breaking_changes(pairs, new, project.configuration, STATES.get(state), today)
    _show(found, new, report)
    return int(project.fail_on is not None and any(each.severity >= project.fail_on for each, _ in found))


def breaking_changes(
    pairs: Sequence[tuple[Model, Model]],
    new: Compilation,
    configuration: Configuration,
    state: LandscapeState | None = None,
    today: str = "",
) -> _Found:
    """What breaks consumers, in the order of the new version's text; `new` is what it was compiled to."""
    levels = Levels(configuration)
    rules = [each for each in breaking.all_rules().values() if levels.is_run(each.name)]
    found = [
        _placed(each, new)
        for old_model, new_model in pairs
        for each in breaking.run(
            rules, Comparison(old_model, new_model, state=state, today=today, defaults=configuration.contracts)
        )
    ]
    known = {(each.finding.rule, each.finding.at, each.finding.message): each for each in found}
    diagnostics = _diagnostics(found, levels, new)
    return [(each, known[each.rule, each.at, each.message]) for each in diagnostics]


def _placed(found: Breaking, new: Compilation) -> Breaking:
    """The finding at the beginning of the first file, where nothing is left to which it belongs."""
    if found.finding.at.path in new.sources:
        return found
    return replace(found, finding=replace(found.finding, at=Span(next(iter(new.sources)), 0, 0)))


def _diagnostics(found: Iterable[Breaking], levels: Levels, new: Compilation) -> tuple[Diagnostic, ...]:
    on = [each.finding for each in found if levels.is_on(each.finding.rule, each.finding.at.path)]
    # Suppressions of other rules are not judged here: none of these rules has run.
    left = suppress(on, new.files.values(), lambda rule, _: rule in breaking.names(), breaking.names)
    kept = (each for each in left if each.rule in breaking.names())
    return diagnose(map(levels.judged, kept), new.sources, partial(subject_at, new.files))


def _show(pairs: _Found, new: Compilation, report: str) -> None:
    if report == "json":
        show(_json(pairs))
    elif report == "markdown":
        show(_markdown(pairs))
    else:
        diagnostics = [diagnostic for diagnostic, _ in pairs]
        show(reports.load(report).render(reports.Findings(diagnostics, new.sources, use_color(), new.pages)))
        if report == "text":
            show(("\n" if diagnostics else "") + _summary(pairs))


def _breaks(pairs: _Found) -> int:
    """How many of them break something: a question (severity info) doesn't."""
    return sum(1 for diagnostic, _ in pairs if diagnostic.severity > Severity.INFO)


def _teams(pairs: _Found) -> list[str]:
    return list(dict.fromkeys(team for _, each in pairs for team in each.teams))


def _summary(pairs: _Found) -> str:
    number = _breaks(pairs)
    told = f"; to tell: {', '.join(_teams(pairs))}" if _teams(pairs) else ""
    return f"{number_of(number, 'breaking change') if number else 'no breaking changes'}{told}\n"


def _json(pairs: _Found) -> str:
    listed = [
        {
            "rule": diagnostic.rule,
            "severity": str(diagnostic.severity),
            "message": diagnostic.message,
            "file": diagnostic.path,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "element": each.element,
            "hits": list(each.hits),
            "teams": list(each.teams),
        }
        for diagnostic, each in pairs
    ]
    data = {"breaking": listed, "summary": {"breaking": _breaks(pairs)}}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _markdown(pairs: _Found) -> str:
    from ctxmap.documents.markdown import escaped  # noqa: PLC0415 — only for Markdown

    lines = [
        f"- **{diagnostic.severity}** {escaped(diagnostic.message.replace('`', ''))} "
        f"(`{diagnostic.rule}`, {escaped(diagnostic.path)}:{diagnostic.line})"
        for diagnostic, _ in pairs
    ]
    number = _breaks(pairs)
    head = f"**{number_of(number, 'breaking change') if number else 'No breaking changes'}**\n"
    told = f"\nTo tell: {escaped(', '.join(_teams(pairs)))}\n" if _teams(pairs) else ""
    return head + ("\n" + "\n".join(lines) + "\n" if lines else "") + told
