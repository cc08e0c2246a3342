"""ctxmap, a compiler for context maps: CML text in, findings, diagrams, documents and API contracts out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctxmap.compiler import Compilation, compile_paths, compile_text

__all__ = ["Compilation", "compile_paths", "compile_text"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Importing the compiler costs more than everything else that `import ctxmap` does; pay for it when it is used.
    if name in __all__:
        from ctxmap import compiler  # noqa: PLC0415

        return getattr(compiler, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
