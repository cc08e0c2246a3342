"""Generates realistic workspaces of any size from a seed, the same on every machine.

A workspace is a landscape of business areas. Each area has a file: a domain, a team, a backend for a frontend, the
frontend, an external system, and contexts with aggregates, entities, services, events, commands, flows, policies and
terms. `landscape.cml` imports them all and holds the context map: calls and messages go from later contexts to
earlier ones, so that there are no cycles. One call in ten has no fallback, so that there are findings.
A context takes about a hundred lines.

Knows the language, but not the compiler.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import msgspec

CONTEXTS_AN_AREA = 20
SPECIAL_CONTEXTS = 4
"""Of an area's contexts: its team, its backend for the frontend, its frontend, and the external system."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


AREAS = _words("""
    Retail Wholesale Travel Health Motor Home Life Energy Freight Media Leisure Farming Mining Banking Lending Leasing
    Tax Payroll Customs Housing Education Research Sports Music Film Fashion Food Wine Grain Timber Steel Glass Paper
    Water Waste Solar Wind Rail Air Sea Road Space Post Telecom Cable Radio Print Games Books Art
""")
CAPABILITIES = _words("""
    Ordering Billing Pricing Shipping Sourcing Planning Booking Claims Policies Contracts Campaigns Loyalty Catalog
    Inventory Returns Accounts Ledger Disputes Scoring Matching Routing Dispatch Quality Audit
""")
THINGS = _words("""
    Order Invoice Quote Parcel Supplier Forecast Booking Claim Policy Contract Campaign Reward Article Stock Return
    Account Posting Dispute Score Match Route Vehicle Sample Finding Tariff Shift Ticket Voucher Meter Site Lot Batch
    Permit Licence Course Grant Lease Plan Budget Offer Bid Tender Crew Gauge Depot Berth Slot Fare Zone Visit
""")
QUALITIES = _words("""
    amount reason remark colour weight height width length origin purpose priority region season channel language
    currency discount premium quantity capacity duration deadline margin rating address contact reference category
    condition packaging temperature humidity voltage frequency distance speed risk exposure coverage
""")
TYPES = _words("String int long double boolean Date DateTime BigDecimal")


class Context(msgspec.Struct, frozen=True):
    """A domain context of the landscape: its name, its area, and the names of its aggregates."""

    name: str
    area: str
    first: str
    second: str


