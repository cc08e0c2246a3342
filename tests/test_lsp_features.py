"""What the language server offers beside findings, names and completion, asked by a real client."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from editor import Editor, edit

SHOP = """\
import "./part.cml"
ContextMap Shop {
  contains Order, Payment, Cart
  // the cart asks
  Payment [U,OHS] -> [D,ACL] Cart {
    sync { operations = pay }
  }
  Order [U] -> [D] Payment {
    async { events = Placed }
  }
}
BoundedContext Order {
  Aggregate Orders {
    DomainEvent Placed { String number }
  }
}
BoundedContext Payment {
  Aggregate Payments { Service PaymentService { boolean pay(String order); } }
}
"""
PART = "BoundedContext Cart {  type = SYSTEM }\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.cml").write_text(SHOP, "utf-8")
    (tmp_path / "part.cml").write_text(PART, "utf-8")
    return tmp_path


def document(editor: Editor, name: str = "shop.cml") -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(editor.uri(name))


def after(text: str, edits: Iterable[types.TextEdit] | None) -> str:
    """A text, all of it in ASCII, after some edits."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(at: types.Position) -> int:
        return starts[at.line] + at.character

    for each in sorted(edits or (), key=lambda each: -offset(each.range.start)):
        text = text[: offset(each.range.start)] + each.new_text + text[offset(each.range.end) :]
    return text


def test_a_document_and_a_range_are_formatted(folder: Path) -> None:
    options = types.FormattingOptions(2, insert_spaces=True)
    text = "BoundedContext A{type=SYSTEM}\n\nBoundedContext   B{}\n"

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", text)
        asked = types.DocumentFormattingParams(document(editor), options)
        edits = await editor.ask(editor.client.text_document_formatting_async(asked))
        assert after(text, edits) == "BoundedContext A { type = SYSTEM }\n\nBoundedContext B {}\n"
        second = types.Range(types.Position(2, 0), types.Position(3, 0))
        ranged = types.DocumentRangeFormattingParams(document(editor), second, options)
        edits = await editor.ask(editor.client.text_document_range_formatting_async(ranged))
        assert after(text, edits) == text.replace("   B{}", " B {}")
        typed = types.DocumentOnTypeFormattingParams(document(editor), types.Position(0, 29), "}", options)
        edits = await editor.ask(editor.client.text_document_on_type_formatting_async(typed))
        assert after(text, edits) == text.replace("A{type=SYSTEM}", "A { type = SYSTEM }")
        editor.change("shop.cml", "BoundedContext {{ A\n", 2)
        assert not await editor.ask(editor.client.text_document_formatting_async(asked))

    edit(folder, work)


def test_words_have_the_tokens_of_what_they_mean(folder: Path) -> None:
    text = SHOP + "/* two\n  \U0001f600 lines */ BoundedContext Last { deprecated }\n"

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", text)
        legend = editor.capabilities.semantic_tokens_provider
        assert isinstance(legend, types.SemanticTokensOptions | types.SemanticTokensRegistrationOptions)
        names, modifiers = legend.legend.token_types, legend.legend.token_modifiers
        asked = types.SemanticTokensParams(document(editor))
        answer = await editor.ask(editor.client.text_document_semantic_tokens_full_async(asked))
        assert answer
        tokens = decoded(text, answer.data, names, modifiers)
        assert tokens[:3] == ["1 import keyword", '1 "./part.cml" string', "2 ContextMap keyword"]
        assert {
            "3 Order namespace",
            "4 // the cart asks comment",
            "5 OHS enumMember",
            "5 -> operator",
            "6 pay method",
            "9 Placed event",
            "12 Order namespace declaration",
            "13 Orders class declaration",
            "14 Placed event declaration",
            "14 String type",
            "14 number property",
            "18 pay method declaration",
            "18 order parameter",
            "20 /* two comment",
            "21   \U0001f600 lines */ comment",
            "21 Last namespace declaration deprecated",
        } <= set(tokens)
        line = types.Range(types.Position(2, 0), types.Position(2, 9))
        ranged = types.SemanticTokensRangeParams(document(editor), line)
        answer = await editor.ask(editor.client.text_document_semantic_tokens_range_async(ranged))
        assert answer
        few = decoded(text, answer.data, names, modifiers)
        assert few == [f"3 {word}" for word in ("contains keyword", *(f"{n} namespace" for n in CONTAINED))]

    edit(folder, work)


CONTAINED = ("Order", "Payment", "Cart")


