"""Runs Graphviz as a coordinate engine: DOT text in, places out. Knows nothing of what stands there.

The wheel `graphviz-pure` brings its own program beside the Python that runs us; an installed `dot` is the other choice.
"""

from __future__ import annotations

import shutil
import subprocess
import sysconfig

import msgspec

_TIMEOUT = 60
"""Seconds. A map of 200 contexts takes less than one."""


class NoEngineError(Exception):
    """There is no Graphviz, or it didn't come to an end."""


def places(dot: str) -> dict[str, tuple[float, float]]:
    """Lay out a DOT text: the middle of every node, in points, y upwards.

    Raises NoEngineError where that's impossible.
    """
    numbers = ((o.name, o.pos.split(",")) for o in _run(dot).objects if o.pos)
    return {name: (float(x), float(y)) for name, (x, y) in numbers}


class _Object(msgspec.Struct):
    name: str = ""
    pos: str = ""


class _Answer(msgspec.Struct):
    objects: list[_Object] = msgspec.field(default_factory=list[_Object])


def _run(dot: str) -> _Answer:
    try:
        done = subprocess.run(
            [_program(), "-Kdot", "-Tjson"], input=dot.encode(), capture_output=True, timeout=_TIMEOUT, check=True
        )
        return msgspec.json.decode(done.stdout, type=_Answer)
    except (OSError, subprocess.SubprocessError, msgspec.DecodeError) as error:
        raise NoEngineError(str(error)) from error


def _program() -> str:
    own = sysconfig.get_path("scripts")
    user = sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user"))
    for name, folders in (("graphviz-pure", own), ("graphviz-pure", user), ("graphviz-pure", None), ("dot", None)):
        if program := shutil.which(name, path=folders):
            return program
    raise NoEngineError("neither graphviz-pure nor dot was found")
