"""ctxmap, a compiler for context maps: CML text in, findings, diagrams, documents and API contracts out.

    import ctxmap

    shop = ctxmap.compile("maps/shop.cml")      # or several files and folders
    shop.model.contexts                         # what the map means
    shop.diagnostics                            # what is wrong with it
    ctxmap.build(shop, "svg", "markdown")       # the files that `ctxmap build --only svg,markdown` writes, by path
    ctxmap.write(shop.model)                    # the model, or a declaration of it, as CML

In a notebook, a compilation is shown as its first map, and `%load_ext ctxmap` brings `%%ctxmap`, which draws the map in
a cell. The command line is `python -m ctxmap`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ctxmap.compiler import Compilation, WorkspaceError, build, compile, compile_paths, compile_text  # noqa: A004
    from ctxmap.writer import write

__all__ = ["Compilation", "WorkspaceError", "build", "compile", "compile_paths", "compile_text", "write"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Importing the compiler costs more than everything else that `import ctxmap` does; pay for it when it is used.
    if name == "write":
        from ctxmap.writer import write  # noqa: PLC0415

        return write
    if name in __all__:
        from ctxmap import compiler  # noqa: PLC0415

        return getattr(compiler, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(ipython: Any) -> None:
    """Add the cell magic `%%ctxmap`; IPython calls this for `%load_ext ctxmap`."""
    from ctxmap.embedding.notebook import register  # noqa: PLC0415

    register(ipython)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
