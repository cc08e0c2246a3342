"""What a refactoring is given, by its names: `Order`, `Order::Orders`, `"Payment -> Cart"`, `Shop: Payment -> Cart`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctxmap.compiler import Compilation
from ctxmap.model.elements import BoundedContext, Element, Model, Named, Relationship, Transaction
from ctxmap.model.walk import elements
from ctxmap.refactorings import Parameter, Refactoring, RefactoringError
from ctxmap.refactorings._draft import Draft
from ctxmap.text.nearest import nearest

_SIDES = re.compile(
    r"(?:(?P<map>\w+)\s*:\s*)?(?P<left>\w+)\s*(?P<arrow><?->?)\s*(?P<right>\w+)(?:\s*\((?P<name>.+)\))?"
)


def drafted(
    compilation: Compilation, refactoring: Refactoring, given: Sequence[str], options: Mapping[str, str]
) -> Draft:
    """A draft with a refactoring made of the elements of those names; raises `RefactoringError`."""
    positional = [each for each in refactoring.parameters if not each.is_option]
    values = [meant(compilation, parameter, text) for parameter, text in zip(positional, given, strict=True)]
    chosen = {
        each.name: options[each.name] if each.kind is None else meant(compilation, each, options[each.name])
        for each in refactoring.parameters
        if each.is_option and options.get(each.name)
    }
    draft = Draft(compilation)
    refactoring.make(draft, *values, **chosen)
    return draft


def meant(compilation: Compilation, parameter: Parameter, text: str) -> object:
    """What a text means for a parameter: an element, several, or the text itself."""
    if parameter.kind is None:
        return text
    if parameter.is_list:
        return tuple(find(compilation, parameter.kind, each.strip()) for each in text.split(","))
    return find(compilation, parameter.kind, text)


def find(compilation: Compilation, kind: type[Element], text: str) -> Element:
    """The element of a kind with a name; raises `RefactoringError` for none and for several."""
    known = [each for each in _of_kind(compilation.models, kind) if each.at.path in compilation.files]
    if issubclass(kind, Relationship):
        return _relationship(compilation.models, text)
    named = [each for each in known if isinstance(each, Named)]
    keyword, _, called = text.strip().rpartition(" ")
    named = [each for each in named if keyword in ("", _keyword(each))]
    parts = called.replace(".", "::").split("::")
    exact = [each for each in named if each.qualified_name == "::".join(parts)]
    found = exact or [each for each in named if each.name == parts[-1] and _holds(each.qualified_name, parts)]
    found = [each for each in found if isinstance(each, BoundedContext)] or found
    places = {each.at: each for each in found}
    if len(places) == 1:
        return found[0]
    word = _words(kind)
    if places:
        several = {each.qualified_name for each in found}
        names = [each.qualified_name if len(several) > 1 else f'"{_keyword(each)} {called}"' for each in found]
        raise RefactoringError(f'"{text}" may be {" or ".join(dict.fromkeys(names))}; name one of them')
    near = nearest(text, sorted({name for each in named for name in (each.name, each.qualified_name)}))
    raise RefactoringError(f'no {word} is named "{text}"' + (f'; did you mean "{near}"?' if near else ""))


def _keyword(element: Named) -> str:
    """What is written before a name to say which of two elements is meant."""
    return type(element).__name__


def _holds(qualified_name: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in a qualified name in this order."""
    rest = iter(qualified_name.split("::"))
    return all(part in rest for part in parts)


def _of_kind(models: Iterable[Model], kind: type[Element]) -> Iterator[Element]:
    for model in models:
        yield from (each for each in elements(model) if isinstance(each, kind))


def _words(kind: type[Element]) -> str:
    """How people call elements of a kind: `bounded context`."""
    if kind in (Named, Transaction):
        return {Named: "element", Transaction: "transaction"}[kind]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower().replace("bounded ", "")


def _relationship(models: Iterable[Model], text: str) -> Relationship:
    sides = _SIDES.fullmatch(text.strip())
    found: dict[object, tuple[str, Relationship]] = {}
    every: list[str] = []
    for model in models:
        for on in model.maps:
            for each in on.relationships:
                every.append(described(each))
                if each.id == text or (sides and _is_meant(sides, on.name, each)):
                    found[each.at] = on.name, each
    if len(found) == 1:
        return next(iter(found.values()))[1]
    if found:
        names = " or ".join(
            f'"{on}: {described(each)}"' if on else f'"{described(each)}"' for on, each in found.values()
        )
        raise RefactoringError(f'"{text}" may be {names}; name one of them, such as "Map: A -> B (Name)"')
    names = set(re.findall(r"\w+", text))
    near = next((each for each in every if names <= set(re.findall(r"\w+", each))), None)
    hint = f'; there is "{near}"' if near else '; write "Upstream -> Downstream", or "A <-> B"'
    raise RefactoringError(f'no relationship is "{text}"{hint}')


def _is_meant(sides: re.Match[str], on: str, each: Relationship) -> bool:
    left, right = sides["left"], sides["right"]
    if sides["arrow"] == "<-":
        left, right = right, left
    pair = (each.upstream.context, each.downstream.context)
    if sides["arrow"] == "<->" and not each.is_symmetric:
        return False
    is_pair = pair == (left, right) or (each.is_symmetric and pair == (right, left))
    return is_pair and sides["map"] in (None, on) and sides["name"] in (None, each.name)


def described(each: Relationship) -> str:
    """A relationship as it is written on the command line: `Payment -> Cart (Authorization)`."""
    arrow = "<->" if each.is_symmetric else "->"
    name = f" ({each.name})" if each.name else ""
    return f"{each.upstream.context} {arrow} {each.downstream.context}{name}"
