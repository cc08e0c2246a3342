"""What stands below an attribute of a class as a string: Python throws that away, its source keeps it.

Schemas for others are made of what is written for us. Knows nothing of which classes there are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import getsource
from itertools import pairwise
from sys import modules


def explained_attributes(kind: type) -> Mapping[str, str]:
    """The explanation of each attribute that has one, those that it inherits too, on one line."""
    explained: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        if isinstance(node := _classes(each.__module__).get(each.__name__), ast.ClassDef):
            explained.update(_explained(node))
    return explained


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    ours = module.partition(".")[0] not in ("builtins", "msgspec")
    body = ast.parse(getsource(modules[module])).body if ours else []
    return {node.name: node for node in body if isinstance(node, ast.ClassDef)}


def _explained(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for attribute, following in pairwise(node.body):
        match attribute, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())
            case _:
                pass
