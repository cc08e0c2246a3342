"""A caller that waits without a timeout is blocked by every slow callee."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import in_words
from ctxmap.analyses.deployables import remote_relationships
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in remote_relationships(model):
        for sync in relationship.syncs:
            if sync.timeout is None and not sync.says("timeout"):
                yield finding(
                    sync,
                    f"{in_words(relationship, sync)} without a timeout",
                    hint='add a timeout that its own caller can accept: `timeout = "2 s"`',
                    fix=unsafe('add `timeout = "2 s"`', AddMember(sync.at, 'timeout = "2 s"')),
                )
