"""The document: links that lead somewhere, words that stay words, pages that read well."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conftest import CorpusFile
from ctxmap import backends, compile_paths, compile_text
from ctxmap.backends import Request
from ctxmap.configuration import Configuration, Output
from ctxmap.documents.markdown import as_markdown
from ctxmap.documents.page import (
    Blocks,
    Heading,
    Link,
    Part,
    Place,
    bullets,
    code,
    join,
    numbered,
    paragraph,
    strong,
    table,
    web_link,
    words,
)
from ctxmap.documents.page import text as text_of
from ctxmap.model.elements import Model
from ctxmap.pictures.kinds import pictures
from ctxmap.pictures.scene import scene_of

LINKED = ("markdown", "svg", "html", "openapi", "asyncapi")
"""The outputs whose files the pages lead to."""
SAMPLES = Path(__file__).parent.parent / "samples"
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANCHOR = re.compile(r'<a id="([^"]+)">')
OURS = re.compile(r'<a id="[\w-]+">|</a>|<br>|<!-- [\w ,.:]* -->')
"""All HTML that the document holds."""


def build(model: Model, *names: str) -> dict[str, str]:
    """What backends make of a model, by path."""
    return {each.path: each.text for name in names for each in backends.load(name).build(Request(model))}


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a page, those inside its lines too."""
    for token in RENDERER.parse(text):
        yield token
        yield from token.children or ()


# ---- links -----------------------------------------------------------------------------------------------------------


def test_links_lead_to_all_that_is_built_and_nowhere_else():
    for model in (*compile_paths([SAMPLES]).models, compile_text(FOLDED).model):
        files = build(model, *LINKED)
        assert not list(broken_links(files))
        linked = {
            place(path, target)[0] for path, text in files.items() if path.endswith(".md") for target in links(text)
        }
        assert set(files) - linked == {"index.md"} - linked


def test_every_link_of_the_corpus_leads_to_what_is_built(corpus_file: CorpusFile):
    model = compile_paths([corpus_file.path]).model
    drawn = dict.fromkeys(["map.html", *(f"{each.path}.svg" for each in pictures(scene_of(model)))], "")
    assert not list(broken_links(build(model, "markdown", "openapi", "asyncapi") | drawn))


@pytest.mark.parametrize("others", [(), ("svg",), ("openapi", "asyncapi"), ("asyncapi", "json")])
def test_pages_lead_to_nothing_that_is_not_built_with_them(others: tuple[str, ...]):
    chosen = Configuration(output=Output(formats=("markdown", *others)))
    for model in compile_paths([SAMPLES]).models:
        files = {each.path: each.text for each in backends.load("markdown").build(Request(model, (), chosen))}
        assert not list(broken_links(files | build(model, *others)))


FOLDED = " ".join(
    [
        f"ContextMap Large {{ {' '.join(f'C{number} -> C{number + 1}' for number in range(59))} }}",
        *(f"BoundedContext C{number} implements S{number % 3}" for number in range(60)),
        "Domain D { Subdomain S0 Subdomain S1 Subdomain S2 }",
    ]
)
"""More contexts than a screen holds."""


def test_a_large_map_is_shown_in_parts():
    index = page(FOLDED)
    assert "![Large: parts and their relationships](overviews/large.svg)" in index
    assert "[The whole map](maps/large.svg)" in index
    assert "- [S0](parts/large-s0.svg): [C0](contexts/c0.md), [C3](contexts/c3.md), " in index


def broken_links(files: Mapping[str, str]) -> Iterator[str]:
    anchors = {path: set(ANCHOR.findall(text)) for path, text in files.items()}
    for path, text in files.items():
        for target in links(text) if path.endswith(".md") else ():
            to, anchor = place(path, target)
            if to not in files or (anchor and anchor not in anchors[to]):
                yield f"{path}: {target}"


def place(path: str, target: str) -> tuple[str, str]:
    """Where a link of a page leads: a file and an anchor in it."""
    file, _, anchor = target.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path, anchor


