"""Grammar and vocabulary → colours for editors without a language server: TextMate's, Vim's and Emacs'.

`python -m ctxmap.highlighting.generate` (part of `make tables`) fills the words into the templates in
`editors/templates/`; a test checks that the results are up to date. These formats have only regular expressions, so a
keyword is told from a name by what stands beside it, and nothing but a comment or a string reaches past its line: an
unfinished declaration can't change the colours of the next.
"""

from __future__ import annotations

import json
import plistlib
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Final

from ctxmap.highlighting.kinds import ARROW_WORDS, BLOCKS, CLAUSE_VALUES, declaring_words
from ctxmap.syntax.automaton import Lookahead, automaton
from ctxmap.vocabulary import ACCESS_WORDS, ROLES, SETTINGS, VISIBILITIES

EDITORS: Final = Path(__file__).parents[3] / "editors"

_NAMELESS: Final = (*BLOCKS, "ContextMap", "Application", "Stakeholders")
_ALSO_FOLLOWING: Final = frozenset(
    {
        *("abstract", "by", "cache", "command", "deprecated", "event", "gap", "groupBy", "hint", "nogap", "not"),
        *("operation", "path", "void", "with"),
    }
)
"""Keywords that begin some members and stand inside others."""
_ALSO_OPTIONS: Final = frozenset(("hint", "validate", "cache", "deprecated"))
_PROPERTY: Final = "BoundedContext <name> { Aggregate <name> { Entity <name> { <name> <name>"
_TEXTMATE_UUID: Final = "0b2c1f4e-6a55-5c0e-9d0b-2f7a7d1c3e58"
"""What TextMate knows the bundle by."""


def build() -> dict[Path, str]:
    """The content of each generated file, by its path."""
    bundle = EDITORS / "textmate" / "cml.tmbundle"
    textmate = _filled("cml.tmLanguage.json", _alternative)
    grammar = {**json.loads(textmate), "uuid": _TEXTMATE_UUID}
    about = {"name": "CML", "uuid": _TEXTMATE_UUID, "description": "Context maps"}
    return {
        EDITORS / "textmate" / "cml.tmLanguage.json": textmate,
        bundle / "Syntaxes" / "cml.tmLanguage": plistlib.dumps(grammar).decode(),
        bundle / "info.plist": plistlib.dumps(about).decode(),
        EDITORS / "vim" / "syntax" / "cml.vim": _filled(
            "cml.vim", lambda words: _alternative(words).replace("/", r"\/")
        ),
        EDITORS / "emacs" / "cml-mode.el": _filled("cml-mode.el", lambda words: '" "'.join(sorted(words))),
    }


def _filled(template: str, joined: Callable[[Iterable[str]], str]) -> str:
    """A template with the words of the language in place of `@LEADING@` and the like."""
    words = _words()
    text = (EDITORS / "templates" / template).read_text("utf-8").replace("@TEMPLATE@", f"templates/{template}")
    return re.sub("@([A-Z_]+)@", lambda match: joined(words[match[1]]), text)


def _alternative(words: Iterable[str]) -> str:
    """The longer of two words with the same beginning stands first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _words() -> Mapping[str, Iterable[str]]:
    """The words of the language by where they stand."""
    machine = automaton()
    rows = (machine.rows[state] for state in machine.between_members)
    leading = frozenset(key for row in rows for key in row if key[0].isalpha()) - declaring_words() - CLAUSE_VALUES
    values = frozenset(chain.from_iterable(chain.from_iterable(each.values() for each in SETTINGS.values())))
    elsewhere = leading | declaring_words() | CLAUSE_VALUES | values | {*ARROW_WORDS, *ACCESS_WORDS}
    behind_property = Lookahead([0])
    for key in _PROPERTY.split():
        behind_property.shift(key)
    fitting = frozenset(machine.rows[behind_property.state]) & machine.keywords
    return {
        "DECLARING": declaring_words() - {*BLOCKS},
        "NAMELESS": _NAMELESS,
        "LEADING": leading,
        "FOLLOWING": (machine.keywords - elsewhere) | _ALSO_FOLLOWING,
        "OPTIONS": (fitting - leading - declaring_words() - CLAUSE_VALUES) | _ALSO_OPTIONS,
        "VALUE_KEYS": frozenset(chain.from_iterable(SETTINGS.values())),
        "VALUES": values,
        "CLAUSE_VALUES": CLAUSE_VALUES,
        "VISIBILITIES": VISIBILITIES,
        "ACCESS": tuple(ACCESS_WORDS),
        "ROLES": ROLES,
        "ARROWS": ARROW_WORDS,
    }


if __name__ == "__main__":
    for path, content in build().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
