"""`index.html`: the page above several models, with links to the page of each. It needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from ctxmap.backends.html.page import look
from ctxmap.documents.page import (
    Anchor,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Picture,
    Place,
    Strong,
    Table,
    Text,
    WebAddress,
    plain,
)
from ctxmap.drawing.theme import Theme

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'"
_STYLE = """\
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; background: var(--ground); color: var(--ink); }
table { border-collapse: collapse; }
th, td { padding: 0.4rem 0.8rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
a { color: var(--accent); }
img { max-width: 100%; }
"""


def as_page(blocks: Iterable[Block], theme: Theme) -> str:
    """The blocks as one document; the first of them is its title."""
    first, *others = blocks
    title = escape(plain(first.text) if isinstance(first, Heading) else "")
    body = "\n".join(map(_block, (first, *others)))
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{look(theme)}{_STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _element(f"h{block.level}", _line(block.text))
        case Paragraph():
            return _element("p", _line(block.text))
        case List():
            items = (_element("li", "".join(map(_block, item))) for item in block.items)
            return _element("ol" if block.is_numbered else "ul", "".join(items))
        case Table():
            head = _element("tr", "".join(_element("th", _line(cell)) for cell in block.headers))
            rows = [_element("tr", "".join(_element("td", _line(cell)) for cell in row)) for row in block.rows]
            return _element("table", "\n".join(("", head, *rows, "")))
        case Picture():
            return _element("p", _inline(block))
        case CodeBlock():
            return _element("pre", _element("code", escape(block.code)))


def _line(text: Text) -> str:
    return "".join(map(_inline, text))


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            written = escape(inline)
        case Code():
            written = _element("code", escape(inline.text))
        case Strong():
            written = _element("strong", _line(inline.text))
        case Emphasis():
            written = _element("em", _line(inline.text))
        case Link():
            written = f'<a href="{_address(inline.target)}">{_line(inline.text)}</a>'
        case Picture():
            address = _address(inline.place)
            written = f'<a href="{address}"><img src="{address}" alt="{escape(inline.shows)}"></a>'
        case Anchor():
            written = f'<a id="{escape(inline.name)}"></a>'
        case Break():
            written = "<br>"
    return written


def _address(target: Place | WebAddress) -> str:
    if isinstance(target, WebAddress):
        return escape(target.url)
    return quote(target.path) + (f"#{quote(target.anchor)}" if target.anchor else "")


def _element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"
