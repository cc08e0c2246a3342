"""Writes the files of a new rule: `make rule NAME=team-with-many-contexts`.

The files work as they are: the rule finds a context called `ToDo`, the page shows it, and a case expects it. Each place
to fill in says `TODO(rule)`, and the rule's tests fail until the last one is gone. Files that exist are left alone, so
the command can be repeated. CONTRIBUTING.md says what to write into them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
TO_DO = "TODO(rule)"

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_MODULE = '''\
"""TODO(rule): one sentence that says what is right, the same as on the page."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.name == "ToDo":  # TODO(rule): the condition that the rule looks for
            yield finding(
                context,
                f'"{context.name}" is still to do',  # TODO(rule): name the element in quotes and state the fact
                hint="write the rule",  # TODO(rule): say what to do
            )
'''

_PAGE = """\
# {name}

**warning** · TODO(rule): one sentence that says what is right, the same as on the page.

*TODO(rule): the group, as on other pages*

## Why it matters

TODO(rule): say what goes wrong otherwise, in a few sentences and with a source (author, title, chapter). A page has
more than a hundred words, and a reader who knows the field but not ctxmap understands them.

## A map that breaks it

```cml
BoundedContext ToDo {{ domainVisionStatement = "TODO(rule): a map of about ten lines" }}
```

## Fixed

TODO(rule): one sentence that says what changed.

```cml
BoundedContext Done {{ domainVisionStatement = "TODO(rule): the same map, right" }}
```
"""

_CASES = """\
// ---- TODO(rule): what the case shows; a line with a finding ends with its severity
BoundedContext ToDo                             //= warning
// ---- TODO(rule): a case just on the other side of the line, without a finding
BoundedContext Done
"""


def files(name: str) -> Mapping[str, str]:
    """The files of a rule by their paths in the repository."""
    return {
        f"src/ctxmap/rules/{name.replace('-', '_')}.py": _MODULE,
        f"docs/rules/{name}.md": _PAGE.format(name=name),
        f"tests/rules/{name}.cml": _CASES,
    }


def write(name: str, checkout: Path) -> Iterator[str]:
    """Write the files that do not exist yet; yields a line about each. Raises `ValueError` for a name that won't do."""
    if not _NAME.fullmatch(name):
        raise ValueError(f'"{name}" is not the name of a rule: use lower case and `-`, such as `sync-without-timeout`')
    if name.startswith("no-"):
        raise ValueError(f'name the rule after what it finds, without `no-`: "allow {name[3:]}" has to read well')
    for path, text in files(name).items():
        file = checkout / path
        if file.exists():
            yield f"kept   {path}"
        else:
            file.write_text(text, "utf-8")
            yield f"wrote  {path}"


def main() -> int:
    """Write the files of the rule that the command line names, and say what to do next."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if not name:
        sys.stderr.write("name the rule after what it finds: make rule NAME=sync-without-timeout\n")
        return 2
    try:
        sys.stdout.writelines(f"{line}\n" for line in write(name, CHECKOUT))
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"fill in what says {TO_DO}, then run: pytest tests/test_rules.py -k {name} --accept\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
