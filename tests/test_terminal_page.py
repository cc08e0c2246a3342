"""Pages at a terminal: the page of a rule is read from Markdown, and nothing of it is lost or steers the terminal."""

import re
from textwrap import dedent
from unicodedata import category

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ctxmap.cli._terminal_page import for_terminal
from ctxmap.documents.markdown import as_markdown
from ctxmap.documents.markdown_reader import read_markdown
from ctxmap.documents.page import CodeBlock, paragraph
from ctxmap.findings import rulebook


def at_terminal(markdown: str, columns: int = 40) -> str:
    return for_terminal(read_markdown(markdown), columns)


@pytest.mark.parametrize("name", rulebook.names())
def test_the_page_of_a_rule_is_there_word_for_word(name: str):
    text = rulebook.page(name).text
    shown = click.unstyle(at_terminal(text))
    assert re.findall(r"\w+", shown) == [word for content in contents(text) for word in re.findall(r"\w+", content)]
    prose = [line for line in shown.splitlines() if not line.startswith("    ") and "  " not in line]
    assert max(map(len, prose)) <= 40


@pytest.mark.parametrize("name", rulebook.names())
def test_the_page_of_a_rule_means_the_same_when_it_is_written_again(name: str):
    blocks = read_markdown(rulebook.page(name).text)
    assert read_markdown(as_markdown(blocks)) == blocks


def contents(markdown: str) -> list[str]:
    """The texts in a page as another reader finds them; a link leads nowhere here."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        inner = token.children or [token]
        found.append("".join(" " if each.type == "softbreak" else each.content for each in inner))
    return found


def test_everything_that_markdown_has_looks_like_what_it_is():
    shown = at_terminal(
        dedent("""\
        # A *page* of `code`

        Some **strong and *both*** words that
        go over two lines, or three.\\
        [A site](https://example.org/a), [a file](b.md), <https://example.org> ![a picture](c.svg)

        > Quoted <b>text</b>

        - one
        - two, which is an item that takes more than a line

          - below
        2. numbered

        <!-- a comment -->

        | name | what |
        | --- | --- |
        | `x` | [y](https://example.org/y) |
        | longer | z |

        ---

        ```cml
        BoundedContext A {

          type = TEAM
        }
        ```
        """)
    )
    for style, sign in (("0", "⟩"), ("1", "b‹"), ("3", "i‹"), ("36", "c‹"), ("35", "k‹")):
        shown = shown.replace(f"\x1b[{style}m", sign)
    assert shown == dedent("""\
        b‹A ⟩b‹i‹page⟩b‹ of ⟩c‹b‹code⟩

        Some b‹strong and ⟩b‹i‹both⟩ words that go over
        two lines, or three.
        A site (https://example.org/a), a file,
        https://example.org a picture

        Quoted text

        - one
        - two, which is an item that takes more
          than a line

          - below

        1. numbered

        b‹name⟩    b‹what⟩
        c‹x⟩       y (https://example.org/y)
        longer  z

            k‹BoundedContext⟩ b‹A⟩ {

              k‹type⟩ = c‹TEAM⟩
            }
        """)


@given(st.text(), st.integers(1, 60))
def test_nothing_steers_the_terminal(text: str, columns: int):
    shown = click.unstyle(for_terminal((*paragraph(text), CodeBlock(text), CodeBlock(text, "cml")), columns))
    assert {character for character in shown if category(character) in ("Cc", "Cf", "Zl", "Zp")} <= {"\n"}