def links(text: str) -> Iterator[str]:
    """The targets of all links and pictures that stay in the document."""
    for token in tokens(text):
        target = unquote(str(token.attrGet("href") or token.attrGet("src") or ""))
        if target and "://" not in target and not target.startswith("mailto:"):
            yield target


# ---- form ------------------------------------------------------------------------------------------------------------


def test_pages_are_well_formed(corpus_file: CorpusFile):
    for path, text in build(compile_paths([corpus_file.path]).model, "markdown").items():
        assert not list(faults(text)), path


def test_pages_of_samples_are_well_formed():
    for model in compile_paths([SAMPLES]).models:
        for path, text in build(model, "markdown").items():
            assert not list(faults(text)), (model.name, path)


def faults(text: str) -> Iterator[str]:
    """What markdownlint would say of a page, and what a reader would."""
    lines = text.split("\n")
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "no line end, or more than one, at the end"
    yield from (f"blanks at the end of {line!r}" for line in lines if line != line.rstrip())
    if "\n\n\n" in text:
        yield "several empty lines"
    anchors = ANCHOR.findall(text)
    yield from (f"an anchor stands twice: {anchor}" for anchor in set(anchors) if anchors.count(anchor) > 1)
    yield from (f"foreign HTML: {each.content}" for each in tokens(text) if is_foreign(each))
    yield from faults_of_headings(text)


def faults_of_headings(text: str) -> Iterator[str]:
    blocks = [token for token in RENDERER.parse(text) if token.level == 0 and token.nesting >= 0]
    levels = [int(block.tag[1]) if block.type == "heading_open" else 0 for block in blocks]
    headings = [level for level in levels if level]
    if headings.count(1) != 1 or headings[0] != 1:
        yield "not exactly one title, at the top"
    if any(after > before + 1 for before, after in pairwise(headings)):
        yield "a level is left out"
    for block, after in zip(levels, [*levels[1:], 1], strict=True):
        if block > 1 and 0 < after <= block and "Aggregate" not in text:
            yield "a section without content"


def is_foreign(token: Token) -> bool:
    return token.type.startswith("html") and bool(OURS.sub("", token.content).strip())


# ---- words -----------------------------------------------------------------------------------------------------------

any_text = st.text(st.characters(exclude_categories=["Cs"])) | st.text("#-+=>.)1 \\`*_[](){}<>|~!&;:a\n\t$\"'")


LINKED_WORDS = Link(Place("y.md"), ("x",))


@settings(deadline=None)
@given(any_text)
@example("&lt;b&gt; &#60; &copy;")
@example("1. one")
@example("C # and D #")
@example("#")
@example("!")
@example("a | b \\| c")
@example("[x](javascript:alert(1)) <script>")
def test_words_stay_words_wherever_they_stand(given_text: str):
    given_words = words(given_text)
    for blocks, before, after in (
        (paragraph(given_words), "", ""),
        (paragraph("x ", given_words, " ", given_words), "x ", f" {given_words}"),
        (paragraph(LINKED_WORDS, " ", given_words), "x ", ""),
        ((Heading(2, text_of(given_words, "")),), "", ""),
        ((Heading(2, text_of("1. ", given_words)),), "1. ", ""),
        (bullets([given_words]), "", ""),
        (numbered([text_of(given_words, LINKED_WORDS)]), "", "x"),
        (table(["a", "b"], [["c", "d"], [given_words, given_words]]), "abcd", given_words),
        (paragraph(Link(Place("y.md"), text_of("x ", given_words))), "x ", ""),
        (paragraph(strong("x ", given_words, ".")), "x ", "."),
    ):
        assert shown(blocks).strip() == f"{before}{given_words}{after}".strip()


@given(any_text)
def test_code_shows_what_it_was_given_in_a_table_too(given_text: str):
    page = table(["a", "b"], [["c", "d"], ["e", code(given_text)]])
    assert shown(page) == "abcde" + words(given_text)


