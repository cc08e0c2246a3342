"""How a configuration changes rules and findings: which rules run, and which severity their findings have where.

The last setting wins: what holds by default, `rules`, then `paths` in their order. Rules that `ignore` names, or that
`select` does not name, are off in any case. Does not know which rules exist.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from ctxmap.configuration import ALWAYS_ON, Configuration, Level
from ctxmap.findings.finding import Finding, Severity
from ctxmap.text import globs as patterns


class Levels:
    """The severities of rules as a team has configured them; rules `on_request` are off until it asks for them."""

    def __init__(self, configuration: Configuration, on_request: Collection[str] = ()) -> None:
        self._configuration = configuration
        self._on_request = on_request
        self._known: dict[tuple[str, str], Level | None] = {}

    def is_run(self, rule: str) -> bool:
        """Whether the rule is on for any file."""
        if self._is_left_out(rule):
            return False
        levels = [self._everywhere(rule), *(entry.rules.get(rule, "off") for entry in self._configuration.paths)]
        return any(level != "off" for level in levels)

    def is_on(self, rule: str, path: str) -> bool:
        """Whether the rule is on for a file."""
        return self._level(rule, path) != "off"

    def judged(self, finding: Finding) -> Finding:
        """The finding with the severity that is configured for its file, if its rule is on there."""
        level = self._level(finding.rule, finding.at.path)
        return finding if level in (None, "off") else replace(finding, severity=Severity[level.upper()])

    def _level(self, rule: str, path: str) -> Level | None:
        key = rule, path
        if key not in self._known:
            self._known[key] = "off" if self._is_left_out(rule) else self._in_file(rule, path)
        return self._known[key]

    def _is_left_out(self, rule: str) -> bool:
        select, ignore = self._configuration.select, self._configuration.ignore
        return rule != ALWAYS_ON and (rule in ignore or (bool(select) and rule not in select))

    def _in_file(self, rule: str, path: str) -> Level | None:
        level = self._everywhere(rule)
        for entry in self._configuration.paths:
            if rule in entry.rules and any(patterns.matches(each, path) for each in entry.files):
                level = entry.rules[rule]
        return None if rule == ALWAYS_ON and level == "off" else level

    def _everywhere(self, rule: str) -> Level | None:
        if rule in self._configuration.rules:
            return self._configuration.rules[rule].severity
        return "off" if rule in self._on_request and rule not in self._configuration.select else None
