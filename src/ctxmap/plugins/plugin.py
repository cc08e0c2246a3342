"""What a plug-in is to ctxmap: rules, their pages, and whose they are."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

import msgspec

from ctxmap.findings.finding import Finding
from ctxmap.findings.rulebook import NO_PAGES, Pages
from ctxmap.rules import Rule


class PluginError(Exception):
    """A plug-in that can't be used, or that failed; the message says which, and where."""


class Plugins(msgspec.Struct, frozen=True):
    """The rules of one or more plug-ins and their pages, both by name, and the plug-in that each is from."""

    rules: Mapping[str, Rule] = {}
    pages: Pages = NO_PAGES
    owners: Mapping[str, str] = {}

    def refuse_strays(self, findings: Iterable[Finding], read: Container[str]) -> None:
        """Raise `PluginError` where one of their findings is in none of the texts that were read, given by path."""
        for finding in findings if self.owners else ():
            places = (finding.at, *(related.at for related in finding.related))
            stray = next((at.path for at in places if at.path not in read), None)
            if finding.rule in self.owners and stray is not None:
                whose = f'rule "{finding.rule}" of plug-in "{self.owners[finding.rule]}"'
                raise PluginError(f'{whose} failed: it finds something in "{stray}", which was not read')


NONE = Plugins()
"""No plug-ins at all."""


def joined(some: Plugins, more: Plugins) -> Plugins:
    """Some plug-ins and more as one; raises `PluginError` where two have a rule of one name."""
    for rule in sorted(some.owners.keys() & more.owners.keys()):
        raise PluginError(f'plug-ins "{some.owners[rule]}" and "{more.owners[rule]}" both have a rule "{rule}"')
    return Plugins({**some.rules, **more.rules}, {**some.pages, **more.pages}, {**some.owners, **more.owners})
