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
    "AT_MOST_ONCE": "Delivered at most once: it may get lost.",
    "AT_LEAST_ONCE": "Delivered at least once: it may come again.",
    "EXACTLY_ONCE": "Delivered exactly once.",
}
_ORDERING: Mapping[Literal["", Ordering], str] = {
    "NONE": "The order of messages means nothing.",
    "BY_KEY": "Messages of one key come in their order.",
    "BY_TIMESTAMP": "Order is told by time.",
    "BY_VERSION": "Order is told by version.",
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
    """Who receives what is sent, and what the sender promises."""
    receivers = dict.fromkeys(_name(model, each.receiver) for each in sent if each.receiver)
    raised = operations_by_event(model).get(element(message), ())
    return prose(
        f"Received by {listed(receivers)}." if receivers else "The map names nobody who receives it.",
        f"Raised by {listed(f'`{each}`' for each in raised)}." if raised else "",
        " ".join(dict.fromkeys(promise for each in sent for promise in _promises(each.terms))),
    )


def receiving(model: Model, message: Message, received: Sequence[Delivery]) -> str:
    """Who sends what is received, what it leads to, and what the receiver has to cope with."""
    senders = dict.fromkeys(_name(model, each.sender) for each in received)
    led_to = _reactions(model, received[0], element(message))
    return prose(
        f"Sent by {listed(senders)}.",
        f"Leads to {listed(f'`{each}`' for each in led_to)}." if led_to else "",
        " ".join(dict.fromkeys(term for each in received for term in (*_promises(each.terms), *_copes(each.terms)))),
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


def _promises(terms: Async) -> list[str]:
    outbox = "Stored with the change that it tells of, and sent again until it is taken." if terms.has_outbox else ""
    return [promise for promise in (_DELIVERY.get(terms.delivery, ""), outbox) if promise]


def _copes(terms: Async) -> list[str]:
    told_by = listed(f"`{each.name}`" for each in terms.idempotent_by) if terms.idempotent_by else ""
    repeats = f"What comes again is told by {told_by}, and does no harm." if told_by else ""
    harmless = "What comes again does no harm." if terms.is_idempotent and not told_by else ""
    return [term for term in (repeats, harmless, _ORDERING.get(terms.ordering, "")) if term]


def _reactions(model: Model, delivery: Delivery, message: str) -> tuple[str, ...]:
    return reactions(model).get((delivery.receiver, message), ())


def _name(model: Model, context: str) -> str:
    known = index.contexts(model).get(context)
    return known.title if known else context
