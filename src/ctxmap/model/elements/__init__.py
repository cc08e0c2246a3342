"""The semantic model: what a context map means, typed, frozen, every name resolved.

Elements hold each other (a context its aggregates) and refer to each other by qualified name (`Reference.target`),
so that a model round-trips through JSON; `model.index` looks names up. What could not be resolved was reported by
the linker and is left out, so whoever reads a model never meets half of a relationship. Open types (`java.util.Date`)
are the one exception: their `target` is None.

A qualified name is the path of containment joined by `::`, from the bounded context down and through modules:
`Cart::Basket::Item`. What stands in an `Application` belongs directly to the context. Names at the top level
(contexts, domains, maps, transactions) are their own qualified names; a subdomain's is `Domain::Subdomain`.
Two elements of different kinds may share one (an aggregate and a service `Payment::Payment`), two of one kind never:
where a name is declared twice, which is an error, the later one's qualified name has a number (`Cart-2`).

Every element knows its place in the text (`at`, its name or keyword; `place("timeout")`, the value of an attribute).
Places don't take part in JSON: an inserted line changes no meaning.

Terms: Evans, "Domain-Driven Design" (2003) and "DDD Reference" (2015); the Context Mapper Language for its attributes.
"""

from ctxmap.model.elements.base import Element, Incomplete, Named, Quoted, Reference
from ctxmap.model.elements.contexts import (
    Aggregate,
    Application,
    BoundedContext,
    Container,
    Duration,
    Microservice,
    Module,
    Percentage,
    Rate,
    Term,
)
from ctxmap.model.elements.maps import (
    Async,
    Batch,
    ContextMap,
    Deployable,
    Fallback,
    LandscapeState,
    Relationship,
    Role,
    Side,
    Sync,
    View,
)
from ctxmap.model.elements.model import Model
from ctxmap.model.elements.objects import Consumer, DomainObject, Enum, EnumValue, Repository, Service
from ctxmap.model.elements.problem_space import (
    Consequence,
    Domain,
    Elicitation,
    EthicalValue,
    Feature,
    Stakeholder,
    Stakeholders,
    Subdomain,
    UserRequirement,
    ValueRegister,
    ValueStatement,
)
from ctxmap.model.elements.processes import (
    Coordination,
    Flow,
    FlowStep,
    Hotspot,
    Policy,
    ReadModel,
    Transaction,
    TransactionStep,
)
from ctxmap.model.elements.types import Channel, Operation, Option, Parameter, Property, StateTransition, Type

__all__ = [
    "Aggregate",
    "Application",
    "Async",
    "Batch",
    "BoundedContext",
    "Channel",
    "Consequence",
    "Consumer",
    "Container",
    "ContextMap",
    "Coordination",
    "Deployable",
    "Domain",
    "DomainObject",
    "Duration",
    "Element",
    "Elicitation",
    "Enum",
    "EnumValue",
    "EthicalValue",
    "Fallback",
    "Feature",
    "Flow",
    "FlowStep",
    "Hotspot",
    "Incomplete",
    "LandscapeState",
    "Microservice",
    "Model",
    "Module",
    "Named",
    "Operation",
    "Option",
    "Parameter",
    "Percentage",
    "Policy",
    "Property",
    "Quoted",
    "Rate",
    "ReadModel",
    "Reference",
    "Relationship",
    "Repository",
    "Role",
    "Service",
    "Side",
    "Stakeholder",
    "Stakeholders",
    "StateTransition",
    "Subdomain",
    "Sync",
    "Term",
    "Transaction",
    "TransactionStep",
    "Type",
    "UserRequirement",
    "ValueRegister",
    "ValueStatement",
    "View",
]