def shown(blocks: Blocks) -> str:
    """What a reader of Markdown sees of blocks as we write them."""
    found = tokens(as_markdown(blocks))
    return "".join(token.content for token in found if token.type in ("text", "code_inline"))


@given(st.lists(st.one_of(any_text.map(words), any_text.map(code), any_text.map(strong))))
def test_a_text_has_no_empty_parts_and_no_words_side_by_side(parts: list[Part]):
    joined = text_of(*parts)
    assert "" not in joined
    assert not any(isinstance(one, str) and isinstance(other, str) for one, other in pairwise(joined))
    assert text_of(joined) == joined == join("", parts) == text_of(joined[:1], joined[1:])


@given(any_text)
def test_words_are_on_one_line_without_control_characters(given_text: str):
    assert words(given_text) == " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", given_text).split())


def test_only_web_and_mail_addresses_are_linked():
    assert written(web_link("https://a.b/c d")) == "[https://a.b/c d](https://a.b/c%20d)"
    assert written(web_link("mailto:a@b.c")) == "[mailto:a@b.c](mailto:a@b.c)"
    assert not list(links_of(written(web_link("javascript:alert(1)"))))
    target = "https://a.b/%29%5D%28javascript:x%29"
    assert list(links_of(written(web_link("https://a.b/)](javascript:x)")))) == [target]


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("index.md", "contexts/b.md#there"),
        ("contexts/a.md", "b.md#there"),
        ("contexts/b.md", "b.md#there"),
        ("a/b/c.md", "../../contexts/b.md#there"),
    ],
)
def test_links_are_relative_to_the_page(page: str, target: str):
    link = paragraph(Link(Place("contexts/b.md", "there"), ("x",)), Link(Place(anchor="here"), ("y",)))
    assert as_markdown(link, page) == f"[x]({target})[y](#here)\n"


def written(part: Part) -> str:
    return as_markdown(paragraph(part)).rstrip("\n")


def links_of(text: str) -> Iterator[str]:
    return (str(token.attrGet("href")) for token in tokens(text) if token.type == "link_open")


HOSTILE = """
ContextMap M {
  contains A, B
  A [U] -> [D] B { implementationTechnology = "<img src=x onerror=alert(1)> | `x` [y](javascript:z)" }
}
"# no heading <script>alert(1)</script>

- no list"
BoundedContext A {
  displayName = "A | <b>B</b> [C](D)"
  domainVisionStatement = "1. no list --> &lt; ![x](y)"
  responsibilities = "<!-- no comment", "* no list"
  link = "javascript:alert(1)"
  tags = "`x|y`"
  Aggregate X { Entity E { String s hint = "|" } }
  Hotspot H "what | if
  lines <i>break</i>?"
}
BoundedContext B
"""


def test_a_hostile_map_brings_no_markup_in():
    files = build(compile_text(HOSTILE).model, "markdown")
    for path, text in files.items():
        assert not list(faults(text)), path
        assert all(
            target.startswith("#section-") or target.split("#")[0].endswith((".md", ".svg", ".html"))
            for target in links(text)
        )
    cells = [token.content for token in tokens(files["index.md"]) if token.type == "text"]
    assert "A | <b>B</b> [C](D)" in cells


# ---- what is in it ---------------------------------------------------------------------------------------------------


@cache
def page(text: str, path: str = "index.md") -> str:
    return build(compile_text(text).model, "markdown")[path]


def test_a_map_of_nothing_is_a_page_all_the_same():
    assert page("").splitlines()[1:] == ["", "# Contexts"]


def test_nothing_is_said_of_what_the_map_does_not_say():
    text = page("BoundedContext A", "contexts/a.md")
    assert text.splitlines()[2:] == ["# A"]


