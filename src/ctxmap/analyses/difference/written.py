"""Elements without a name of their own, as the language writes them, or nearly so; or in one canonical form.

The canonical form leaves out what holds anyway, and writes numbers in one unit.
"""

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

_USUAL_OPTIONS = frozenset({"required", "!nullable", "changeable", "!key", "!gap", "!unique"})
"""Options of an attribute that change nothing: it is required, can be changed, and is no key unless it says so."""


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
    options = [_option(option, names) for option in given.options]
    if names.is_canonical:
        options = sorted(set(options) - _USUAL_OPTIONS)
    visibility = "" if names.is_canonical and given.visibility == "public" else given.visibility
    return _joined(visibility, _type(given.type, names), given.name, *options, _quoted(given.label))


def _parameter(given: Parameter, names: Names) -> str:
    return _joined(_type(given.type, names), given.name)


def _enum_value(value: EnumValue, _: Names) -> str:
    parameters = f"({', '.join(value.parameters)})" if value.parameters else ""
    deprecated = f"deprecated {value.removal}".rstrip() if value.is_deprecated else ""
    return _joined(f"{value.name}{parameters}", deprecated)


def _transition(given: StateTransition, names: Names) -> str:
    in_order = sorted if names.is_canonical else list[str]
    targets = " X ".join(in_order([f"{name}*" if name in given.final else name for name in given.targets]))
    return f"[{', '.join(in_order(given.sources))} -> {targets}]" if given.sources else f"[-> {targets}]"


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


def _duration(duration: Duration, names: Names) -> str:
    return f"{duration.seconds:.9g} s" if names.is_canonical else duration.text


def _percentage(percentage: Percentage, names: Names) -> str:
    return f"{percentage.value:.12g}%" if names.is_canonical else percentage.text


def _rate(rate: Rate, names: Names) -> str:
    return f"{rate.calls / rate.seconds:.9g}/s" if names.is_canonical else rate.text


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


WRITTEN: Mapping[type[Element], Callable[[Any, Names], str]] = {
    Channel: _channel,
    Duration: _duration,
    EnumValue: _enum_value,
    Fallback: _fallback,
    Feature: _feature,
    Option: _option,
    Parameter: _parameter,
    Percentage: _percentage,
    Property: _property,
    Rate: _rate,
    Quoted: lambda quoted, _: quoted.value,
    Reference: _reference,
    Role: lambda role, _: role.kind,
    StateTransition: _transition,
    TransactionStep: _transaction_step,
    Type: _type,
}