def decoded(text: str, data: Sequence[int], names: Sequence[str], modifiers: Sequence[str]) -> list[str]:
    """Tokens as `line word type modifiers`; lines are counted from 1."""
    lines, line, column, found = text.splitlines(), 0, 0, list[str]()
    for at in range(0, len(data), 5):
        down, right, length, kind, bits = data[at : at + 5]
        line, column = line + down, right if down else column + right
        units = lines[line].encode("utf-16-le")
        word = units[2 * column : 2 * (column + length)].decode("utf-16-le")
        having = [name for number, name in enumerate(modifiers) if bits & 1 << number]
        found.append(" ".join((str(line + 1), word, names[kind], *having)))
    return found


def test_lenses_and_hints_say_who_has_to_do_with_whom(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml")
        lenses = await editor.ask(editor.client.text_document_code_lens_async(types.CodeLensParams(document(editor))))
        shown = {each.range.start.line: each.command.title for each in lenses or () if each.command}
        assert shown == {11: "upstream of 1", 16: "upstream of 1 · downstream of 1 · called by 1"}
        everything = types.Range(types.Position(0, 0), types.Position(99, 0))
        asked = types.InlayHintParams(document(editor), everything)
        hints = await editor.ask(editor.client.text_document_inlay_hint_async(asked))
        found = [(each.position.line, each.position.character, each.label) for each in hints or ()]
        assert found == [(5, 8, "Cart calls Payment"), (8, 9, "Order publishes to Payment")]
        few = types.InlayHintParams(document(editor), types.Range(types.Position(6, 0), types.Position(9, 0)))
        assert len(await editor.ask(editor.client.text_document_inlay_hint_async(few)) or ()) == 1

    edit(folder, work)


def test_the_hierarchy_has_calls_and_messages(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("shop.cml")
        at = types.CallHierarchyPrepareParams(**editor.at("shop.cml", SHOP, "Payment"))
        [item] = list(await editor.ask(editor.client.text_document_prepare_call_hierarchy_async(at)) or ())
        assert (item.name, item.range.start.line) == ("Payment", 16)
        incoming = types.CallHierarchyIncomingCallsParams(item)
        calls = await editor.ask(editor.client.call_hierarchy_incoming_calls_async(incoming))
        assert [(each.from_.name, each.from_.detail) for each in calls or ()] == [("Cart", "calls")]
        assert [each.from_.uri for each in calls or ()] == [editor.uri("part.cml")]
        outgoing = types.CallHierarchyOutgoingCallsParams(item)
        used = await editor.ask(editor.client.call_hierarchy_outgoing_calls_async(outgoing))
        assert [(each.to.name, each.to.detail) for each in used or ()] == [("Order", "listens")]
        assert [each.start.line for one in used or () for each in one.from_ranges] == [8]

    edit(folder, work)


def test_findings_are_sent_or_asked_for_but_not_both(folder: Path) -> None:
    wrong = SHOP.replace("Cart {", "Kart {")

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", wrong)
        sent = [each.code for each in await editor.findings("shop.cml")]
        asked = types.DocumentDiagnosticParams(document(editor))
        report = await editor.ask(editor.client.text_document_diagnostic_async(asked))
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert [each.code for each in report.items] == sent
        assert "unknown-reference" in sent
        await editor.wait(lambda: not editor.published[editor.uri("shop.cml")].diagnostics or None)
        again = types.DocumentDiagnosticParams(document(editor), previous_result_id=report.result_id)
        unchanged = await editor.ask(editor.client.text_document_diagnostic_async(again))
        assert isinstance(unchanged, types.RelatedUnchangedDocumentDiagnosticReport)
        editor.change("shop.cml", SHOP, 2)
        fixed = await editor.ask(editor.client.text_document_diagnostic_async(again))
        assert isinstance(fixed, types.RelatedFullDocumentDiagnosticReport)
        assert "unknown-reference" not in [each.code for each in fixed.items]
        every = await editor.ask(editor.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([])))
        versions = {each.uri: each.version for each in every.items}
        assert versions == {editor.uri("shop.cml"): 2, editor.uri("part.cml"): None}
        known = [types.PreviousResultId(each.uri, each.result_id or "") for each in every.items]
        same = await editor.ask(editor.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known)))
        assert {each.kind for each in same.items} == {"unchanged"}

    edit(folder, work)