def test_one_word_of_several_contexts_stands_side_by_side():
    text = page(
        'BoundedContext A { Term Item "one" Term Box "x" } BoundedContext B { Aggregate Item }'
        ' BoundedContext C { Term Item "three" aliases = "thing" }'.replace("aliases", "{ aliases").replace(
            '"thing"', '"thing" }'
        )
    )
    assert heads(text, "Item") == ["", "[A](contexts/a.md)", "[B](contexts/b.md)", "[C](contexts/c.md)"]
    assert rows(text, "Item") == [
        ["Definition", "one", "*not defined here*", "three"],
        ["Aliases", "", "", "thing"],
    ]
    assert rows(text, "Other terms") == [["Box", "[A](contexts/a.md)", "x"]]


def test_a_word_of_very_many_contexts_stands_line_by_line():
    text = page("".join(f'BoundedContext C{number} {{ Term Item "no. {number}" }} ' for number in range(5)))
    assert rows(text, "Item") == [[f"[C{number}](contexts/c{number}.md)", f"no. {number}"] for number in range(5)]


def test_events_tell_who_publishes_and_who_takes_them():
    text = page("""
        ContextMap { contains A, B  A [U] -> [D] B { async { events = Paid } } }
        BoundedContext A { Aggregate X { DomainEvent Paid DomainEvent Lost } }
        BoundedContext B { Policy Mail { on = Paid } ReadModel Sums { from = Paid } }
    """)
    assert rows(text, "Events") == [
        ["**Paid**", "[A](contexts/a.md)", "[B](contexts/b.md) (policy Mail, read model Sums)"],
        ["**Lost**", "[A](contexts/a.md)", ""],
    ]


def test_the_event_catalogue_says_what_an_event_carries_over_what_it_goes_and_what_is_promised():
    text = page("""
        ContextMap { contains A, B, C
            A [U] -> [D] B {
                implementationTechnology = "Kafka"
                async { events = Paid topic = "paid" delivery = AT_LEAST_ONCE }
            }
            A [U] -> [D] C { implementationTechnology = "SMTP" async { events = Paid } }
        }
        BoundedContext A { Aggregate X { "It is done" DomainEvent Paid { String number  BigDecimal amount } } }
        BoundedContext B  BoundedContext C
    """)
    assert rows(text, "Events") == [
        [
            "**Paid**<br>It is done",
            "[A](contexts/a.md)",
            "`number: String`<br>`amount: BigDecimal`",
            "[B](contexts/b.md)<br>[C](contexts/c.md)",
            "Kafka, topic `paid`<br>SMTP",
            "at least once",
        ]
    ]


def test_an_event_carries_what_it_inherits_and_one_that_is_only_inherited_from_is_none():
    text = page("""
        BoundedContext A { Aggregate X {
            abstract DomainEvent Happening { Date day }
            DomainEvent Paid extends Happening { String number }
        } }
    """)
    assert rows(text, "Events") == [["**Paid**", "[A](contexts/a.md)", "`number: String`<br>`day: Date`"]]


COMMUNICATION = """
    ContextMap { contains A, B, C, D
        A [U] -> [D] B { sync async { events = Paid } async { commands = Pay } }
        B [U] -> [D] C
        C [P] <-> [P] D
    }
    BoundedContext A { Aggregate X { DomainEvent Paid Command Pay } }
    BoundedContext B  BoundedContext C  BoundedContext D
"""


def test_the_matrix_shows_calls_events_commands_and_dependencies():
    """B calls A and sends it a command, A publishes to B, C depends on B; the partners state nothing."""
    text = page(COMMUNICATION)
    assert heads(text, "Communication overview") == ["", "1", "2"]
    assert rows(text, "Communication overview") == [
        ["1. [A](contexts/a.md)", "", "P"],
        ["2. [B](contexts/b.md)", "CS", ""],
        ["3. [C](contexts/c.md)", "", "D"],
    ]


def test_a_map_without_stated_communication_has_no_matrix():
    text = page("ContextMap { A [U] -> [D] B } BoundedContext A BoundedContext B")
    assert "## Communication overview" not in text


