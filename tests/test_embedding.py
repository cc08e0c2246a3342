"""Maps in documents: what a fence makes of them. `.ci/try-documents` builds documents with the real programs."""

from __future__ import annotations

import base64
import logging
import re
from pathlib import Path
from typing import Any

import pytest

import ctxmap
from ctxmap.embedding import embed, embed_file
from ctxmap.embedding.markdown import fence, validator

MAP = """ContextMap Shop {
    contains Cart, Payment

    Payment -> Cart
}
BoundedContext Cart { domainVisionStatement = "\\"a\\" <b>" }
BoundedContext Payment { Aggregate Payment { DomainEvent Paid } }
"""
LOG = "mkdocs.plugins.ctxmap"


def _fenced(text: str, **options: str) -> str:
    return fence(text, "ctxmap", "ctxmap", dict(options), None, classes=[], id_value="", attrs={})


def _images(page: str) -> list[str]:
    return [base64.b64decode(data).decode() for data in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)]


def test_a_fence_is_the_diagram_that_is_built(caplog: pytest.LogCaptureFixture) -> None:
    built = ctxmap.build(ctxmap.compile_text(MAP), "svg")
    assert _images(_fenced(MAP)) == [built["maps/shop.svg"]]
    assert _images(_fenced(MAP, diagram="contexts/payment")) == [built["contexts/payment.svg"]]
    assert "\n" not in _fenced(MAP), "a blank line would end the block of HTML"
    assert 'alt="Shop: 2 contexts, 1 relationship"' in _fenced(MAP)
    assert not caplog.records


def test_a_fence_draws_a_file_with_its_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.cml").write_text(MAP)
    (tmp_path / "ctxmap.toml").write_text('diagrams.language = "zh"\nplugins = ["not_installed"]\n')
    monkeypatch.chdir(tmp_path)
    [drawn] = _images(_fenced("", file="maps/shop.cml"))
    assert "个" in drawn
    assert _images(_fenced(MAP)) == [drawn], "the configuration of the folder where the tool runs"


@pytest.mark.parametrize(
    ("text", "options", "problem"),
    [
        (MAP.replace("-> Cart", "-> Kart"), {}, "no context is named &quot;Kart&quot;"),
        (MAP, {"diagram": "contexts/paymnt"}, "did you mean &quot;contexts/payment&quot;?"),
        ("", {}, "there is nothing to draw"),
        ("", {"file": "nowhere.cml"}, "nowhere.cml"),
    ],
)
def test_a_mistake_is_shown_and_fails_a_strict_build(
    text: str, options: dict[str, str], problem: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, LOG):
        page = _fenced(text, **options)
    assert problem in page
    assert [record.name for record in caplog.records] == [LOG]


def test_a_weak_design_is_no_problem_of_the_document(caplog: pytest.LogCaptureFixture) -> None:
    page = _fenced(MAP.replace("Payment -> Cart", "Payment [U,ACL] -> [D] Cart"))
    assert _images(page)
    assert not caplog.records


def test_a_misspelled_option_is_refused() -> None:
    options: dict[str, Any] = {}
    attributes: dict[str, Any] = {}
    assert validator("ctxmap", {"diagram": "views/a", "file": "b"}, options, attributes, None)
    assert options == {"diagram": "views/a", "file": "b"}
    assert not validator("ctxmap", {"digram": "views/a"}, {}, {}, None)


def test_a_file_is_drawn_like_its_text(tmp_path: Path) -> None:
    file = tmp_path / "a.cml"
    file.write_text(MAP)
    assert embed_file(str(file)) == embed(MAP, str(tmp_path / "b.cml"))
