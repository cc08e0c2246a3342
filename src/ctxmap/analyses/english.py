"""What English says of a name: its words, and the forms of verbs that are common in business. It never guesses.

The verbs are a list, since no rule tells *cancel* from *panel*. Those whose past looks like the present (*put*, *set*,
*read*, *split*, *broadcast*) are known as verbs, and nothing is concluded from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

_VERBS = """
accept acknowledge activate add adjust allocate allow amend apply appoint approve archive arrive assess assign attach
authenticate authorize authorise begin bind calculate cancel choose classify close collect complete confirm
consolidate convert create deactivate decide delete deliver deny depart detach detect disable discard eject enable
encrypt enroll enter escalate evaluate examine exceed execute expire finish forget fulfil fulfill generate give grant
happen identify include inform insert install invalidate invite invoke join lose merge migrate modify notify obtain
occur pay perform prepare produce prolong promote propose provide publish qualify receive recommend reconcile refuse
register reject remind remove rename renew replace resend reserve resolve restore resume retain retire retry revoke
sell send settle ship shorten solve submit subscribe suspend tell terminate unblock unlock unpack unsubscribe validate
verify withdraw write
"""
_ACTS = """
buy change decline dispatch fail launch move open raise refund release return reverse start stop transfer update
upgrade upload void
"""
_THINGS = """
block build charge import issue leave lock log pack pick place process provision show sign store take
"""
_IRREGULAR = {
    "begin": "begun",
    "bind": "bound",
    "build": "built",
    "buy": "bought",
    "choose": "chosen",
    "forget": "forgotten",
    "give": "given",
    "leave": "left",
    "lose": "lost",
    "pay": "paid",
    "resend": "resent",
    "sell": "sold",
    "send": "sent",
    "show": "shown",
    "take": "taken",
    "tell": "told",
    "withdraw": "withdrawn",
    "write": "written",
}
_DOUBLED = frozenset({"cancel", "enroll", "fulfil", "log", "occur", "refer", "ship", "stop", "submit", "transfer"})
_OTHER_VERBS = """
abort accumulate align alter analyse analyze answer append arrange ask attend audit award back backup balance ban bid
bill book borrow bring broadcast call capture carry cart cast catch check claim clean clear clone combine commit compare
compensate compile compose compute configure connect consume contact contract copy correct count cover credit cut debit
declare decrease decrypt define demand deploy deposit deregister describe design detain determine dismiss display
distribute do double download draft draw drop duplicate earn edit emit employ end ensure erase estimate exchange exclude
exempt exercise explain export extend fetch file fill filter find finalize finalise fire fix flag flush follow forward
freeze gather get go group handle hide hire hit hold host increase increment index initialise initialize initiate
inspect insure interrupt introduce investigate invoice keep label lend let link list load locate make manage mark match
mail measure mention message monitor negotiate nominate note number offer onboard order override pause penalize
persist pin plan poll populate post postpone preview price print prioritize promise propagate prove pull purchase purge
push put query queue quit quote rate reach read reassign rebuild recalculate record recover redeem redirect reduce
refer refine refresh regenerate reimburse relate relocate rent reopen repair repeat reply report request require
reroute reschedule rescue reset resize respond rest result review reward roll rotate route run save scale scan schedule
score search seat select serve set share shift skip sort specify split sponsor stamp state stock stream substitute sum
supply swap switch sync synchronize synchronise tag terminate test throw trace track trade train translate transmit
transport treat trigger turn undo unfreeze unlink unpin use utilize view visit vote wait waive warn watch weigh welcome
win wire wrap
"""
_MORE_PAST = """
arisen awoken beaten become been bent bitten bled born borne bred broken brought burnt caught cast cost cut dealt done
drawn driven drunk dug eaten fallen fed fled flown fought frozen gone gotten grown heard held hidden hit hung hurt kept
known laid led lent let lit made meant met overdrawn overridden prepaid proven put quit read rebuilt redone redrawn
reset rewritten ridden risen run rung sat seen set shaken shed shot shrunk shut slept slid sold sought spent split
spoken spread spun stolen stood stuck struck sung sunk sworn swept swung taught thought thrown torn undone unpaid
understood undertaken upheld withheld woken won worn
"""
_NOT_PAST = frozenset(
    """
    bed bleed breed creed deed embed exceed feed greed heed need proceed red reed seed shed speed succeed weed
    """.split()  # noqa: SIM905 — a list of words reads best as text
)
"""Words that end in `ed` and are not the past of a verb."""
MOSTLY_NOUNS = frozenset(
    """
    account bill book cart claim contract copy credit debit document draft email file form invoice item label letter
    loan mail match message note offer order package parcel permit plan policy price process product project purchase
    query quote receipt record refund rent report request review room sample schedule score seat stock store supply
    table test ticket trade transfer trip visit vote wire
    """.split()  # noqa: SIM905 — a list of words reads best as text
)
"""Possible verbs that name a thing where they begin a name: `OrderShipped`, `MailSent`."""
_NOUNS = {
    "acceptance": "accept",
    "activation": "activate",
    "approval": "approve",
    "assignment": "assign",
    "authorisation": "authorise",
    "authorization": "authorize",
    "calculation": "calculate",
    "cancelation": "cancel",
    "cancellation": "cancel",
    "completion": "complete",
    "confirmation": "confirm",
    "creation": "create",
    "deactivation": "deactivate",
    "deletion": "delete",
    "fulfillment": "fulfill",
    "fulfilment": "fulfil",
    "modification": "modify",
    "placement": "place",
    "publication": "publish",
    "registration": "register",
    "rejection": "reject",
    "removal": "remove",
    "renewal": "renew",
    "submission": "submit",
    "termination": "terminate",
    "validation": "validate",
    "verification": "verify",
    "withdrawal": "withdraw",
}


def words(name: str) -> tuple[str, ...]:
    """`OrderCancelled` and `order_cancelled` as their words in small letters; () for a name in another script."""
    return tuple(word.lower() for word in _WORD.findall(name)) if name.isascii() else ()


def past(verb: str) -> str:
    """The past participle of a known verb."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1] if verb in _DOUBLED and not verb.endswith('ll') else ''}ed"


