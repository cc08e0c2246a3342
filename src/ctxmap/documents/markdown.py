"""Markdown as text: headings, tables, links, and what keeps a model's words from being more than words.

It knows nothing of models. `words` makes plain text of anything; everything else here takes text that is Markdown
already. What it writes means the same in CommonMark, GitHub's Markdown and Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_MARKUP = re.compile(r"[\\`*_\[\]{}~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(\d*)([#>]|[.)+:=-](?=[\s=-]|$))")
_CLOSING = re.compile(r"(?<=\s)#")
_BLANKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_NO_CODE = re.compile(r"[`\\|]")
_SAFE_IN_URL = "/:?#@!$&'*+,;=%-._~"


def words(text: str) -> str:
    """Any text on one line, such that no part of it is taken for Markdown or HTML."""
    return text if text.isalnum() else _AT_START.sub(r"\1\\\2", _harmless(text).strip())


def prose(text: str) -> str:
    """What ctxmap says of a map: names of the language stand between backticks, and stay code; the rest is words."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return words(text)
    return "".join(code(part) if i % 2 else _harmless(part) for i, part in enumerate(parts))


def code(text: str) -> str:
    """A name as code; as plain words, where a code span couldn't hold it in every place."""
    text = _BLANKS.sub(" ", text).strip()
    return words(text) if not text or _NO_CODE.search(text) else f"`{text}`"


def link(markdown: str, target: str) -> str:
    """A link to a place of our own: a relative path whose parts are safe names, or an anchor."""
    return f"[{markdown}]({target})"


def picture(shows: str, target: str) -> str:
    """A picture of our own, and what it shows, in plain words."""
    return f"![{words(shows)}]({target})"


def web_link(url: str) -> str:
    """A link to a web page or mail address; as plain words, if it is anything else."""
    url = _BLANKS.sub(" ", url).strip()
    if not url.startswith(("https://", "http://", "mailto:")):
        return words(url)
    return link(words(url), quote(url, safe=_SAFE_IN_URL))


def anchor(name: str) -> str:
    """A place that links can point at, whatever becomes of the words around it."""
    return f'<a id="{name}"></a>'


def paragraphs(text: str) -> Sequence[str]:
    """A longer text; an empty line in it begins a new paragraph."""
    return [words(paragraph) for paragraph in re.split(r"\r?\n[^\S\n]*\r?\n", text) if paragraph.strip()]


def bullets(items: Iterable[str]) -> str:
    """A list; "" of nothing."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[str]) -> str:
    """A numbered list; "" of nothing."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table without the columns that would be empty; "" if there are no rows."""
    filled = list(rows)
    columns = [i for i in range(len(headers)) if any(row[i] for row in filled)]
    if not columns:
        return ""
    lines = [[headers[i] for i in columns], ["---"] * len(columns)]
    lines += [[row[i].replace("|", r"\|") for i in columns] for row in filled]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def section(level: int, title: str, blocks: Iterable[str]) -> Sequence[str]:
    """A heading and what stands below it; nothing at all, where nothing does."""
    filled = [block for block in blocks if block]
    return [f"{'#' * level} {title}", *filled] if filled else []


def document(blocks: Iterable[str]) -> str:
    """The blocks with an empty line between them and a line end behind the last."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def sentence(text: str) -> str:
    """Its first letter a capital; the rest as it is."""
    return text[:1].upper() + text[1:]


def _harmless(text: str) -> str:
    text = _MARKUP.sub(r"\\\g<0>", _BLANKS.sub(" ", text))
    return _CLOSING.sub(r"\#", _ENTITY.sub("&amp;", text).replace("<", "&lt;"))
