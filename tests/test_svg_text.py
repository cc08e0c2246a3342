"""How wide texts are, and where they break."""

from __future__ import annotations

import pytest

from ctxmap.drawing.text import Font, clean, width, wrap

EM = Font(1000)
BOLD = Font(1000, bold=True)


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("", EM, 0),
        ("Hello", EM, 722 + 556 + 222 + 222 + 556),
        ("Hello", BOLD, 722 + 556 + 278 + 278 + 611),
        ("é", EM, 556),
        ("e\N{COMBINING ACUTE ACCENT}", EM, 556),
        ("Übergröße", EM, 722 + 556 + 556 + 333 + 556 + 333 + 556 + 611 + 556),
        ("支付", EM, 2000),
        ("ｱﾊﾟｰﾄ", EM, 5 * 650),
        ("Жук", EM, 923 + 500 + 438),
        ("\N{ZERO WIDTH SPACE}", EM, 0),
    ],
)
def test_width(text: str, font: Font, expected: float):
    assert width(text, font) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("", 1000, ("",)),
        ("one two", 10_000, ("one two",)),
        ("  one \n two  ", 10_000, ("one two",)),
        ("one two three", 4000, ("one two", "three")),
        ("find, PaymentMethodChosen", 9000, ("find, Payment", "MethodChosen")),
        ("CustomerSelfService", 5500, ("Customer", "SelfService")),
        ("a RESTfulHTTPServer", 6000, ("a RESTful", "HTTPServer")),
        ("snake_case_name", 6000, ("snake_case_", "name")),
        ("supercalifragilisticexpialidocious", 5000, ("supercalifragilis", "ticexpialidocious")),
        ("支付网关与对账", 3000, ("支付", "网关", "与对账")),
        ("已支付, 已退款", 5000, ("已支付,", "已退款")),
        ("订单OrderPlaced事件", 6000, ("订单Order", "Placed事件")),
        ("支付完成。退款完成", 7000, ("支付完成。", "退款完成")),
        ("支付网，关", 3000, ("支付", "网，关")),
        ("S\N{NO-BREAK SPACE}4 7", 1500, ("S\N{NO-BREAK SPACE}4", "7")),
    ],
)
def test_wrap(text: str, limit: float, lines: tuple[str, ...]):
    assert wrap(text, EM, limit) == lines


def test_what_xml_forbids_is_replaced():
    assert clean("a\x00b\x1fc\ud800d\ufffee\n🎉") == "a�b�c�d�e\n🎉"
