"""The YAML of the API documents: what is read back is what was written, by whichever version of YAML."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ctxmap.backends._contracts import yaml as contracts_yaml
from ctxmap.backends._contracts.yaml import to_yaml

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
leaves = st.none() | st.booleans() | st.integers() | texts
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
documents = st.dictionaries(
    names, st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3))
)


@given(documents)
def test_what_is_written_is_read_back(document: dict[str, object]):
    assert yaml.safe_load(to_yaml(document, "A comment.\nOf two lines.")) == (document or {})


@given(documents)
def test_the_library_gives_the_same_bytes_without_its_c_part(document: dict[str, object]):
    fast = to_yaml(document, "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contracts_yaml, "_Emitter", yaml.Dumper)
        assert to_yaml(document, "") == fast


WORDS = ["", "null", "Yes", "off", "y", "1", "010", "0o17", "0x1F", "1e3", "1.5", ".5", "1:30", "2024-01-31", "~", "<<"]


@pytest.mark.parametrize("word", WORDS)
def test_text_that_looks_like_something_else_is_quoted(word: str):
    assert re.fullmatch(r"a: '.*'\n", to_yaml({"a": word}, ""))


def test_text_that_looks_like_nothing_else_is_not_quoted():
    assert (
        to_yaml({"openapi": "3.1.2", "version": "0.0.0", "name": "2 s"}, "")
        == "openapi: 3.1.2\nversion: 0.0.0\nname: 2 s\n"
    )


def test_half_a_character_is_no_reason_to_fail():
    assert to_yaml({"a": "x\ud800"}, "") == "a: x?\n"