def landscape(contexts: int, seed: int = 1) -> dict[str, str]:
    """A workspace of about so many contexts: file name → text; `landscape.cml` imports the others."""
    random = Random(seed)
    areas = [_area_name(number) for number in range(max(1, contexts // CONTEXTS_AN_AREA))]
    members = {area: _contexts_of(area, contexts // len(areas) - SPECIAL_CONTEXTS, random) for area in areas}
    files = {f"{area.lower()}.cml": _area(area, members[area], random) for area in areas}
    return {"landscape.cml": _map(members, random), **files}


def write(workspace: Mapping[str, str], folder: Path) -> int:
    """Write a workspace into a folder; the number of its lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in workspace.items():
        (folder / name).write_text(text, "utf-8")
    return sum(text.count("\n") for text in workspace.values())


def _area_name(number: int) -> str:
    turn, place = divmod(number, len(AREAS))
    return f"{AREAS[place]}{turn or ''}"


def _contexts_of(area: str, count: int, random: Random) -> list[Context]:
    names = [f"{area}{CAPABILITIES[i % len(CAPABILITIES)]}{i // len(CAPABILITIES) or ''}" for i in range(count)]
    return [Context(name, area, *random.sample(THINGS, 2)) for name in names]


# ---------------------------------------------------------------------------------------------------------------
# The map
# ---------------------------------------------------------------------------------------------------------------


def _map(members: Mapping[str, Sequence[Context]], random: Random) -> str:
    imports = "".join(f'import "./{area.lower()}.cml"\n' for area in members)
    contained = "".join(_contains(area, contexts) for area, contexts in members.items())
    related = "".join(_relationships(members, random))
    return f"""{imports}
ContextMap Landscape {{
    type = SYSTEM_LANDSCAPE
    state = AS_IS
{contained}{related}}}
"""


def _contains(area: str, contexts: Sequence[Context]) -> str:
    names = [*(context.name for context in contexts), f"{area}Bff", f"{area}App", f"{area}Partner"]
    return f"    contains {', '.join(names)}\n"


def _relationships(members: Mapping[str, Sequence[Context]], random: Random) -> Iterator[str]:
    earlier: list[Context] = []
    for area, contexts in members.items():
        yield _channel(area, contexts[0])
        for context in contexts:
            if earlier:
                near = earlier[-30:]
                yield _call(random.choice(near), context.name, careful=random.random() < 0.9)
                yield _message(context, random.choice(near).name)
            earlier.append(context)


def _channel(area: str, served: Context) -> str:
    return f"""
    {area}Bff [U,OHS] -> [D,CF] {area}App {{
        sync
    }}

    {area}Partner [U,OHS,PL] -> [D,ACL] {served.name} : {area}Clearing {{
        implementationTechnology = "HTTPS"
        sync {{
            operations = clear
            timeout = "5 s"
        }}
    }}
{_call(served, f"{area}Bff")}"""


def _call(called: Context, caller: str, *, careful: bool = True) -> str:
    fallback = """
            fallback = DEFAULT_VALUE "what was known last is shown, and marked as such"
            circuitBreaker"""
    return f"""
    {called.name} [U,OHS,PL] -> [D,ACL] {caller} {{
        implementationTechnology = "RESTful HTTP"
        exposedAggregates = {called.first}
        sync {{
            operations = find{called.first}
            timeout = "2 s"{fallback if careful else ""}
        }}
    }}
"""


def _message(sender: Context, receiver: str) -> str:
    return f"""
    {sender.name} [U,PL] -> [D] {receiver} {{
        async {{
            events = {sender.first}Placed
            topic = "{sender.name.lower()}.v1"
            delivery = AT_LEAST_ONCE
            outbox
            idempotent by number
            ordering = BY_VERSION
        }}
    }}
"""


# ---------------------------------------------------------------------------------------------------------------
# An area and its contexts
# ---------------------------------------------------------------------------------------------------------------


def _area(area: str, contexts: Sequence[Context], random: Random) -> str:
    parts = "".join(_subdomain(area, kind) for kind in ("CORE_DOMAIN", "SUPPORTING_DOMAIN", "GENERIC_SUBDOMAIN"))
    return f"""/* Everything that belongs to {area.lower()}. */
Domain {area} {{
{parts}}}

BoundedContext {area}Team realizes {", ".join(context.name for context in contexts)} {{
    type = TEAM
}}

BoundedContext {area}Bff {{ type = BFF  channel = "{area.lower()}" }}
BoundedContext {area}App {{ type = FRONTEND  channel = "{area.lower()}" }}
BoundedContext {area}Partner {{
    type = EXTERNAL
    Aggregate {area}Clearing {{
        Service {area}ClearingService {{
            void clear(String number);
        }}
    }}
}}
{"".join(_context(context, random) for context in contexts)}"""


def _subdomain(area: str, kind: str) -> str:
    return f"""    Subdomain {area}{kind.partition("_")[0].title()} {{
        type = {kind}
        domainVisionStatement = "What {area.lower()} lives by."
    }}
"""


def _context(context: Context, random: Random) -> str:
    first, second = context.first, context.second
    return f"""
"{context.name} keeps every {first.lower()} and what became of it"
BoundedContext {context.name} implements {context.area}{random.choice(("Core", "Supporting", "Generic"))} {{
    type = SYSTEM
    domainVisionStatement = "One place where a {first.lower()} is looked after, from start to end."
    responsibilities = "keeps {first.lower()} and {second.lower()}", "says what happened to them"
    database = "{context.name.lower()}-db"
    availability = "99.9%"
    Term {first} "what a customer asks {context.name} for"
    Term {second} "what comes with it"
{_aggregate(first, context.area, random)}{_aggregate(second, context.area, random)}
    Application {{
        Flow {context.name}Flow {{
            command Place{first} delegates to {first} [-> OPEN] emits event {first}Placed
            event {first}Placed triggers command Confirm{first} + Place{second}
            command Confirm{first} delegates to {first} [OPEN -> CONFIRMED X CLOSED*]
                emits event {first}Confirmed
        }}
        Policy {second}Follows {{
            on = {first}Confirmed
            issues = Place{second}
        }}
    }}
}}
"""


def _aggregate(thing: str, area: str, random: Random) -> str:
    attributes = "".join(f"            {random.choice(TYPES)} {quality}\n" for quality in random.sample(QUALITIES, 6))
    return f"""
    Aggregate {thing} {{
        owner = {area}Team
        Entity {thing} {{
            aggregateRoot
            - {thing}Number number
            - {thing}State state
{attributes}            - List<{thing}Line> lines
        }}
        Entity {thing}Line {{
            int position
            {random.choice(TYPES)} {random.choice(QUALITIES)}
        }}
        ValueObject {thing}Number {{ String value key }}
        enum {thing}State {{
            aggregateLifecycle
            OPEN, CONFIRMED, CLOSED
        }}
        Command Place{thing} {{ - {thing}Number number }}
        Command Confirm{thing} {{ - {thing}Number number }}
        DomainEvent {thing}Placed {{
            - {thing}Number number
            long version
        }}
        DomainEvent {thing}Confirmed {{
            - {thing}Number number
            long version
        }}
        Service {thing}Service {{
            @{thing} find{thing}(@{thing}Number number) : read-only;
            void place{thing}(@Place{thing} command) : write [-> OPEN];
            void confirm{thing}(@Confirm{thing} command) : write [OPEN -> CONFIRMED X CLOSED*];
        }}
    }}
"""
