"""The language server, asked by a real client."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from ctxmap import __version__
from editor import Editor, edit

SHOP = """\
ContextMap Shop {
  contains Order, Payment
  Order [U,OHS] -> [D,ACL] Payment
}
BoundedContext Order {
  Aggregate Orders { Entity Order { aggregateRoot } }
}
BoundedContext Payment
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one map."""
    (tmp_path / "shop.cml").write_text(SHOP, "utf-8")
    return tmp_path


def test_the_server_says_its_version() -> None:
    command = [sys.executable, "-m", "ctxmap", "lsp", "--version"]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == f"ctxmap lsp {__version__}\n"


def test_findings_follow_the_text(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml")
        assert not [each for each in await editor.findings("shop.cml") if each.code == "unknown-reference"]
        editor.change("shop.cml", SHOP.replace("ACL] Payment", "ACL] Paymant"), 2)
        found = [each for each in await editor.findings("shop.cml", 2) if each.code == "unknown-reference"]
        assert [each.range for each in found] == [types.Range(types.Position(2, 27), types.Position(2, 34))]
        assert found[0].severity is types.DiagnosticSeverity.Error
        assert found[0].code_description
        assert found[0].code_description.href.endswith("/unknown-reference.md")
        editor.change("shop.cml", SHOP, 3)
        assert not [each for each in await editor.findings("shop.cml", 3) if each.code == "unknown-reference"]

    edit(folder, work)


def test_columns_are_counted_as_the_protocol_counts_them(folder: Path) -> None:
    text = 'BoundedContext A { domainVisionStatement = "\U0001f600" type = X }\n'

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", text)
        start = text.index("X }") + 1  # the smiley counts as two
        found = [each for each in await editor.findings("shop.cml") if each.code == "syntax"]
        assert [(each.range.start.character, each.range.end.character) for each in found] == [(start, start + 1)]

    edit(folder, work)


def test_a_finding_in_an_imported_file_is_published_there(folder: Path) -> None:
    (folder / "part.cml").write_text("BoundedContext Cart { type = X }\n", "utf-8")

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", 'import "./part.cml"\n' + SHOP)
        await editor.findings("shop.cml")
        published = await editor.wait(lambda: editor.published.get(editor.uri("part.cml")))
        assert [each.code for each in published.diagnostics if each.code == "syntax"] == ["syntax"]
        editor.open("part.cml", "BoundedContext Cart { type = SYSTEM }\n")
        assert not [each for each in await editor.findings("part.cml") if each.code == "syntax"]

    edit(folder, work)


def test_a_fix_is_a_quick_fix(folder: Path) -> None:
    wrong = SHOP.replace("ACL] Payment", "ACL] Paymant")

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", wrong)
        found = [each for each in await editor.findings("shop.cml") if each.code == "unknown-reference"]
        document = types.TextDocumentIdentifier(editor.uri("shop.cml"))
        asked = types.CodeActionParams(document, found[0].range, types.CodeActionContext(found))
        actions = await editor.ask(editor.client.text_document_code_action_async(asked))
        titles = [each.title for each in actions or ()]
        assert titles[:1] == ["Write `Payment`"]
        assert 'Suppress "unknown-reference" here' in titles
        only = types.CodeActionContext([], only=["source.fixAll"])
        asked = types.CodeActionParams(document, found[0].range, only)
        [every] = list(await editor.ask(editor.client.text_document_code_action_async(asked)) or ())
        assert isinstance(every, types.CodeAction)
        assert every.edit
        assert every.edit.changes
        edits = every.edit.changes[editor.uri("shop.cml")]
        assert "Payment" in [each.new_text for each in edits]

    edit(folder, work)


def test_someone_elses_folder_runs_no_code(folder: Path) -> None:
    (folder / "ctxmap.toml").write_text('plugins = ["spy"]\n', "utf-8")
    (folder / "spy.py").write_text("open('ran', 'w').close()\n", "utf-8")

    async def work(editor: Editor) -> None:
        editor.open("shop.cml")
        await editor.findings("shop.cml")
        assert not (folder / "ran").exists()

    edit(folder, work)


def test_a_mistake_in_the_configuration_is_shown_in_it(folder: Path) -> None:
    (folder / "ctxmap.toml").write_text('sources = ["."]\nfail-onn = "never"\n', "utf-8")

    async def work(editor: Editor) -> None:
        editor.open("shop.cml")
        published = await editor.wait(lambda: editor.published.get(editor.uri("ctxmap.toml")))
        assert [each.range.start.line for each in published.diagnostics] == [1]

    edit(folder, work)


def test_damage_does_not_end_the_server(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml")
        await editor.findings("shop.cml")
        document = types.VersionedTextDocumentIdentifier(0, editor.uri("shop.cml"))  # a stale version
        outside = types.Range(types.Position(900, 900), types.Position(901, 0))
        change = types.TextDocumentContentChangePartial(outside, "\n// outside\n")
        editor.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        unknown = types.VersionedTextDocumentIdentifier(1, editor.uri("never-opened.cml"))
        whole = types.TextDocumentContentChangeWholeDocument("BoundedContext A")
        editor.client.text_document_did_change(types.DidChangeTextDocumentParams(unknown, [whole]))
        editor.open("gone.cml", 'import "./shop.cml"\n')
        (folder / "shop.cml").unlink()
        untitled = types.TextDocumentItem("untitled:Untitled-1", "cml", 1, SHOP)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(untitled))
        for uri in (editor.uri("nowhere.cml"), "untitled:Untitled-1", "file:///%00"):
            nowhere = types.TextDocumentIdentifier(uri)
            far = types.Range(types.Position(10**6, 10**6), types.Position(10**6, 10**6))
            asked = types.CodeActionParams(nowhere, far, types.CodeActionContext([]))
            await editor.ask(editor.client.text_document_code_action_async(asked))
        editor.change("gone.cml", SHOP, 2)
        await editor.findings("gone.cml", 2)

    edit(folder, work)


MODEL = """\
ContextMap Shop {
  contains Order, Payment
  Order [U,OHS] -> [D,ACL] Payment { exposedAggregates = Orders }
}
"what customers buy"
BoundedContext Order {
  Aggregate Orders {
    Entity Order { aggregateRoot - Line line }
    Entity Line
    Service OrderService { place; }
  }
}
BoundedContext Payment {
  Application {
    Transaction Buy { Step Order::place }
  }
}
"""


def places(found: object) -> list[tuple[str, int, int]]:
    """Locations by the names of their files, lines and columns."""
    assert isinstance(found, list | tuple)
    locations = [each for each in found if isinstance(each, types.Location)]  # pyright: ignore[reportUnknownVariableType]
    return [(each.uri.rpartition("/")[2], each.range.start.line, each.range.start.character) for each in locations]


def test_a_name_leads_to_its_declaration_and_back(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml", MODEL)
        used = editor.at("shop.cml", MODEL, "Payment", 1)
        defined = await editor.ask(editor.client.text_document_definition_async(types.DefinitionParams(**used)))
        assert places(defined) == [("shop.cml", 12, 15)]
        part = editor.at("shop.cml", MODEL, "Order::place")
        defined = await editor.ask(editor.client.text_document_definition_async(types.DefinitionParams(**part)))
        assert places(defined) == [("shop.cml", 5, 15)]
        everywhere = types.ReferenceParams(types.ReferenceContext(include_declaration=True), **used)
        found = await editor.ask(editor.client.text_document_references_async(everywhere))
        assert places(found) == [("shop.cml", 1, 18), ("shop.cml", 2, 27), ("shop.cml", 12, 15)]
        uses = types.ReferenceParams(types.ReferenceContext(include_declaration=False), **used)
        found = await editor.ask(editor.client.text_document_references_async(uses))
        assert places(found) == [("shop.cml", 1, 18), ("shop.cml", 2, 27)]

    edit(folder, work)


def test_renaming_changes_every_model_that_shares_the_declaration(folder: Path) -> None:
    part, one, two = "BoundedContext Cart\n", "as-is.cml", "to-be.cml"
    text = 'import "./part.cml"\nContextMap M { contains Cart, Web\n Cart [U] -> [D] Web }\nBoundedContext Web\n'
    (folder / "shop.cml").unlink()
    for name, content in (("part.cml", part), (one, text), (two, text)):
        (folder / name).write_text(content, "utf-8")

    async def work(editor: Editor) -> None:
        editor.open("part.cml")
        at = editor.at("part.cml", part, "Cart")
        renaming = types.RenameParams(new_name="Basket", **at)
        result = await editor.ask(editor.client.text_document_rename_async(renaming))
        assert result
        assert result.changes
        lines = {uri: [each.range.start.line for each in some] for uri, some in result.changes.items()}
        assert lines == {editor.uri("part.cml"): [0], editor.uri(one): [1, 2], editor.uri(two): [1, 2]}
        assert {each.new_text for some in result.changes.values() for each in some} == {"Basket"}
        for wrong in ("Web", "a b", "", "1st"):
            with pytest.raises(Exception, match=r"is not a name|can't be used"):
                await editor.ask(editor.client.text_document_rename_async(types.RenameParams(new_name=wrong, **at)))

    edit(folder, work)


def test_hover_says_what_a_name_means(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml", MODEL)
        at = types.HoverParams(**editor.at("shop.cml", MODEL, "Order"))
        hover = await editor.ask(editor.client.text_document_hover_async(at))
        assert hover
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value == ("**Order** · bounded context\n\nwhat customers buy\n\n- upstream of Payment")
        nothing = types.HoverParams(**editor.at("shop.cml", MODEL, "contains"))
        assert await editor.ask(editor.client.text_document_hover_async(nothing)) is None

    edit(folder, work)


def test_the_outline_has_the_declarations(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml", MODEL)
        document = types.TextDocumentIdentifier(editor.uri("shop.cml"))
        asked = types.DocumentSymbolParams(document)
        outline = list(await editor.ask(editor.client.text_document_document_symbol_async(asked)) or ())
        assert [each.name for each in outline] == ["Shop", "Order", "Payment"]
        assert isinstance(outline[0], types.DocumentSymbol)
        assert [each.name for each in outline[0].children or ()] == ["Order -> Payment"]
        found = await editor.ask(editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("lin")))
        assert [each.name for each in found or ()] == ["Line"]

    edit(folder, work)


OFFERS = """\
ContextMap Shop {
  contains Order, Payment
  Order [U,OHS] -> [D,ACL] Payment {
    exposedAggregates = Orders
    sync { operations = place }
    async { events = Placed }
  }
}
Domain Sales { Subdomain Checkout }
BoundedContext Order {
  type = SYSTEM
  Aggregate Orders {
    Entity Item { aggregateRoot }
    DomainEvent Placed
    Service OrderService { place; }
  }
}
BoundedContext Payment {
  Aggregate Payments {
    DomainEvent Paid
    Service PaymentService { pay; }
  }
}
"""


@pytest.mark.parametrize(
    ("written", "replaced", "expected", "unexpected"),
    [
        ("-> [D,ACL] Payment {", "-> |", {"Order", "Payment"}, {"Orders", "Aggregate", "Placed"}),
        ("[D,ACL] Payment", "[D,ACL] |", {"Order", "Payment"}, {"Orders"}),
        ("-> [D,ACL]", "-> [|]", {"D", "ACL", "CF", "C"}, {"U", "OHS", "SK", "P"}),
        ("-> [D,ACL]", "-> [D,|]", {"ACL", "CF", "C"}, {"D", "U", "OHS"}),
        ("Order [U,OHS] ->", "Order [|] ->", {"U", "OHS", "PL", "S"}, {"ACL", "D"}),
        ("[U,OHS] -> [D,ACL]", "[U,OHS] <- [|]", {"U", "OHS"}, {"ACL", "D"}),
        ("contains Order, Payment", "contains Order, |", {"Order", "Payment"}, {"Orders"}),
        ("exposedAggregates = Orders", "exposedAggregates = |", {"Orders"}, {"Payments", "Order"}),
        ("operations = place", "operations = |", {"place"}, {"pay", "Placed"}),
        ("events = Placed", "events = Pl|", {"Placed"}, {"Paid", "place"}),
        ("type = SYSTEM", "type = |", {"SYSTEM", "FEATURE", "BFF"}, {"Order", "type"}),
        ("type = SYSTEM", "ty|", {"type", "Aggregate", "implements"} - {"implements"}, {"ContextMap", "ValueRegister"}),
        ("BoundedContext Order {", "BoundedContext Order implements | {", {"Sales", "Checkout"}, {"Order"}),
        ("Domain Sales", "| Domain Sales", {"ContextMap", "BoundedContext", "Domain"}, {"Aggregate", "type"}),
        ("ContextMap Shop {", 'import "./|\nContextMap Shop {', {"part.cml"}, {"shop.cml", "notes.txt"}),
        ("Aggregate Orders {", "Aggregate | {", set[str](), {"Order", "Orders"}),
        ("type = SYSTEM", "reads = |", {"Orders", "Payments"}, {"Item", "Placed"}),
        ("type = SYSTEM", "Policy P { on = |", {"Placed", "Paid"}, {"Item", "Orders"}),
        ("type = SYSTEM", "Application { Transaction T { Step |", {"place", "pay"}, {"Item", "Orders"}),
        ("Domain Sales", "View V of Shop { include = | }\nDomain Sales", {"Order", "Payment"}, {"Orders", "Item"}),
    ],
)
def test_completion_offers_what_is_allowed(
    folder: Path, written: str, replaced: str, expected: set[str], unexpected: set[str]
) -> None:
    for name in ("part.cml", "notes.txt"):
        (folder / name).write_text("", "utf-8")
    assert written in OFFERS
    text = OFFERS.replace(written, replaced, 1)
    before = text.partition("|")[0]

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", OFFERS)
        await editor.findings("shop.cml")
        editor.change("shop.cml", text.replace("|", "", 1), 2)
        position = types.Position(before.count("\n"), len(before.rpartition("\n")[2]))
        asked = types.CompletionParams(types.TextDocumentIdentifier(editor.uri("shop.cml")), position)
        answer = await editor.ask(editor.client.text_document_completion_async(asked))
        assert isinstance(answer, list)
        offered = {each.label for each in answer}
        assert expected <= offered
        assert not unexpected & offered

    edit(folder, work)


def test_bodies_fold_selections_grow_and_imports_are_links(folder: Path) -> None:
    (folder / "part.cml").write_text("", "utf-8")
    text = 'import "./part.cml"\nimport "./none.cml"\n' + MODEL

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", text)
        document = types.TextDocumentIdentifier(editor.uri("shop.cml"))
        folds = await editor.ask(editor.client.text_document_folding_range_async(types.FoldingRangeParams(document)))
        lines = text.splitlines()
        shown = {(lines[each.start_line].strip(), lines[each.end_line + 1].strip()) for each in folds or ()}
        assert ("Aggregate Orders {", "}") in shown
        assert ("BoundedContext Order {", "}") in shown
        assert not any(first.startswith("Entity Line") for first, _ in shown)
        at = editor.at("shop.cml", text, "place;")["position"]
        asked = types.SelectionRangeParams(document, [at])
        [selection] = list(await editor.ask(editor.client.text_document_selection_range_async(asked)) or ())
        starts: list[str] = []
        around: types.SelectionRange | None = selection
        while around:
            starts.append(lines[around.range.start.line].split()[0])
            around = around.parent
        assert starts == ["Service", "Service", "Aggregate", '"what', "import"]
        links = await editor.ask(editor.client.text_document_document_link_async(types.DocumentLinkParams(document)))
        assert [each.target for each in links or ()] == [editor.uri("part.cml")]

    edit(folder, work)


def test_a_huge_file_is_answered(folder: Path) -> None:
    huge = "// " + "x" * 10_000_000 + "\nBoundedContext A { type = X }\n"

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", huge)
        found = [each for each in await editor.findings("shop.cml") if each.code == "syntax"]
        assert [each.range.start.line for each in found] == [1]

    edit(folder, work)


HALF = MODEL.replace("BoundedContext Order {", "BoundedContext {").replace(
    "contains Order, Payment", "contains Order, Payment\n  Payment -> \n"
)


def test_half_written_text_keeps_the_declarations_that_were_there(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml", MODEL)
        await editor.findings("shop.cml")
        editor.change("shop.cml", HALF, 2)
        used = editor.at("shop.cml", HALF, "Payment {")
        defined = await editor.ask(editor.client.text_document_definition_async(types.DefinitionParams(**used)))
        assert places(defined) == [("shop.cml", HALF[: HALF.index("BoundedContext Payment")].count("\n"), 15)]
        gone = editor.at("shop.cml", HALF, "Order [U")  # what it means has no name any more
        hover = await editor.ask(editor.client.text_document_hover_async(types.HoverParams(**gone)))
        assert hover
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("**Order** · bounded context")
        begun = HALF.replace("Payment -> \n", "Payment -> \n Line ->\n")
        editor.change("shop.cml", begun, 3)
        new = editor.at("shop.cml", begun, "Line ->")  # no text had this sentence before
        defined = await editor.ask(editor.client.text_document_definition_async(types.DefinitionParams(**new)))
        assert places(defined) == [("shop.cml", begun[: begun.index("Entity Line")].count("\n"), 11)]
        outline = types.DocumentSymbolParams(types.TextDocumentIdentifier(editor.uri("shop.cml")))
        symbols = await editor.ask(editor.client.text_document_document_symbol_async(outline))
        assert {"Shop", "Payment"} <= {each.name for each in symbols or ()}

    edit(folder, work)


def test_hover_explains_roles(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml", MODEL)
        for role, words in (("OHS", "open host service"), ("ACL", "anticorruption layer"), ("U,", "upstream")):
            at = types.HoverParams(**editor.at("shop.cml", MODEL, role))
            hover = await editor.ask(editor.client.text_document_hover_async(at))
            assert hover
            assert isinstance(hover.contents, types.MarkupContent)
            assert words in hover.contents.value
            assert "Evans" in hover.contents.value

    edit(folder, work)
