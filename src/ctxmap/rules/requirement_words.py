"""A requirement's verb and entity become names in the model, so each is a single word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Feature, Model, UserRequirement
from ctxmap.rules import finding, rule

_NO_WORD = re.compile(r"\W+")


@rule(Severity.WARNING, on_request=True)
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
    return finding(
        feature.place(what),
        f'{what} "{word}" of "{requirement.name}" can\'t be a name' if word else f'no {what} in "{requirement.name}"',
        hint=f"take a single word without blanks{suggestion}",
    )
