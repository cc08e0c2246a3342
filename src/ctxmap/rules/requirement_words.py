"""What a requirement does, and to what, become names in the model; they have to be words that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import Replace, unsafe
from ctxmap.model.elements import Feature, Model, UserRequirement
from ctxmap.rules import finding, rule

_NO_WORD = re.compile(r"\W+")


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for requirement in model.user_requirements:
        for feature in requirement.features:
            for what, word in (("verb", feature.verb), ("entity", feature.entity)):
                if not word.isidentifier():
                    yield _unfit(requirement, feature, what, word)


def _unfit(requirement: UserRequirement, feature: Feature, what: str, word: str) -> Finding:
    first, *others = [part for part in _NO_WORD.split(word) if part] or [""]
    as_one = first + "".join(part[0].upper() + part[1:] for part in others)
    suggestion = f", such as `{as_one}`" if as_one.isidentifier() else ""
    at = feature.place(what)
    return finding(
        at,
        f'{what} "{word}" of "{requirement.name}" can\'t be a name' if word else f'no {what} in "{requirement.name}"',
        hint=f"take a single word without blanks{suggestion}",
        fix=unsafe(f"write `{as_one}`", Replace(at, f'"{as_one}"')) if suggestion else None,
    )
