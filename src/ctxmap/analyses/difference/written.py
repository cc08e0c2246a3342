"""Elements without a name of their own, as the language writes them, or nearly so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ctxmap.analyses.difference.names import Names
from ctxmap.model.elements import (
    Channel,
    Duration,
    Element,
    EnumValue,
    Fallback,
    Feature,
    Option,
    Parameter,
    Percentage,
    Property,
    Quoted,
    Rate,
    Reference,
    Role,
    StateTransition,
    TransactionStep,
    Type,
)


def _reference(reference: Reference, names: Names) -> str:
    return names.told(reference.target) if reference.target else reference.name


def _type(given: Type, names: Names) -> str:
    name = names.told(given.target) if given.target else given.name
    arguments = f"<{', '.join(_type(each, names) for each in given.arguments)}>" if given.arguments else ""
    return f"{'@' if given.is_reference else ''}{name}{arguments}"


def _option(option: Option, _: Names) -> str:
    value = "" if option.value is None else f" = {option.value}"
    return f"{'!' if option.negated else ''}{option.name}{value}"


def _property(given: Property, names: Names) -> str:
    options = (_option(option, names) for option in given.options)
    return _joined(given.visibility, _type(given.type, names), given.name, *options, _quoted(given.label))


def _parameter(given: Parameter, names: Names) -> str:
    return _joined(_type(given.type, names), given.name)


def _enum_value(value: EnumValue, _: Names) -> str:
    parameters = f"({', '.join(value.parameters)})" if value.parameters else ""
    deprecated = f"deprecated {value.removal}".rstrip() if value.is_deprecated else ""
    return _joined(f"{value.name}{parameters}", deprecated)


def _transition(given: StateTransition, _: Names) -> str:
    targets = " X ".join(f"{name}*" if name in given.final else name for name in given.targets)
    return f"[{', '.join(given.sources)} -> {targets}]" if given.sources else f"[-> {targets}]"


def _channel(channel: Channel, names: Names) -> str:
    event = f"@{_reference(channel.event, names)} to" if channel.event else ""
    return _joined(event, channel.name, channel.event_bus and f"eventBus = {channel.event_bus}")


def _transaction_step(step: TransactionStep, names: Names) -> str:
    undone = f"compensated by {_reference(step.compensated_by, names)}" if step.compensated_by else ""
    marks = ("pivot" if step.is_pivot else "", "retriable" if step.is_retriable else "")
    return _joined(_reference(step.operation, names), undone, *marks)


def _fallback(fallback: Fallback, names: Names) -> str:
    backup = _reference(fallback.backup, names) if fallback.backup else ""
    return _joined(fallback.kind, backup, _quoted(fallback.text))


def _feature(feature: Feature, _: Names) -> str:
    return _joined(feature.verb, feature.entity, ", ".join(feature.attributes), feature.container)


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


WRITTEN: Mapping[type[Element], Callable[[Any, Names], str]] = {
    Channel: _channel,
    Duration: lambda duration, _: duration.text,
    EnumValue: _enum_value,
    Fallback: _fallback,
    Feature: _feature,
    Option: _option,
    Parameter: _parameter,
    Percentage: lambda percentage, _: percentage.text,
    Property: _property,
    Rate: lambda rate, _: rate.text,
    Quoted: lambda quoted, _: quoted.value,
    Reference: _reference,
    Role: lambda role, _: role.kind,
    StateTransition: _transition,
    TransactionStep: _transaction_step,
    Type: _type,
}
