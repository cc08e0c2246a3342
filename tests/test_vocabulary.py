"""A value of an enumeration is added in one place, and nothing that needs a word for it can be forgotten."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest

import ctxmap
from conftest import CHECKOUT
from ctxmap import vocabulary
from ctxmap.configuration import Language
from ctxmap.pictures.words import Words, words_in
from ctxmap.vocabulary import CONTEXT_TYPES, SETTINGS

ENUMERATIONS = {
    name: frozenset(get_args(value)) for name, value in vars(vocabulary).items() if get_origin(value) is Literal
}
NOTHING_TO_SAY = {"", "UNDEFINED"}

# ---- Words for every value ------------------------------------------------------------------------------------------


def _mappings() -> Iterator[tuple[str, Any, Mapping[str, object]]]:
    """Every mapping of the package whose annotation says that its keys are an enumeration's values."""
    for info in walk_packages(ctxmap.__path__, "ctxmap."):
        if info.name.endswith("__main__"):
            continue
        module = import_module(info.name)
        for name, annotation in vars(module).get("__annotations__", {}).items():
            if re.match(r"(?:Final\[)?(?:Mapping|dict)\[", annotation):
                yield f"{info.name}.{name}", _evaluated(annotation, module), getattr(module, name)
    for language in get_args(Language):
        words = words_in(language)
        for field in msgspec.structs.fields(Words):
            if get_origin(field.type) is Mapping:
                yield f"{language}.{field.name}", field.type, getattr(words, field.name)


def _evaluated(annotation: str, module: object) -> Any:
    found = eval(annotation, vars(module))
    return get_args(found)[0] if annotation.startswith("Final") else found


def _enumeration(key: Any) -> str | None:
    """The enumeration whose values are the keys, `""` aside."""
    values = frozenset(get_args(key)) - {""}
    return next((name for name, known in ENUMERATIONS.items() if values and values == known), None)


KEYED = [
    pytest.param(mapping, enumeration, id=where)
    for where, annotation, mapping in _mappings()
    if get_args(annotation) and (enumeration := _enumeration(get_args(annotation)[0]))
]


@pytest.mark.parametrize(("mapping", "enumeration"), KEYED)
def test_every_value_has_its_word(mapping: Mapping[str, object], enumeration: str) -> None:
    assert not ENUMERATIONS[enumeration] - NOTHING_TO_SAY - set(mapping)


def test_pages_and_pictures_have_words_for_most_enumerations() -> None:
    named = {str(parameter.values[1]) for parameter in KEYED}
    assert {"ContextType", "RoleKind", "Delivery", "Ordering", "FallbackKind", "MapState", "MigrationState"} <= named


@pytest.mark.parametrize("language", get_args(Language))
def test_a_type_of_contexts_has_a_word_in_every_language(language: Language) -> None:
    assert set(words_in(language).types) == {*CONTEXT_TYPES} - {"UNDEFINED"}, f"`types` in pictures/words/{language}.py"


# ---- A new value ----------------------------------------------------------------------------------------------------

MAP = """
ContextMap M {{ {ContextMap}  A [NEW_VALUE] <-> [NEW_VALUE] B {{
    {relationship}  sync {{ {sync} }}  async {{ {async} }}
}} }}
BoundedContext A {{ {BoundedContext}
    Aggregate G {{ {Aggregate}
        Entity E {{ {Entity}  NEW_VALUE String a;  def NEW_VALUE run() : NEW_VALUE; }}
        ValueObject O {{ {ValueObject} }}  DomainEvent X {{ {DomainEvent} }}  Event Y {{ {Event} }}
        CommandEvent P {{ {CommandEvent} }}  Command Q {{ {Command} }}
        Resource R {{ run() NEW_METHOD; }}
    }}
}}
BoundedContext B
Domain D {{ Subdomain S {{ {Subdomain} }} }}
Deployable L {{ {Deployable} }}
Transaction T {{ {Transaction} }}
View V of M {{ {View} }}
Stakeholders {{ Stakeholder W {{ influence = NEW_VALUE  interest = NEW_VALUE }} }}
ValueRegister R {{
    ValueCluster C {{ {ValueCluster} }}
    Value U {{ Stakeholder W {{ priority = NEW_VALUE  impact = NEW_VALUE  NEW_VALUE "x" action "y" NEW_VALUE }} }}
}}
"""
PROGRAM = """
import sys
from ctxmap import compile_text
from ctxmap.configuration.selectors import condition, selector
from ctxmap.model.json import to_json

compilation = compile_text(sys.stdin.read())
print([(d.line, d.message) for d in compilation.diagnostics if d.rule in ("syntax", "duplicate-attribute")])
print(selector("type:NEW_VALUE"), condition("role:NEW_VALUE"))
print(to_json(compilation.model))
"""


def test_a_value_is_added_in_one_place(tmp_path: Path) -> None:
    """In a copy of the package every enumeration gets a value; it is read, and it is in the model."""
    shutil.copytree(CHECKOUT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(CHECKOUT / "grammar", tmp_path / "grammar")
    one_place = tmp_path / "src" / "ctxmap" / "vocabulary.py"
    text = re.sub(r"= Literal\[\s*", r'\g<0>"NEW_VALUE", ', one_place.read_text("utf-8"))
    text = text.replace('HttpMethod = Literal["NEW_VALUE"', 'HttpMethod = Literal["NEW_METHOD"')
    one_place.write_text(text.replace('"write": "WRITE"', '"write": "WRITE", "NEW_VALUE": "NEW_VALUE"'), "utf-8")
    settings = {
        owner: "  ".join(f"{key} = NEW_VALUE" for key in keys if key != "likelihoodForChange")
        for owner, keys in SETTINGS.items()
    }
    _run(tmp_path, "-m", "ctxmap.syntax.generate")
    written = MAP.format(**settings)
    findings, picked, model = _run(tmp_path, "-c", PROGRAM, given=written).split("\n", 2)
    assert (findings, picked) == ("[]", "type:NEW_VALUE role:NEW_VALUE")
    assert model.count('"NEW_') == written.count("NEW_")
    assert set(re.findall(r"\w+(?= = NEW)|action", written)) == {k for keys in SETTINGS.values() for k in keys} - {
        "likelihoodForChange"
    }


def _run(checkout: Path, *arguments: str, given: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    run = subprocess.run(
        [sys.executable, *arguments], input=given, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
