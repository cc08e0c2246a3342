"""The rules of a plug-in and their pages, found without running any of its code.

`ctxmap rules`, `ctxmap explain`, `ctxmap config` and the Tab key look at a configuration that somebody else may have
written: they read the plug-in's files as text. Only `check` and `build` import it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

from ctxmap.findings.finding import Severity
from ctxmap.plugins.pages import page_of, refuse_names_of_ours
from ctxmap.plugins.plugin import PluginError, Plugins
from ctxmap.text.files import read_regular_file


def listed(name: str, folder: str) -> Plugins:
    """The pages of a plug-in's rules by name, without the rules; raises `PluginError` where there are none."""
    files = [file for place in _places(name, folder) for file in _modules(place)]
    found = {file.stem.replace("_", "-"): (file, *rule) for file in files if (rule := _rule(file))}
    refuse_names_of_ours(found, name)
    pages = {rule: page_of(rule, *said, name) for rule, said in found.items()}
    if not pages:
        raise PluginError(
            f'plug-in "{name}" can\'t be found, or has no module with a `check` decorated with `@rule(…)`'
        )
    return Plugins({}, pages, dict.fromkeys(pages, name))


def _places(name: str, folder: str) -> Iterator[Path]:
    """The file of a module, or the folders of a package; importing a package's parent would run its code."""
    path: list[str] | None = [*sys.path, folder] if folder else sys.path
    *parents, last = name.split(".")
    for parent in parents:
        spec = PathFinder.find_spec(parent, path)
        path = list(spec.submodule_search_locations or ()) if spec else []
    spec = PathFinder.find_spec(last, path)
    if spec and spec.submodule_search_locations:
        yield from map(Path, spec.submodule_search_locations)
    elif spec and spec.origin:
        yield Path(spec.origin)


def _modules(place: Path) -> Iterator[Path]:
    """The modules that the importer would import, in the order of their names."""
    if place.is_file():
        yield place
        return
    for each in sorted(place.iterdir()) if place.is_dir() else ():
        if not each.name.startswith("_") and each.is_dir() and (each / "__init__.py").is_file():
            yield from _modules(each)
        elif not each.name.startswith("_") and each.suffix == ".py":
            yield each


def _rule(file: Path) -> tuple[Severity, str] | None:
    """The severity and docstring of the rule that a module defines; None where it defines none."""
    try:
        module = ast.parse(read_regular_file(file))
    except (OSError, SyntaxError, ValueError):
        return None  # importing it says what is wrong, with its place
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name == "check":
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and decorator.args and isinstance(decorator.args[0], ast.Attribute):
                    severity = Severity.__members__.get(decorator.args[0].attr)
                    if severity is not None:
                        return severity, ast.get_docstring(module) or ""
    return None