def test_of_many_contexts_there_is_a_list_instead():
    names = [f"C{number}" for number in range(17)]
    calls = " ".join(f"{one} [U] -> [D] {other} {{ sync }}" for one, other in pairwise(names))
    text = page(f"ContextMap {{ {calls} }} " + " ".join(f"BoundedContext {name}" for name in names))
    assert rows(text, "Communication overview") == []
    assert "- **C1** calls [C0](contexts/c0.md)\n" in text


STATED = """
    ContextMap { contains A, B
        "B can't sell without prices" A [U] -> [D] B : Prices {
            tags = "nightly", "pci"  link = "https://wiki.example/prices"  deprecated = "2027-03-31"
            implementationTechnology = "SFTP"
            batch { data = Price  every = "1 d"  by = "file" }
            sync {
                operations = find  retries = 2  rateLimit = "100/s"  bulkhead  idempotent
                fallback = BACKUP_SERVICE B "a copy"
            }
        }
    }
    BoundedContext A { deprecated Aggregate Price { Service S { void find(); } } }
    BoundedContext B { extractedFrom = A  migration = PLANNED when "2027, after the audit" }
    Deployable Office { contexts = A, B  database = "office-db" }
    Transaction T { consistency = SAGA  Step find pivot retriable }
"""


def test_everything_stated_of_a_relationship_is_on_the_index_and_on_both_contexts_pages():
    stated = ["B can't sell without prices", "deprecated, removal 2027-03-31", "`nightly`, `pci`"]
    link = "[https://wiki.example/prices](https://wiki.example/prices)"
    (row,) = rows(page(STATED), "Relationships")
    assert row[2:4] == ["Prices", "B calls `find`<br>A transfers `Price`"]
    assert row[-4:] == [*stated, link]
    for path, heading in (("contexts/a.md", "Outbound communication"), ("contexts/b.md", "Inbound communication")):
        (row,) = rows(page(STATED, path), heading)
        assert row[1:4] == ["transfers `Price`", "SFTP; every 1 d; by file", PRICES]
        assert row[-4:] == [*stated, link]
    (row,) = rows(page(STATED, "contexts/a.md"), "Inbound communication")
    fallback = "on failure: call a backup service `B` (a copy)"
    assert row[2] == f"SFTP; {fallback}; 2 retries; idempotent; bulkhead; rate limit 100/s"


PRICES = "[Prices](../index.md#relationship-map-a-b-prices)"


def test_deprecation_migration_deployables_and_steps_are_shown():
    assert "- **Status:** deprecated" in page(STATED, "contexts/a.md")
    assert "- **Migration:** planned (2027, after the audit), from [A](a.md): " in page(STATED, "contexts/b.md")
    assert rows(page(STATED), "Services") == [["Office", "[A](contexts/a.md), [B](contexts/b.md)", "`office-db`"]]
    assert "- **T**: saga; `A::find` (pivot, retriable)" in page(STATED)


def test_the_page_of_a_context_follows_the_canvas():
    text = page(
        """
        ContextMap { contains A, B  A [U,OHS,PL] -> [D,ACL] B { sync { operations = pay } } }
        Domain Shopping { Subdomain Payments { type = GENERIC_SUBDOMAIN } }
        BoundedContext A implements Payments {
            domainVisionStatement = "Takes money"  businessModel = "REVENUE"  evolution = COMMODITY
            responsibilities = "Payments"  database = "a-db"
            Term Settlement "The capture"
            Aggregate X { DomainEvent Paid Service S { void pay(); } Entity E { aggregateRoot } }
            Policy Mail { on = Paid }
            Hotspot Why "Why?"
        }
        BoundedContext B
        Transaction T { consistency = ACID aggregates = X }
        """,
        "contexts/a.md",
    )
    assert headings(text) == [
        "A", "Purpose", "Strategic classification", "Domain roles", "Inbound communication", "Ubiquitous language",
        "Business decisions", "Responsibilities", "Policies", "Transactions", "Open questions",
        "Implementation and operation", "Internal structure", "Aggregate: X", "Service `S`", "Events", "Event storming",
    ]  # fmt: skip
    assert (
        "- **Domain:** Payments (generic subdomain)\n- **Business model:** REVENUE\n- **Evolution:** commodity" in text
    )
    assert "- Open host service with a published language for [B](b.md)" in text
    assert "![Event storming board of A](../boards/a.svg)" in text


