"""References that cross borders, and what a context reaches over the maps, against cases worked out by hand."""

from __future__ import annotations

import pytest

from ctxmap import compile_text
from ctxmap.analyses.reachable_types import is_reached, share_a_kernel
from ctxmap.analyses.references import references_across
from ctxmap.model.elements import Model

REFERENCES = """
ContextMap { contains Shop, Stock
    Stock -> Shop
}
BoundedContext Shop {
    Aggregate Order {
        Entity Order { aggregateRoot
            - List<Item> items
            - Set<@Shelf> shelves
            Shelf attribute
        }
        Entity Item {
            -- "is made of" @Article
        }
    }
    Module Paper {
        ValueObject Invoice {
            - Order order
            - Invoice before
        }
    }
}
BoundedContext Stock {
    Aggregate Shelf { Entity Shelf { aggregateRoot } }
    ValueObject Article
}
Domain Trade { Subdomain Selling {
    Entity Sale { - Customer buyer }
    Entity Customer
} }
"""


def _model(text: str) -> Model:
    return compile_text(text).model


def test_references_across() -> None:
    found = [
        (
            each.holder.qualified_name,
            each.target.qualified_name,
            each.aggregate.qualified_name if each.aggregate else None,
            each.is_to_other_context,
            each.entity is not None,
        )
        for each in references_across(_model(REFERENCES))
    ]
    assert found == [
        ("Shop::Paper::Invoice", "Shop::Order::Order", "Shop::Order", False, True),
        ("Shop::Order::Order", "Stock::Shelf::Shelf", "Stock::Shelf", True, True),
        ("Shop::Order::Item", "Stock::Article", None, True, False),
    ]


def test_a_reference_points_at_what_it_means() -> None:
    text = REFERENCES
    places = [each.type.at for each in references_across(_model(text))]
    assert [text[place.start : place.end] for place in places] == ["Order", "Shelf", "Article"]


REACH = """
ContextMap AsIs { contains A, B, C, D, E
    A -> B { exposedAggregates = One }
    A [P] <-> [P] C { exposedAggregates = One }
    A -> D { exposedAggregates = One }
}
ContextMap ToBe { contains A, B, D, E
    A -> D
    B <-> E
}
BoundedContext A {
    Aggregate One { Entity X }
    Module M { Aggregate Two { Entity Y } }
}
BoundedContext B { Aggregate Three }
BoundedContext C
BoundedContext D
BoundedContext E
"""


@pytest.mark.parametrize(
    ("context", "reached", "unreached"),
    [
        ("B", ["A::One", "A::One::X", "E"], ["A", "A::M::Two::Y", "C"]),
        ("C", ["A", "A::M::Two::Y"], ["B::Three"]),
        ("D", ["A", "A::One::X", "A::M::Two::Y"], ["B"]),
        ("E", ["B::Three"], ["A::One"]),
        ("A", ["C"], ["B", "D"]),
    ],
)
def test_reach(context: str, reached: list[str], unreached: list[str]) -> None:
    model = _model(REACH)
    assert [name for name in reached if not is_reached(model, context, name)] == []
    assert [name for name in unreached if is_reached(model, context, name)] == []


def test_shared_kernels() -> None:
    model = _model(REACH)
    assert share_a_kernel(model, "B", "E")
    assert share_a_kernel(model, "E", "B")
    assert not share_a_kernel(model, "A", "C")
    assert not share_a_kernel(model, "A", "B")
