"""Operations of services, resources, repositories and domain objects, and the clauses behind them."""

from __future__ import annotations

from typing import Any

import msgspec

from ctxmap.syntax.actions.values import end_of, is_list, start_of, string, word, words
from ctxmap.syntax.lex import Tokens
from ctxmap.syntax.tree import Name, Operation, Parameter, Setting, Transition, Type


class Access(msgspec.Struct):
    """`: write [A -> B]`."""

    word: Name
    transition: Transition | None


class PublishAndAccess(msgspec.Struct):
    """`publish to x : write`."""

    setting: Setting
    access: Access


class OperationEnd(msgspec.Struct):
    """What follows an operation's parentheses."""

    options: list[Setting]
    access: Access | None


def operation(t: Tokens, v: list[Any], end: int) -> Operation:
    modifiers = () if not isinstance(v[0], Setting) else (v[0],)
    return _operation(t, None, modifiers, v[len(modifiers) :], end)


def object_operation(t: Tokens, v: list[Any], end: int) -> Operation:
    modifiers: tuple[Setting, ...] = tuple(v[1]) if is_list(v[1]) else ()
    return _operation(t, word(t, v[0]), modifiers, v[2:] if modifiers else v[1:], end)


def misplaced_definition(t: Tokens, v: list[Any], _: int) -> Operation:
    t.misplaced.append(v[0])
    return v[1]


def _operation(t: Tokens, keyword: Name | None, modifiers: tuple[Setting, ...], v: list[Any], end: int) -> Operation:
    """`v`: a type or the token of `void`, the name, the parameters, and the end; only name and end are always there."""
    rest: OperationEnd = v[-1]
    parameters: tuple[Parameter, ...] = tuple(v[-2]) if is_list(v[-2]) else ()
    named = v[:-2] if is_list(v[-2]) else v[:-1]
    name = word(t, named[-1])
    returns: Type | None = named[0] if isinstance(named[0], Type) else None
    access = rest.access
    first = keyword or (modifiers[0] if modifiers else None) or returns
    return Operation(
        keyword,
        modifiers,
        returns,
        name,
        parameters,
        tuple(rest.options),
        access and access.word,
        access and access.transition,
        None,
        first.start if first else start_of(t, v[0]),
        t.ends[end - 1],
    )


def bff_operation(t: Tokens, v: list[Any], end: int) -> Operation:
    keyword = word(t, v[0])
    parts = v[1:]
    returns: Type | None = None
    name: Name | None = None
    parameters: tuple[Parameter, ...] = ()
    options: tuple[Setting, ...] = ()
    for part in parts:
        if isinstance(part, Type):
            returns = part
        elif isinstance(part, int):
            name = word(t, part)
        elif is_list(part) and not any(isinstance(each, Setting) for each in part):
            parameters = tuple(part)
        else:
            options = (*options, *part)
    assert name
    return Operation(keyword, (), returns, name, parameters, options, None, None, None, keyword.start, t.ends[end - 1])


def parameter(t: Tokens, v: list[Any], _: int) -> Parameter:
    name = word(t, v[1])
    return Parameter(v[0], name, None, v[0].start, name.end)


def documented_parameter(t: Tokens, v: list[Any], _: int) -> Parameter:
    doc, name = string(t, v[0]), word(t, v[2])
    return Parameter(v[1], name, doc, doc.start, name.end)


# ---- What follows the parentheses ----------------------------------------------------------------------------------


def operation_end(_: Tokens, v: list[Any], __: int) -> OperationEnd:
    options: list[Setting] = v[0]
    access: Access | None = None
    for part in v[1:-1]:
        if isinstance(part, Access):
            access = part
        elif isinstance(part, Setting):
            options.append(part)
        else:
            options.append(part.setting)
            access = part.access
    return OperationEnd(options, access)


def access(t: Tokens, v: list[Any], _: int) -> Access:
    return Access(word(t, v[1]), v[2] if len(v) == 3 else None)


def delegates_to(t: Tokens, v: list[Any], _: int) -> Setting:
    key = words(t, v[0], v[-2], "delegates to")
    return Setting(key, (v[-1],), False, key.start, v[-1].end)


def publish(t: Tokens, v: list[Any], _: int) -> Setting:
    return _publish(t, v[0], v[1] if isinstance(v[1], Name) else None, v[-1], None)


def publish_on_bus(t: Tokens, v: list[Any], _: int) -> Setting:
    return _publish(t, v[0], v[1] if isinstance(v[1], Name) else None, v[-4], word(t, v[-1]))


def publish_and_access(t: Tokens, v: list[Any], _: int) -> PublishAndAccess:
    setting = _publish(t, v[0], v[1] if isinstance(v[1], Name) else None, v[-2], None)
    return PublishAndAccess(setting, v[-1])


def _publish(t: Tokens, key: int, event: Name | None, channel: Name, bus: Name | None) -> Setting:
    keyword = word(t, key)
    return Setting(keyword, (event, channel, bus), False, keyword.start, (bus or channel).end)


def subscribe(t: Tokens, v: list[Any], _: int) -> Setting:
    key, channel = word(t, v[0]), v[2]
    return Setting(key, (channel,), False, key.start, channel.end)


def subscribe_on_bus(t: Tokens, v: list[Any], _: int) -> Setting:
    key, bus = word(t, v[0]), word(t, v[-1])
    return Setting(key, (v[2], bus), False, key.start, bus.end)


def channel(t: Tokens, v: list[Any], _: int) -> Name:
    return word(t, v[0])


def longer_channel(t: Tokens, v: list[Any], _: int) -> Name:
    return Name(f"{v[0].text}:{t.texts[v[2]]}", v[0].start, end_of(t, v[2]))


def inject(t: Tokens, v: list[Any], _: int) -> Setting:
    value = word(t, v[-1])
    key = words(t, v[0], v[0], "inject")
    return Setting(key, (value,), False, key.start, value.end)


def unmarshall_to(t: Tokens, v: list[Any], _: int) -> Setting:
    key, value = words(t, v[0], v[1], "unmarshall to"), word(t, v[-1])
    return Setting(key, (value,), False, key.start, value.end)


# ---- State transitions ---------------------------------------------------------------------------------------------


def creation(t: Tokens, v: list[Any], _: int) -> Transition:
    return _transition(t, [], v)


def transition(t: Tokens, v: list[Any], _: int) -> Transition:
    return _transition(t, v[1], v)


def _transition(t: Tokens, sources: list[Name], v: list[Any]) -> Transition:
    targets: list[tuple[Name, bool]] = v[-2]
    final = tuple(name for name, is_final in targets if is_final)
    return Transition(tuple(sources), tuple(name for name, _ in targets), final, start_of(t, v[0]), end_of(t, v[-1]))


def target(t: Tokens, v: list[Any], _: int) -> tuple[Name, bool]:
    return word(t, v[0]), False


def final_target(t: Tokens, v: list[Any], _: int) -> tuple[Name, bool]:
    return word(t, v[0]), True
