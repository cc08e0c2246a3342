"""What the pictures beside the map show: the right things, rightly joined, and only where there is something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ctxmap import compile_text
from ctxmap.drawing.diagram import Diagram
from ctxmap.drawing.grid import GridDiagram
from ctxmap.drawing.sequence import SequenceDiagram
from ctxmap.pictures.kinds import pictures
from ctxmap.pictures.scene import scene_of

SHOP = """
ContextMap Shop {
    contains Web, Cart, Order, Gateway
    Cart [U] -> [D] Web { sync { operations = show } }
    Order [U] -> [D] Cart { sync { operations = place  timeout = "1 s" } }
    Gateway [U] -> [D] Order { sync { fallback = RETRY_ASYNC } }
    Cart [U] -> [D] Order { async { events = CheckedOut } }
}
Domain Trade { Subdomain Buying { type = CORE_DOMAIN } Subdomain Mailing { type = GENERIC_SUBDOMAIN } }
BoundedContext Web { type = FRONTEND }
BoundedContext Cart implements Buying {
    availability = "99.9%" promises = "99%" database = "carts"
    decomposition = PER_AGGREGATE
    Aggregate Cart {
        Entity Cart { aggregateRoot - CartId cartId - List<Line> lines }
        Entity Line { - OrderId order }
        ValueObject CartId
        DomainEvent CheckedOut { - CartId cartId }
        Service Carts { void show(); }
    }
    Aggregate Price
}
BoundedContext Order implements Buying {
    availability = "99.5%"
    Aggregate Order {
        Entity Order { aggregateRoot
            def void place() : write [-> NEW];
            def void ship() : write [NEW -> SHIPPED*];
            def void cancel() : write [NEW, SHIPPED -> CANCELLED*];
        }
        ValueObject OrderId
        enum State { aggregateLifecycle NEW, SHIPPED, CANCELLED }
        Command PlaceOrder
        DomainEvent Placed
        DomainEvent Refused
        Service Orders { void place(); }
        Policy PlaceIt { on = CheckedOut issues = PlaceOrder }
        Hotspot Twice "what if it comes twice?" { on = CheckedOut }
        ReadModel History { from = Placed }
    }
    Application {
        Flow Ordering {
            event CheckedOut triggers command PlaceOrder
            command PlaceOrder [initiated by "clerk"] delegates to Order [NEW -> NEW] emits event Placed X Refused
        }
        Coordination ShowAndPlace { Cart::Carts::show; Order::Orders::place; }
    }
}
BoundedContext Gateway { type = EXTERNAL }
BoundedContext Team realizes Cart { type = TEAM }
"""


def large(contexts: int) -> str:
    """A map of so many contexts in a row, dealt out to three subdomains but for the last, which stands alone."""
    arrows = "\n".join(f"C{i} -> C{i + 1}" for i in range(contexts - 1))
    homes = [f"implements S{i % 3}" for i in range(contexts - 1)] + [""]
    declared = "\n".join(f"BoundedContext C{i} {home}" for i, home in enumerate(homes))
    return f"ContextMap M {{ {arrows} }} {declared} Domain D {{ Subdomain S0 Subdomain S1 Subdomain S2 }}"


def paths(text: str) -> list[str]:
    return [each.path for each in pictures(scene_of(compile_text(text).model)) if each.path != "domains"]


def picture(path: str, text: str = SHOP) -> Diagram:
    (found,) = (each.diagram for each in pictures(scene_of(compile_text(text).model)) if each.path == path)
    assert isinstance(found, Diagram)
    return found


def sequence(path: str) -> list[str]:
    (found,) = (each.diagram for each in pictures(scene_of(compile_text(SHOP).model)) if each.path == path)
    assert isinstance(found, SequenceDiagram)
    titles = {card.id: card.title for card in found.cards}
    return [" ".join((f"{titles[m.tail]} -> {titles[m.head]}: {m.text}", *m.notes)) for m in found.messages]


def lines(diagram: Diagram) -> list[str]:
    titles = {card.id: card.title for card in diagram.cards}
    return [
        f"{titles[each.tail]} {'--' if each.equal else '->'} {titles[each.head]}"
        + (f": {', '.join(note.text for note in each.notes)}" if each.notes else "")
        for each in diagram.connectors
    ]


def test_where_there_is_nothing_to_show_there_is_no_picture():
    assert [each.path for each in pictures(scene_of(compile_text("BoundedContext A").model))] == []


def test_the_life_cycle_of_an_aggregate():
    diagram = picture("life-cycles/order-order")
    assert [(card.title, card.subtitle) for card in diagram.cards] == [
        ("start", ""),
        ("NEW", ""),
        ("SHIPPED", "end"),
        ("CANCELLED", "end"),
    ]
    assert lines(diagram) == [
        "start -> NEW: place",
        "NEW -> SHIPPED: ship",
        "NEW -> CANCELLED: cancel",
        "SHIPPED -> CANCELLED: cancel",
        "NEW -> NEW: PlaceOrder",
    ]


def test_a_board_is_in_order_of_time():
    diagram = picture("boards/order")
    assert lines(diagram) == [
        "PlaceOrder -> Order",
        "Order -> Placed: or",
        "Order -> Refused: or",
        "CheckedOut -> PlaceIt",
        "PlaceIt -> PlaceOrder",
        "Placed -> History",
        "CheckedOut -- Twice",
    ]
    tones = {card.title: card.tone for card in diagram.cards}
    assert [tones[title] for title in ("PlaceOrder", "Order", "CheckedOut")] == ["command", "aggregate", "event"]
    assert [tones[title] for title in ("PlaceIt", "Twice", "History")] == ["policy", "hotspot", "read-model"]


def test_events_go_from_publishers_to_takers():
    diagram = picture("events")
    assert lines(diagram) == ["Cart -> CheckedOut", "CheckedOut -> Order"]
    assert diagram.cards[-1].blocks == (("policy PlaceIt", "flow Ordering"),)


def test_the_inside_of_a_context():
    diagram = picture("contexts/cart")
    assert lines(diagram) == ["Cart -> CartId: cartId", "Cart -> Line: lines 0..*", "Line -> OrderId: order"]
    assert [each.stroke for each in diagram.connectors] == ["sync", "sync", "message"]
    assert {card.title: card.subtitle for card in diagram.cards}["Cart"] == "aggregate root, entity"
    assert diagram.cards[-1].blocks == (("of Order",),)
    assert [(field.title, len(field.cards)) for field in diagram.fields] == [("Cart", 5)]


def test_who_waits_for_whom():
    diagram = picture("calls/shop")
    assert lines(diagram) == ["Web -> Cart: show", "Cart -> Order: place, 1 s", "Order -> Gateway"]
    assert [each.stroke for each in diagram.connectors] == ["sync", "sync", "message"]
    assert {card.title: card.blocks for card in diagram.cards}["Cart"] == (
        ("promises 99 %", "on its own 99.9 %", "with its dependencies 99.4 %"),
    )


def test_flows_and_coordinations_are_sequences():
    assert sequence("flows/order-ordering") == [
        "Cart -> Order: CheckedOut",
        "clerk -> Order: PlaceOrder",
        "Order -> Order: Placed",
        "Order -> Order: Refused or",
    ]
    assert sequence("coordinations/order-show-and-place") == [
        "Order -> Cart: show Carts",
        "Order -> Order: place Orders",
    ]


def test_what_fits_on_a_screen_is_not_folded():
    assert paths(large(25)) == ["maps/m"]


def test_a_large_map_is_also_shown_folded_and_in_parts():
    text = large(26)
    assert paths(text) == ["maps/m", "overviews/m", "parts/m-s0", "parts/m-s1", "parts/m-s2"]
    overview = picture("overviews/m", text)
    assert [(card.title, len(card.details)) for card in overview.cards] == [("S0", 9), ("S1", 8), ("S2", 8), ("C25", 0)]
    assert lines(overview) == [
        "S0 -> S1: 8",
        "S1 -> S2: 8",
        "S2 -> S0: 8",
        "S0 -> C25: 1",
    ]
    assert overview.cards[0].link == "../parts/m-s0.svg"
    part = picture("parts/m-s1", text)
    assert [card.title for card in part.cards if card.tone == "area"] == ["S0", "S2"], "stubs of what is outside"
    assert len(part.cards) == 8 + 2
    assert {end for each in part.connectors for end in (each.tail, each.head)} == {card.id for card in part.cards}


def very_large(contexts: int, home: Callable[[int], str]) -> str:
    """A map of so many contexts, each joined to three that were there before; `home` says where one belongs."""
    arrows = "\n".join(f"C{max(0, i - far)} -> C{i}" for i in range(1, contexts) for far in (1, 7, 40) if i >= far)
    declared = "\n".join(f"BoundedContext C{i} {home(i)}" for i in range(contexts))
    domains = "\n".join(f"Domain D{i} {{ Subdomain S{2 * i} Subdomain S{2 * i + 1} }}" for i in range(20))
    return f"ContextMap M {{ {arrows} }} {declared} {domains}"


def by_subdomain(i: int) -> str:
    return f"implements S{i // 6}" if i % 6 else ""


def by_domain(i: int) -> str:
    return f"implements D{i // 9}"


def nowhere(i: int) -> str:
    return ""


@pytest.mark.parametrize("home", [by_subdomain, by_domain, nowhere])
def test_a_very_large_map_is_folded_to_a_dozen_boxes_with_a_line_each(home: Callable[[int], str]):
    """By domain, by neighbours in the text where there are too many domains, and so even where there are none."""
    text = very_large(170, home)
    overview = picture("maps/m", text)
    assert overview == picture("overviews/m", text)
    assert 4 <= len(overview.cards) <= 12
    pairs = [frozenset((each.tail, each.head)) for each in overview.connectors]
    assert len(set(pairs)) == len(pairs)
    found = [each for each in pictures(scene_of(compile_text(text).model)) if each.path.startswith("parts/")]
    diagrams = [each.diagram for each in found if isinstance(each.diagram, Diagram)]
    assert all(len(each.cards) <= 45 for each in diagrams)
    inside = {card.id for each in diagrams for card in each.cards if card.tone != "area"}
    assert {f"context-C{i}" for i in range(170)} <= inside, "every context is at home in a part"
    stated = sum(int(note.text) for each in overview.connectors for note in each.notes)
    assert stated <= len(compile_text(text).model.maps[0].relationships)


def busy(contexts: int) -> str:
    """Contexts that each publish an event, which the next two take, and call those; a team owns ten of them."""
    arrows = "\n".join(
        f"C{i} [U] -> [D] C{(i + far) % contexts} {{ async {{ events = E{i} }} sync {{ operations = ask }} }}"
        for i in range(contexts)
        for far in (1, 2)
    )
    inside = "{{ Aggregate A{0} {{ DomainEvent E{0} }} }}"
    declared = "\n".join(f"BoundedContext C{i} implements D{i // 5} {inside.format(i)}" for i in range(contexts))
    domains = "\n".join(f"Domain D{i}" for i in range(contexts // 5))
    owned = [", ".join(f"C{j}" for j in range(i, i + 10)) for i in range(0, contexts, 10)]
    teams = "\n".join(f"BoundedContext T{i} realizes {names} {{ type = TEAM }}" for i, names in enumerate(owned))
    return f"ContextMap M {{ {arrows} }} {declared} {domains} {teams}"


def test_many_events_calls_and_teams_are_folded_too():
    text = busy(70)
    folded = [picture(path, text) for path in ("events", "calls/m")]
    assert all(2 < len(each.cards) <= 12 and each.connectors for each in folded)
    assert [card.title for card in picture("events/c7", text).cards] == ["C7", "E7", "C8", "C9"]
    teams = picture("teams", text)
    assert [len(card.details) for card in teams.cards] == [10] * 7, "each team, with what it owns"
    assert not teams.connectors
    small = busy(20)
    assert not [path for path in paths(small) if path.startswith("events/")]
    assert picture("teams", small).connectors


TEAM_MAPS = """
ContextMap Ordering { state = TO_BE contains Cart
    "Orders begin as baskets"
    Order [U,OHS] -> [D,ACL] Cart : Baskets { tags = "pci", "core" link = "https://example.org/baskets" }
}
ContextMap Paying { state = TO_BE  Payment -> Order  Order [U,OHS] -> [D,ACL] Cart : Baskets }
ContextMap Old { state = AS_IS contains Order }
ContextMap People { type = ORGANIZATIONAL state = TO_BE contains Clerks }
BoundedContext Cart BoundedContext Order BoundedContext Payment BoundedContext Clerks { type = TEAM }
"""


def test_several_maps_of_one_state_are_also_drawn_as_one():
    assert [path for path in paths(TEAM_MAPS) if path.startswith("landscapes/")] == ["landscapes/to-be"]
    landscape = picture("landscapes/to-be", TEAM_MAPS)
    assert landscape.subtitle == "to be · Ordering, Paying"
    assert [card.title for card in landscape.cards] == ["Cart", "Order", "Payment"]
    assert lines(landscape) == ["Order -> Cart: Baskets", "Payment -> Order"]


def test_a_large_landscape_is_folded():
    contexts, _, _ = large(26).partition("Domain")
    arrows = contexts.replace("C12 -> C13", "} ContextMap N { C12 -> C13")
    text = arrows + "Domain D { Subdomain S0 Subdomain S1 Subdomain S2 }"
    found = [path for path in paths(text) if path.startswith("landscapes/")]
    assert found == ["landscapes/no-state", *(f"landscapes/no-state-s{i}" for i in range(3))]
    folded = picture("landscapes/no-state", text)
    assert [card.title for card in folded.cards] == ["S0", "S1", "S2", "C25"]
    assert folded.cards[0].link == "no-state-s0.svg"


def test_the_tooltip_of_a_line_says_all_that_is_said_of_a_relationship():
    line = picture("maps/ordering", TEAM_MAPS).connectors[0]
    assert line.title == "Order → Cart: Baskets"
    assert line.tooltip.splitlines()[1:] == [
        "Orders begin as baskets",
        "tags: pci, core",
        "https://example.org/baskets",
    ]


def test_a_map_that_no_wall_has_room_for_is_shown_folded_only():
    assert len(picture("maps/m", large(201)).cards) == 4


def test_what_has_no_parts_cannot_be_folded():
    alone = "\n".join(f"BoundedContext C{i}" for i in range(30))
    assert paths("ContextMap M { contains C0, " + ", ".join(f"C{i}" for i in range(1, 30)) + " }" + alone) == ["maps/m"]


def test_domains_teams_and_services():
    domains, teams, services = picture("domains"), picture("teams"), picture("services")
    assert [(card.title, card.tone, card.details) for card in domains.cards] == [
        ("Buying", "core", ("Cart", "Order")),
        ("Mailing", "generic", ()),
    ]
    assert lines(teams) == ["Team -> Cart"]
    assert [card.title for card in teams.cards if card.blocks == (("no owner",),)] == ["Web", "Order"]
    assert [(card.title, card.details, card.footer) for card in services.cards] == [
        ("Cart", ("Cart",), "carts"),
        ("Price", ("Price",), "carts"),
        ("Order", ("Order",), ""),
    ]


SAGA = """
BoundedContext Cart { Aggregate Cart { Service Carts { void checkOut(); void reopen(); } } }
BoundedContext Stock { Aggregate Stock { Service Stocks { void count(); } } }
BoundedContext Payment { Aggregate Payment { Service Payments { void charge(); void refund(); } } }
BoundedContext Mail { Aggregate Letter { Service Letters { void thank(); } } }
Transaction Buy {
    consistency = SAGA
    Step Cart::checkOut compensatedBy reopen
    Step Stock::count
    Step Payment::charge compensatedBy refund pivot
    Step Mail::thank retriable
}
Transaction Place { consistency = ACID aggregates = Cart::Cart }
"""


def test_a_saga_is_undone_up_to_its_pivot():
    diagram = picture("sagas/buy", SAGA)
    titles = {card.id: card.title for card in diagram.cards}
    arrows = [
        (titles[each.tail], titles[each.head], each.arrow, *(note.text for note in each.notes))
        for each in diagram.connectors
    ]
    assert arrows == [
        ("1. checkOut", "2. count", "head"),
        ("2. count", "3. charge", "head"),
        ("3. charge", "4. thank", "head"),
        ("reopen", "refund", "tail"),
        ("reopen", "2. count", "tail", "if it fails"),
        ("reopen", "3. charge", "tail", "if it fails"),
    ]
    assert [card.blocks for card in diagram.cards][2:4] == [
        (("pivot: no way back after this step",),),
        (("repeated until it succeeds",),),
    ]


def test_everything_that_happens_is_on_the_board():
    """A command that no flow follows up is taken by its aggregate; an event in no flow comes from the one it is in."""
    board = """
    BoundedContext Order {
        Application {
            Flow Selling { command Sell delegates to Order emits event Sold event Sold triggers command Pack }
        }
        Aggregate Order {
            Command Sell Command Pack Command Cancel
            DomainEvent Sold DomainEvent Forgotten
            Policy PackWhatIsSold { on Sold issues Pack }
        }
        Aggregate Silent { Entity Thing }
    }
    """
    assert lines(picture("boards/order", board)) == [
        "Sell -> Order",
        "Order -> Sold",
        "Sold -> PackWhatIsSold",
        "PackWhatIsSold -> Pack",
        "Pack -> Order",
        "Cancel -> Order",
        "Order -> Forgotten",
    ]


def test_references_say_how_many():
    inside = """
    BoundedContext Order {
        Aggregate Order {
            ValueObject Item
            Entity Order {
                aggregateRoot - Item main - Item spare nullable - List<@Item> items - Set<@Item> kept notEmpty
            }
        }
    }
    """
    diagram = picture("contexts/order", inside)
    assert [card.title for card in diagram.cards] == ["Order", "Item"]
    assert lines(diagram) == [
        "Order -> Item: main",
        "Order -> Item: spare 0..1",
        "Order -> Item: items 0..*",
        "Order -> Item: kept 1..*",
    ]


def test_contexts_stand_by_kind_and_evolution():
    assert cells("core-domains", """
    BoundedContext Order implements Ordering { evolution = GENESIS }
    BoundedContext Payment implements Paying { evolution = COMMODITY }
    BoundedContext Unknown implements Paying
    BoundedContext Unplaced { evolution = PRODUCT }
    Domain Shop { Subdomain Ordering { type = CORE_DOMAIN } Subdomain Paying { type = GENERIC_SUBDOMAIN } }
    """) == {("core", "Genesis"): ["Order"], ("generic", "Commodity"): ["Payment"]}  # fmt: skip


def test_stakeholders_stand_by_influence_and_interest():
    assert cells("stakeholders/claims", """
    BoundedContext Claims
    Stakeholders of Claims {
        StakeholderGroup Customers { Stakeholder Claimants { influence = LOW interest = HIGH } Stakeholder Others }
        Stakeholder Handlers { influence = HIGH interest = HIGH }
    }
    """) == {
        ("high", "high"): ["Handlers"],
        ("low", "high"): ["Claimants"],
        ("not stated", "not stated"): ["Others"],
    }  # fmt: skip


def test_use_cases_and_who_takes_part():
    assert lines(picture("use-cases", """
    UseCase Settle { actor = "Handler" secondaryActors = "Bank", "Customer" interactions "settle" a "Claim" }
    UserStory Ask { As a "Customer" I want to read a "Claim" so that "I know" }
    UserStory AskInWriting split by Ask { As a "Customer" I want to create a "Letter" so that "I have it" }
    """)) == [
        "Handler -> Settle",
        "Settle -> Bank",
        "Settle -> Customer",
        "Customer -> Ask",
        "Customer -> AskInWriting",
        "Ask -> AskInWriting: split into",
    ]  # fmt: skip


def test_values_and_what_happens_to_them():
    diagram = picture(
        "values/register",
        """
    BoundedContext Claims
    Stakeholders of Claims { Stakeholder Claimants }
    ValueRegister Register for Claims {
        ValueCluster Fairness {
            core RESPECT
            Value Clarity {
                isCore
                Stakeholder Claimants {
                    priority = HIGH
                    consequences good "they understand" bad "letters are long" action "shorten them" ACT
                }
            }
        }
        Value Unused
    }
    """,
    )
    assert lines(diagram) == ["Claimants -> Clarity: priority high"]
    (clarity,) = (card for card in diagram.cards if card.title == "Clarity")
    assert (clarity.subtitle, clarity.tone) == ("core value", "core")
    assert clarity.blocks == (("+ they understand",), ("− letters are long", "→ shorten them"))
    assert [(field.title, len(field.cards)) for field in diagram.fields] == [("Fairness", 1)]


def cells(path: str, text: str) -> dict[tuple[str, str], list[str]]:
    """The titles of the cards in each filled cell of a grid, by the titles of its row and column."""
    (found,) = (each.diagram for each in pictures(scene_of(compile_text(text).model)) if each.path == path)
    assert isinstance(found, GridDiagram)
    return {
        (row.title, column): [card.title for card in cell]
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        if cell
    }