def test_imports_follow_renamed_files(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "deep.cml").write_text('import "../part.cml"\nBoundedContext Deep\n', "utf-8")
    (folder / "other.cml").write_text('import "./sub/deep.cml"\n', "utf-8")

    async def work(editor: Editor) -> None:
        editor.open("shop.cml")

        async def moved(old: str, new: str) -> dict[str, list[str]]:
            params = types.RenameFilesParams([types.FileRename(editor.uri(old), editor.uri(new))])
            result = await editor.ask(editor.client.workspace_will_rename_files_async(params))
            changes = (result.changes if result else None) or {}
            root = editor.uri("")
            return {uri[len(root) :].lstrip("/"): [each.new_text for each in some] for uri, some in changes.items()}

        assert await moved("part.cml", "parts/cart.cml") == {
            "shop.cml": ["./parts/cart.cml"],
            "sub/deep.cml": ["../parts/cart.cml"],
        }
        assert await moved("sub/deep.cml", "deep.cml") == {"sub/deep.cml": ["./part.cml"], "other.cml": ["./deep.cml"]}
        assert await moved("sub", "lower") == {"other.cml": ["./lower/deep.cml"]}
        assert await moved("shop.cml", "store.cml") == {}

    edit(folder, work)


UNKNOWN = ("unknown-reference", "event-not-published-here")


@pytest.mark.parametrize(
    ("written", "name", "title", "expected"),
    [
        ("[D,ACL] Cart {", "Wallet", "Create BoundedContext Wallet", "}\n\nBoundedContext Wallet\n"),
        ("Order, Payment, Cart", "Wallet", "Create BoundedContext Wallet", "}\n\nBoundedContext Wallet\n"),
        ("events = Placed", "Shipped", "Create DomainEvent Shipped in Order", "  }\n  DomainEvent Shipped\n}\n"),
    ],
)
def test_what_is_missing_can_be_created(folder: Path, written: str, name: str, title: str, expected: str) -> None:
    old = {"[D,ACL] Cart {": "Cart {"}.get(written, written).split()[0 if "{" in written else -1]
    text = SHOP.replace(written, written.replace(old, name))

    async def work(editor: Editor) -> None:
        editor.open("shop.cml", text)
        found = [each for each in await editor.findings("shop.cml") if each.code in UNKNOWN]
        asked = types.CodeActionParams(document(editor), found[0].range, types.CodeActionContext(found))
        actions = await editor.ask(editor.client.text_document_code_action_async(asked))
        [action] = [each for each in actions or () if each.title == title]
        assert isinstance(action, types.CodeAction)
        assert action.edit
        assert action.edit.changes
        fixed = after(text, action.edit.changes[editor.uri("shop.cml")])
        assert expected in fixed
        editor.change("shop.cml", fixed, 2)
        assert not [each for each in await editor.findings("shop.cml", 2) if each.code in UNKNOWN]

    edit(folder, work)


# ---- Refactorings ----------------------------------------------------------------------------------------------------


def test_refactorings_are_offered_where_they_can_be_done(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        text = editor.open("shop.cml")
        applied: list[types.WorkspaceEdit] = []

        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            applied.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        editor.client.feature(types.WORKSPACE_APPLY_EDIT)(apply)

        async def offered(word: str, number: int = 0) -> dict[str, types.Command]:
            at = editor.at("shop.cml", text, word, number)
            context = types.CodeActionContext([], only=[types.CodeActionKind.Refactor])
            asked = types.CodeActionParams(at["text_document"], types.Range(at["position"], at["position"]), context)
            actions = await editor.ask(editor.client.text_document_code_action_async(asked))
            found = [each for each in actions or () if isinstance(each, types.Command)]
            # The client takes an action for a command, because both have one.
            raw: dict[str, dict[str, Any]] = {each.title: ast.literal_eval(each.command) for each in found}
            return {title: types.Command(title, **each) for title, each in raw.items() if each.pop("title") == title}

        assert not await offered("number")
        assert "Introduce an anticorruption layer in Payment" in await offered("->", 1)
        assert "Introduce an anticorruption layer in Cart" not in await offered("->")
        here = await offered("Payment {", 1)
        expected = ("Merge Order into Payment", "Merge Cart into Payment", "Move Payment to a file of its own")
        assert here.keys() >= set(expected)

        command = here["Merge Cart into Payment"]
        run = types.ExecuteCommandParams(command.command, command.arguments)
        await editor.ask(editor.client.workspace_execute_command_async(run))
        [done] = applied
        assert done.changes
        assert after(PART, done.changes[editor.uri("part.cml")]) == ""
        merged = after(text, done.changes[editor.uri("shop.cml")])
        assert "contains Order, Payment\n" in merged
        assert "[D,ACL] Cart" not in merged

        command = here["Move Payment to a file of its own"]
        run = types.ExecuteCommandParams(command.command, command.arguments)
        await editor.ask(editor.client.workspace_execute_command_async(run))
        made = [each for each in applied[1].document_changes or () if isinstance(each, types.CreateFile)]
        assert [each.uri for each in made] == [editor.uri("Payment.cml")]

    edit(folder, work)
