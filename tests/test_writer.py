"""`ctxmap.write`: compiling what is written for a model gives the same model, and writing that the same text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ctxmap
from conftest import CHECKOUT, CorpusFile
from ctxmap import compile_paths
from ctxmap.findings.finding import Severity
from ctxmap.model.elements import (
    BoundedContext,
    Element,
    Elicitation,
    EnumValue,
    Model,
    Named,
    Operation,
    Property,
    Reference,
    Relationship,
    Term,
)
from ctxmap.model.json import from_json, to_json
from ctxmap.model.link import link
from ctxmap.syntax import tables
from ctxmap.syntax.actions.properties import MODIFIERS
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.format.format import formatted
from ctxmap.syntax.parse import parse
from ctxmap.text.resources import grammar_folder
from ctxmap.text.source import Source
from generated_maps import a_map
from grammar_sentences import productions

MAPS = [
    *sorted((CHECKOUT / "samples").rglob("*.cml")),
    *(CHECKOUT / "tests" / name for name in ("syntax/language.cml", "nasty-names.cml", "hostile-texts.cml")),
    CHECKOUT / "docs" / "ctxmap.cml",
]


def assert_comes_back(model: Model) -> None:
    text = ctxmap.write(model)
    again = _model(text)
    assert _meaning(again) == _meaning(model)
    assert ctxmap.write(again) == text


def _model(text: str) -> Model:
    """The model of a text, without asking the rules."""
    file, findings = parse(Source("<text>", text))
    assert not findings
    return link([file])[0]


def _meaning(model: Model) -> object:
    """A model without its files, and whether all of them could be read."""
    return _without_files({**json.loads(to_json(model)), "name": ""})


def _without_files(value: object) -> object:
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: _without_files(each) for key, each in items if key not in ("source", "sources", "is_whole")}
    return [_without_files(each) for each in cast("list[object]", value)] if isinstance(value, list) else value


def _has_errors(compilation: ctxmap.Compilation) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in compilation.diagnostics)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_a_written_model_is_the_model(path: Path):
    model = compile_paths([path]).model
    assert_comes_back(model)
    assert_comes_back(from_json(to_json(model)))  # without places in a text: kind by kind


@pytest.mark.parametrize("seed", range(6))
def test_models_of_all_shapes_come_back(seed: int):
    assert_comes_back(_model(a_map(seed)))


def test_maps_of_others_come_back(corpus_file: CorpusFile):
    compilation = compile_paths([corpus_file.path])
    if not _has_errors(compilation):
        assert_comes_back(compilation.model)


def test_every_production_of_the_grammar_comes_back():
    sound = 0
    for production in productions(tables.grammar_text(grammar_folder())):
        file, errors = parse(Source("<text>", production.text))
        model, findings = link([file])
        if any(finding.severity is Severity.ERROR for finding in (*errors, *findings)):
            ctxmap.write(model)
        else:
            sound += 1
            assert_comes_back(model)
    assert sound > 500


def test_every_keyword_can_be_a_name():
    """Of contexts, terms, types, attributes, operations, values; without `^` where it is read as a name anyway."""
    for keyword in sorted(automaton().keywords):
        if "-" in keyword or not keyword[0].isalpha() or keyword in MODIFIERS:
            continue  # a modifier of Java before a name is read as a slip
        k = f"^{keyword}"
        model = _model(f"""
            ContextMap {k} {{
                contains {k}, Other
                {k} [SK] <-> [SK] Other : {k} {{ sync {{ caller = {k} fallback = BACKUP_SERVICE {k} }} }}
                {k} -> Other
            }}
            BoundedContext {k} {{
                Term {k} "a word"
                Aggregate {k} {{
                    Entity Thing {{
                        aggregateRoot
                        {k} {k}
                        - {k} {k} opposite {k}
                        List<{k}> more
                        def {k} {k}({k} {k}) throws {k} : write [{k} -> {k}* X Open];
                        def void {k}();
                    }}
                    ValueObject {k} extends @{k} with {k} {{ {k} {k} key }}
                    Trait {k}
                    enum {k} {{ String {k}; {k}, Open, {k}("{k}") deprecated }}
                    Service {k} {{ inject {k} {k} {k}({k} {k}); {k}(); @{k} {k} publish @Done to {k}:{k}; }}
                    DomainEvent Done
                }}
                Application {k} {{
                    Coordination {k} {{ {k}; }}
                    Flow {k} {{ event Done triggers operation {k} X {k} }}
                    Transaction {k} {{ Step {k} compensatedBy {k} retriable }}
                }}
            }}
            BoundedContext Other
        """)
        assert len(model.contexts) == 2
        assert_comes_back(model)
        assert f"BoundedContext {keyword} {{" in ctxmap.write(model)


@given(st.text(), st.text(alphabet="\"\\\n\r\t\b{}/*'", min_size=1))
def test_every_text_comes_back(doc: str, meaning: str):
    term = Term(name="T", qualified_name="C::T", doc=doc, meaning=meaning, aliases=(doc, meaning))
    assert_comes_back(Model(name="", contexts=(BoundedContext(name="C", qualified_name="C", terms=(term,)),)))


@pytest.mark.parametrize(
    "path", [CHECKOUT / "samples/payment.cml", CHECKOUT / "tests/syntax/language.cml"], ids=lambda path: path.stem
)
def test_each_declaration_is_written_as_it_stands_in_its_model(path: Path):
    model = compile_paths([path]).model
    whole = _words(ctxmap.write(model))
    texts = [ctxmap.write(each) for each in _declarations(model)]
    assert len(texts) > 15
    for text in texts:
        assert not text.startswith(" ")
        assert text.endswith("\n")
        assert _words(text) in whole


def test_a_declaration_has_no_indentation_but_keeps_the_lines_of_its_texts():
    model = _model('BoundedContext C { Aggregate A { Entity E { "one\n    two" String a  int b } } }')
    thing = model.contexts[0].own_aggregates[0].objects[0]
    assert ctxmap.write(thing) == 'Entity E {\n    "one\n    two"\n    String a\n    int b\n}\n'


def test_what_cannot_be_written_is_an_error_that_says_why():
    for name in ("a b", "", "1st", "A { } BoundedContext B", "a-b", "A // b"):
        with pytest.raises(ValueError, match="is not a name"):
            ctxmap.write(BoundedContext(name=name, qualified_name=name))
    with pytest.raises(TypeError, match="`Reference` is not a declaration of its own"):
        ctxmap.write(Reference(name="A", target=None))


def test_what_is_written_is_formatted():
    text = ctxmap.write(compile_paths([CHECKOUT / "samples" / "payment.cml"]).model)
    assert formatted(Source("", text)) == (text, ())


def _declarations(thing: Model | Element) -> Iterator[Element]:
    """Everything with a declaration of its own."""
    for field in msgspec.structs.fields(thing):
        value: object = getattr(thing, field.name)
        for each in cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,):
            if isinstance(each, Element):
                if isinstance(each, Named | Relationship) and not isinstance(each, Operation):
                    yield each
                if not isinstance(each, Operation | Property | EnumValue | Elicitation):
                    yield from _declarations(each)


def _words(text: str) -> str:
    return " ".join(text.split())
