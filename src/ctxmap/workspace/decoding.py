"""Bytes → text and back. A map is UTF-8, with or without a byte order mark; UTF-16 is known by its mark."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ctxmap.findings.finding import Finding, Severity
from ctxmap.text.source import Source, Span

_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))


def decode(path: str, data: bytes) -> tuple[Source, tuple[Finding, ...]]:
    """The text of a file. Bytes that are not text become `\ufffd`, and the first of them is reported."""
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"
    data = data.removeprefix(BOM_UTF8)
    try:
        return Source(path, data.decode(encoding)), ()
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode(encoding, "replace"))
        name = encoding.upper()
        finding = Finding(
            Span(path, at, at + 1),
            f"not valid {name}: unexpected byte 0x{data[error.start]:02x}",
            hint="save the file as UTF-8",
            rule="syntax",
            severity=Severity.ERROR,
        )
        return Source(path, data.decode(encoding, "replace")), (finding,)


def encode(text: str, like: bytes) -> bytes:
    """The text in the encoding of other bytes, with a byte order mark if they have one."""
    for mark, encoding in _MARKS:
        if like.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()