def test_inbound_and_outbound_follow_the_message_not_the_arrow():
    text = """
        ContextMap { contains A, B  A [U,OHS] -> [D,ACL] B { sync { operations = pay } async { events = Paid } } }
        BoundedContext A { Aggregate X { DomainEvent Paid Service S { void pay(); } } }
        BoundedContext B
    """
    callee, caller = page(text, "contexts/a.md"), page(text, "contexts/b.md")
    assert (
        [row[1] for row in rows(callee, "Inbound communication")]
        == [row[1] for row in rows(caller, "Outbound communication")]
        == ["calls `pay`"]
    )
    assert (
        [row[1] for row in rows(callee, "Outbound communication")]
        == [row[1] for row in rows(caller, "Inbound communication")]
        == ["publishes `Paid`"]
    )


def test_findings_stand_on_the_page_they_are_about():
    compilation = compile_text("""
        ContextMap { contains A, B, E  A [P] <-> [P] B   E [U] -> [D] A }
        BoundedContext A { domainVisionStatement = "one"  database = "x" }
        BoundedContext B { domainVisionStatement = "other"  database = "x" }
        BoundedContext E { type = EXTERNAL }
    """)
    request = Request(compilation.model, compilation.diagnostics)
    files = {each.path: each.text for each in backends.load("markdown").build(request)}
    rules = {path: [row[-1] for row in rows(text, "Findings")] for path, text in files.items() if path != "index.md"}
    assert rules == {
        "contexts/a.md": ["`external-without-acl`"],
        "contexts/b.md": ["`shared-database`"],
        "contexts/e.md": ["`external-without-acl`"],
    }
    index = files["index.md"]
    assert [row[-2:] for row in rows(index, "Errors")] == [["[B](contexts/b.md)", "`shared-database`"]]
    assert [row[-2:] for row in rows(index, "Warnings")] == [
        ["[E → A](index.md#relationship-map-e-a)", "`external-without-acl`"]
    ]


def test_what_is_found_several_times_stands_there_once():
    compilation = compile_text("""
        BoundedContext A { domainVisionStatement = "one" Aggregate X {
            Entity E { aggregateRoot - Lost one - Lost two }
        } }
    """)
    request = Request(compilation.model, compilation.diagnostics)
    files = {each.path: each.text for each in backends.load("markdown").build(request)}
    told = 'no domain object or enum is named "Lost" (2 times)'
    assert [row[0] for row in rows(files["index.md"], "Errors")] == [told]
    assert [row[1] for row in rows(files["contexts/a.md"], "Findings")] == [told]


def headings(text: str) -> list[str]:
    """All headings, as Markdown."""
    found = RENDERER.parse(text)
    return [content.content for token, content in pairwise(found) if token.type == "heading_open"]


def heads(text: str, heading: str) -> list[str]:
    """The cells above the first table below a heading, as Markdown."""
    found = RENDERER.parse(text)
    start = next(i for i, token in enumerate(found) if token.content == heading)
    end = next(i for i in range(start, len(found)) if found[i].type == "thead_close")
    return [content.content for token, content in pairwise(found[start:end]) if token.type == "th_open"]


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the tables below a heading, as Markdown; none, if there is no such heading."""
    found: list[list[str]] = []
    here = False
    for token, content in pairwise(RENDERER.parse(text)):
        if token.type == "heading_open":
            here = content.content == heading
        elif here and token.type == "tr_open" and content.type == "td_open":
            found.append([])
        elif here and token.type == "td_open":
            found[-1].append(content.content)
    return found
