"""What a team forbids: how its words are read, and what is said of words that pick nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ctxmap.cli import main
from ctxmap.compiler import compile_files
from ctxmap.configfile.read import read_configuration
from ctxmap.configuration import Configuration, Forbidden, selectors
from ctxmap.configuration.selectors import SelectorError
from ctxmap.text.files import Disk, Unsaved

MAP = """ContextMap M { contains A, B  B [U] -> [D,CF] A }
BoundedContext A { tags = "pci" }
BoundedContext B { type = EXTERNAL }
"""


@pytest.mark.parametrize("text", ["*", "!*", "tag:pci", "!type:EXTERNAL", "name:Legacy*", "team:A:B"])
def test_a_selector_is_written_as_it_is_read(text: str) -> None:
    assert str(selectors.selector(text)) == text


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("tags:pci", '"tags:pci" is not a selector', 'did you mean "tag:pci"?'),
        ("Cart", '"Cart" is not a selector', "use one of tag:…, type:…, name:…, domain:…, subdomain:…, team:…, *"),
        ("name", '"name" is not a selector', "add a value: name:…"),
        ("!type:EXTERNEL", 'no type is named "EXTERNEL"', 'did you mean "EXTERNAL"?'),
    ],
)
def test_words_that_select_nothing_are_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(SelectorError, match=message.replace("*", r"\*")) as error:
        selectors.selector(text)
    assert error.value.hint == hint


def test_mistakes_are_told_where_they_stand() -> None:
    text = '[[forbid]]\nfrom = "tag:pci"\nto = ["type:EXTERN", "*"]\nunless = "rolle:ACL"\nseverty = "info"\n'
    file = read_configuration("ctxmap.toml", Unsaved({"ctxmap.toml": text}, Disk()))
    assert [(d.line, d.column, d.message, d.hint) for d in file.diagnostics] == [
        (3, 7, 'no type is named "EXTERN"', 'did you mean "EXTERNAL"?'),
        (4, 10, '"rolle:ACL" is not a condition', 'did you mean "role:ACL"?'),
        (5, 1, 'no key is named "severty" in "forbid"', 'did you mean "severity"?'),
    ]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Forbidden(from_="tag:pci", to="type:EXTERNAL"), ", which is forbidden from `tag:pci` to `type:EXTERNAL`"),
        (Forbidden(from_="*", to="name:B", message="B is to go"), ": B is to go"),
    ],
)
def test_a_finding_says_what_the_team_says(entry: Forbidden, said: str) -> None:
    files = Unsaved({"map.cml": MAP}, Disk())
    found = compile_files(["map.cml"], files, Configuration(forbid=(entry,))).diagnostics
    (finding,) = (each for each in found if each.rule == "forbidden-relationship")
    assert finding.message == f'"A" depends on "B"{said}'
    assert (finding.subject, finding.words) == ("M: B -> A", "A")


def test_words_that_pick_no_context_are_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.cml").write_text(MAP, "utf-8")
    Path("ctxmap.toml").write_text('[[forbid]]\nfrom = ["!tag:pcii", "tag:pci", "*"]\nto = "team:Red"\n', "utf-8")
    told = CliRunner().invoke(main, ["check", "map.cml"])
    assert told.stderr.startswith('ctxmap.toml:2:9: warning: no context matches "tag:pcii"\n')
    assert 'did you mean "tag:pci"?' in told.stderr
    assert 'ctxmap.toml:3:6: warning: no context matches "team:Red"\n' in told.stderr
    assert told.stderr.count("warning") == 2
    assert told.exit_code == 0
