"""`ctxmap build --template FILE`: what a template gets, what it must not do, and what its mistakes look like."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ctxmap.cli import main

MAP = """ContextMap Shop { contains Cart, Order  Cart -> Order }
BoundedContext Cart { domainVisionStatement = "<b>" }
BoundedContext Order
"""
LIST = """{% for context in model.contexts %}
- {{ context.name }}: {{ context.domain_vision_statement }}
{% endfor %}
{{ findings | length }} findings
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("shop.cml").write_text(MAP)
    return tmp_path


def _build(*arguments: str) -> tuple[int, str]:
    run = CliRunner().invoke(main, ["build", "shop.cml", *arguments])
    assert not run.exception or isinstance(run.exception, SystemExit), run.exception
    return run.exit_code, run.output.removeprefix("1 info in 1 file; run `ctxmap check` to see them\n")


def test_a_template_is_the_only_output_and_is_updated() -> None:
    Path("list of all.md.jinja").write_text(LIST)
    assert _build("--template", "list of all.md.jinja", "-o", "out") == (0, 'wrote 1 file to "out"\n')
    assert Path("out/list of all.md").read_text() == "- Cart: <b>\n- Order: \n1 findings\n"
    Path("list of all.md.jinja").write_text("changed\n")
    assert _build("--template", "list of all.md.jinja", "-o", "out", "--check")[0] == 1
    assert _build("--template", "list of all.md.jinja", "-o", "out") == (0, 'wrote 1 file to "out"\n')
    assert Path("out/list of all.md").read_text() == "changed\n"
    assert _build("--template", "list of all.md.jinja", "--only", "json", "-o", "out")[0] == 0
    assert Path("out/model.json").exists()


def test_a_template_overwrites_no_file_of_others() -> None:
    Path("list.md.j2").write_text(LIST)
    Path("out").mkdir()
    Path("out/list.md").write_text("mine\n")
    code, _ = _build("--template", "list.md.j2", "-o", "out")
    assert (code, Path("out/list.md").read_text()) == (2, "mine\n")


def test_html_is_escaped_and_other_templates_are_included() -> None:
    Path("parts").mkdir()
    Path("parts/one.jinja").write_text("{{ context.domain_vision_statement }}")
    Path("page.html.jinja").write_text('{% for context in model.contexts %}{% include "parts/one.jinja" %}{% endfor %}')
    assert _build("--template", "page.html.jinja", "-o", "-") == (0, "&lt;b&gt;")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ model.contxts }}", ':1: error: "contxts" is not an attribute of Model; did you mean "contexts"?'),
        ("\n{{ modl }}", ':2: error: "modl" is not defined; did you mean "model"?'),
        ("{% for %}", ":1: error: Expected"),
        ("\n\n{{ 1 / 0 }}", ":3: error: division by zero"),
        ('{% include "../secret" %}', ':1: error: no template is called "../secret"'),
        ('{% include "/etc/passwd" %}', ':1: error: no template is called "/etc/passwd"'),
        ('{% include "t.jinja" %}', "the template includes itself without end"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ model.contexts.__init__.__globals__ }}", "unsafe"),
        ("{{ '{0.__class__}'.format(model) }}", "unsafe"),
        ("{% for a in range(10000000) %}{% endfor %}", "Range too big"),
        ("{{ [1] | random }}", "No filter named 'random'"),
    ],
)
def test_a_mistake_has_its_place_and_writes_nothing(template: str, message: str) -> None:
    Path("t.jinja").write_text(template)
    Path("../secret").write_text("secret")
    code, printed = _build("--template", "t.jinja", "-o", "out")
    assert code == 2
    assert message in printed
    assert not Path("out").exists()
