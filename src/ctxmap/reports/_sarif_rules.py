"""What a rule is, as SARIF's `reportingDescriptor` (section 3.49): from its page, where it has one."""

from __future__ import annotations

from collections.abc import Mapping

from ctxmap.findings import rulebook
from ctxmap.findings.finding import Severity
from ctxmap.findings.rulebook import Pages, RulePage

_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""GitHub's words for how much a problem matters."""
_TAG = "context-map"


def descriptor(name: str, levels: Mapping[Severity, str], pages: Pages) -> dict[str, object]:
    """A rule's descriptor; one of others without a page among `pages` has a name only."""
    page = rulebook.page(name) if name in rulebook.names() else pages.get(name)
    if not page:
        return {"id": name, **_title(name), "properties": {"tags": [_TAG]}}
    reason = _reason(page) or page.summary
    return {
        "id": name,
        **_title(name),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": reason.partition("\n")[0]},
        "help": {"text": reason, "markdown": page.text},
        "defaultConfiguration": {"level": levels[page.severity]},
        "properties": {
            "tags": [_TAG, page.group.lower().replace(" ", "-")],
            "problem.severity": _PROBLEMS[page.severity],
        },
    }


def _title(name: str) -> dict[str, str]:
    """`sync-chain` as `SyncChain`, in Pascal case (section 3.49.7); none where that would be the same word again."""
    return {"name": "".join(word.capitalize() for word in name.split("-"))} if "-" in name else {}


def _reason(page: RulePage) -> str:
    """Why the rule matters, as plain paragraphs: the first section of its page."""
    section = page.text.partition("\n## ")[2].partition("\n## ")[0].partition("\n")[2]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in section.strip().split("\n\n"))
