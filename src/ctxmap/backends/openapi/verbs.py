"""What the name of an operation says: its verb, in English or Chinese, and the rest of it.

Used by the table of methods in `endpoints`. A name that begins with no known verb is nothing but rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from ctxmap.backends._contracts.names import key, plural
from ctxmap.backends._contracts.primitives import NOTHING
from ctxmap.model.elements import Operation
from ctxmap.model.names import kebab_case

Kind = Literal["", "create", "read", "ask", "update", "delete"]

_ENGLISH: dict[str, Kind] = {
    **dict.fromkeys(("create", "register", "place", "open", "add"), "create"),
    **dict.fromkeys(
        ("get", "find", "list", "read", "query", "fetch", "load", "lookup", "retrieve", "show", "view"), "read"
    ),
    **dict.fromkeys(("search", "count", "is", "has", "are", "can", "exists"), "ask"),
    **dict.fromkeys(("update", "change", "set"), "update"),
    **dict.fromkeys(("delete", "remove", "discard"), "delete"),
}
_CHINESE: dict[str, Kind] = {
    **dict.fromkeys(("创建", "新建", "建立", "注册", "登记", "下", "开立", "打开", "新增", "添加", "加入"), "create"),
    **dict.fromkeys(("查询", "查找", "查看", "获取", "取得", "列出", "读取", "浏览"), "read"),
    **dict.fromkeys(("搜索", "检索", "统计", "计数", "是否"), "ask"),
    **dict.fromkeys(("更新", "修改", "变更", "更改", "设置", "设定"), "update"),
    **dict.fromkeys(("删除", "移除", "丢弃"), "delete"),
}
_ALL = ("all", "one")
_ALL_CHINESE = ("所有", "全部")
_LINKS = ("by", "of", "for")


class Said(msgspec.Struct, frozen=True):
    """What kind of action a name states ("" for none of these), and the segment of a path for the rest of the name."""

    kind: Kind
    rest: str


def said(name: str, things: Sequence[str], keys: Iterable[str]) -> Said:
    """Takes a name apart. `things` are the names of the root and its aggregate, `keys` those of the root's key."""
    if name.isascii():
        return _in_english(kebab_case(name).split("-"), things, keys)
    return _in_chinese(name, things, keys)


def is_read(operation: Operation) -> bool:
    """Whether an operation changes nothing: it says so, or has the name of a read and gives something back."""
    if operation.access:
        return operation.access == "READ_ONLY"
    gives = operation.returns is not None and operation.returns.name not in NOTHING
    return gives and not operation.transition and said(operation.name, (), ()).kind in ("read", "ask")


def _in_english(words: list[str], things: Sequence[str], keys: Iterable[str]) -> Said:
    kind = _ENGLISH.get(words[0], "")
    rest = words[1:] if kind else words
    for thing in things:
        slug = kebab_case(thing)
        rest = _without(_without(rest, plural(thing).split("-")), slug.split("-"))
    rest = [word for word in rest if word not in _ALL]
    for each in ("id", *keys):
        for link in _LINKS:
            rest = _without(rest, [link, *kebab_case(each).split("-")])
    rest = [] if rest in (["by"], ["id"]) else rest
    if rest and rest[-1] in _LINKS:
        rest = words
    return Said(kind, key("-".join(rest)) if rest else "")


def _in_chinese(name: str, things: Sequence[str], keys: Iterable[str]) -> Said:
    verbs = sorted(_CHINESE, key=len, reverse=True)
    first = next((verb for verb in verbs if name.startswith(verb)), "")
    last = "" if first else next((verb for verb in verbs if len(verb) > 1 and name.endswith(verb)), "")
    rest = name.removeprefix(first).removesuffix(last)
    for thing in (*_ALL_CHINESE, *(f"{link}{each}" for each in keys for link in "按依")):
        rest = rest.replace(thing, "", 1)
    for thing in things:
        rest = rest.removeprefix(thing) if rest != f"按{thing}" else rest
    return Said(_CHINESE.get(first or last, ""), key(kebab_case(rest)) if rest else "")


def _without(words: list[str], part: list[str]) -> list[str]:
    """The words without the first place where `part` stands."""
    for start in range(len(words) - len(part) + 1):
        if words[start : start + len(part)] == part:
            return words[:start] + words[start + len(part) :]
    return words