def singular(word: str) -> str:
    """A noun in small letters without the ending of its plural; a word without one as it is."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def is_past(word: str) -> bool:
    """Whether a word is a past participle, maybe among other things (*put*, *read*)."""
    is_regular = word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST
    return is_regular or word in VERB_OF_PAST or word in _PAST


def verb_of(participle: str) -> str:
    """The verb of a past participle: a known one, or what its spelling says; "" for any other irregular one."""
    others = (verb for verb in sorted(POSSIBLE_VERBS) if past(verb) == participle)
    known = VERB_OF_PAST.get(participle) or next(others, "")
    return known or (_without_ending(participle.removesuffix("ed")) if participle.endswith("ed") else "")


def _without_ending(stem: str) -> str:
    """`replenish` of `replenished`, `notify` of `notified`, `trim` of `trimmed`, `dissolve` of `dissolved`."""
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1:] == stem[-2:-1] and stem[-1] not in "lsz":
        return stem[:-1]
    return f"{stem}e" if stem[-1] in "cguvz" or stem.endswith(("at", "as", "os", "us")) else stem


def camel_case(parts: Sequence[str]) -> str:
    """Words as one name."""
    return "".join(part[:1].upper() + part[1:] for part in parts)


_PAST = frozenset(_MORE_PAST.split())
ONLY_VERBS = frozenset(_VERBS.split())
"""Base forms that are nothing but verbs."""
BASE_FORMS = ONLY_VERBS | frozenset(_ACTS.split())
"""Base forms that are verbs, or nouns for the act itself (*a change*), never for a thing (*a store*)."""
_WITH_PAST = BASE_FORMS | frozenset(_THINGS.split())
POSSIBLE_VERBS = _WITH_PAST | frozenset(_OTHER_VERBS.split())
"""Everything that may be an imperative at the beginning of a name."""
VERB_OF_PAST: Mapping[str, str] = {past(verb): verb for verb in sorted(_WITH_PAST)} | {"canceled": "cancel"}
"""The base form for each past participle."""
RARELY_NOUNS = ONLY_VERBS - {"grant", "invite", "reserve", "resume", "ship"} | {"update", "upload", "void"}
"""Base forms that are a verb wherever they stand in a name."""
VERB_OF_NOUN: Mapping[str, str] = _NOUNS
"""The base form for nouns that mean an action and nothing else."""
