"""Workspaces in which every rule has findings: the examples of all rule pages, repeated.

Each copy has its own names, so that no two refer to the same elements. Events, commands, services and keywords keep
their names: there are as many `Paid` as examples with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ctxmap.configuration import Configuration, Forbidden
from ctxmap.findings import rulebook
from ctxmap.rules import all_rules

FORBIDDING = Configuration(
    forbid=(
        Forbidden(from_="tag:pci", to="type:EXTERNAL", unless="role:ACL"),
        Forbidden(from_="!domain:Shop*", to=("name:Legacy*", "tag:sunset"), unless=("async", "technology:*CDC*")),
    )
)
"""What makes the one rule say something that says nothing by itself."""

_EXAMPLE = re.compile(r"^```cml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED_APART = (
    "BoundedContext|Domain|Subdomain|ContextMap|UserStory|UseCase|Transaction|Microservice|View|"
    "Aggregate|Entity|ValueObject|enum|Flow|Coordination|Module"
)
_DECLARED = re.compile(rf"\b(?:{_NAMED_APART})\s+(\w+)")
_CONTEXT = re.compile(r"^BoundedContext\s+(\w+)", re.MULTILINE)


def examples(contexts: int) -> dict[str, str]:
    """A workspace of about so many contexts: file name → text; `examples.cml` imports the others."""
    once = list(_once())
    rounds = max(1, contexts // sum(len(_CONTEXT.findall(text)) for text in once))
    files = {
        f"example-{turn}-{place}.cml": _named_apart(text, str(turn * len(once) + place))
        for turn in range(rounds)
        for place, text in enumerate(once)
    }
    return {"examples.cml": _everything(files), **files}


def _everything(files: Mapping[str, str]) -> str:
    """All files, and a map of all their contexts: one that stands on no map would belong to every one of them."""
    imports = "".join(f'import "./{name}"\n' for name in files)
    names = dict.fromkeys(name for text in files.values() for name in _CONTEXT.findall(text))
    return f"{imports}\nContextMap Everything {{\n    contains {', '.join(names)}\n}}\n"


def _once() -> Iterator[str]:
    """The examples of all rules that judge a model."""
    for name in all_rules():
        yield from _EXAMPLE.findall(rulebook.page(name).text)


def _named_apart(text: str, number: str) -> str:
    names = sorted(set(_DECLARED.findall(text)))
    return re.sub(rf"\b({'|'.join(map(re.escape, names))})\b", rf"\g<1>{number}", text)
