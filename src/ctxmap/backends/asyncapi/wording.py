"""What a document says of messages in words, and in `x-ctxmap`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from ctxmap import vocabulary
from ctxmap.analyses.contracts.messages import Delivery
from ctxmap.backends._contracts.emissions import operations_by_event
from ctxmap.backends._contracts.names import sentence
from ctxmap.backends._contracts.prose import first_sentence, listed, prose
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends.asyncapi.channels import Message
from ctxmap.backends.asyncapi.reactions import reactions
from ctxmap.model import index
from ctxmap.model.elements import Async, Model
from ctxmap.vocabulary import Ordering

_DELIVERY: Mapping[Literal["", vocabulary.Delivery], str] = {
    "AT_MOST_ONCE": "at most once, so a message may get lost",
    "AT_LEAST_ONCE": "at least once",
    "EXACTLY_ONCE": "exactly once",
}
_ORDERING: Mapping[Literal["", Ordering], str] = {
    "NONE": "Messages may come in any order.",
    "BY_KEY": "Messages of one key come in their order.",
    "BY_TIMESTAMP": "Of two messages about one aggregate, the later time counts.",
    "BY_VERSION": "Of two messages about one aggregate, the later version counts.",
}


def element(message: Message) -> str:
    """The qualified name of a message; its name, where nobody declares it."""
    return message.declaration.qualified_name if message.declaration else message.name


def title(message: Message) -> str:
    """What people call a message."""
    shown = message.declaration.display_name if message.declaration else ""
    return shown or sentence(message.name)


def summary(message: Message) -> str:
    """What the map says of a message, or what it is."""
    said = first_sentence(message.declaration.doc) if message.declaration else ""
    return said or (
        f"{title(message)}." if message.declaration else f"{title(message)}, which the map doesn't declare."
    )


def sending(model: Model, message: Message, sent: Sequence[Delivery]) -> str:
    """What the sender promises, consumer by consumer: each may rely on something else."""
    raised = operations_by_event(model).get(element(message), ())
    each_one = [f"To {_name(model, each.receiver)}: {_terms(each.terms)}" for each in sent if each.receiver]
    return prose(
        _itemised(each_one) or "The map names no consumer.",
        f"Raised by {listed(f'`{each}`' for each in raised)}." if raised else "",
    )


def told(model: Model, message: Message, sent: Sequence[Delivery]) -> str:
    """Whom a message is for, as a line."""
    receivers = dict.fromkeys(_name(model, each.receiver) for each in sent if each.receiver)
    verb = "Tells" if message.is_event else "Asks"
    return f"{verb} {listed(receivers)}." if receivers else summary(message)


def receiving(model: Model, message: Message, received: Sequence[Delivery]) -> str:
    """What each sender promises, and what the message leads to."""
    led_to = _reactions(model, received[0], element(message))
    each_one = [f"From {_name(model, each.sender)}: {_terms(each.terms)}" for each in received]
    return prose(
        _itemised(list(dict.fromkeys(each_one))),
        f"Leads to {listed(f'`{each}`' for each in led_to)}." if led_to else "",
    )


def delivery_facts(model: Model, delivery: Delivery, message: str) -> dict[str, Any]:
    """The terms on which a message travels, for `x-ctxmap`."""
    terms = delivery.terms
    return trimmed(
        {
            "delivery": terms.delivery,
            "outbox": terms.has_outbox or None,
            "ordering": terms.ordering,
            "idempotent": (terms.is_idempotent or bool(terms.idempotent_by)) or None,
            "idempotentBy": [each.name for each in terms.idempotent_by],
            "reactions": list(_reactions(model, delivery, message)),
        }
    )


def _terms(terms: Async) -> str:
    """The terms of one consumer, as sentences."""
    promise = _DELIVERY.get(terms.delivery, "the map doesn't say how often")
    if terms.has_outbox:
        promise += ", stored with the change that it tells of, and sent again until it is taken"
    by = f" by {listed(f'`{each.name}`' for each in terms.idempotent_by)}" if terms.idempotent_by else ""
    is_harmless = terms.is_idempotent or bool(by)
    repeats = f" A repeat is recognised{by} and does no harm." if is_harmless else ""
    order = f" {_ORDERING[terms.ordering]}" if terms.ordering else ""
    return f"{promise}.{repeats}{order}"


def _itemised(lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def _reactions(model: Model, delivery: Delivery, message: str) -> tuple[str, ...]:
    return reactions(model).get((delivery.receiver, message), ())


def _name(model: Model, context: str) -> str:
    known = index.contexts(model).get(context)
    return known.title if known else context
