"""Jinja templates over the model, for outputs that ctxmap doesn't have: `ctxmap build --template FILE`.

A template runs in Jinja's sandbox: it reads the model and the findings, and can neither call Python nor read files,
except for other templates below its own folder.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from ctxmap.backends import Artifact, NotInstalledError, Request
from ctxmap.text.files import Files
from ctxmap.text.nearest import nearest

if TYPE_CHECKING:
    from jinja2 import Environment, StrictUndefined

NEEDS = 'pip install "ctxmap-cml[template]"'
SUFFIXES = (".jinja", ".jinja2", ".j2")
_BACKEND = "template:"


class TemplateFaultError(Exception):
    """A mistake in a template, as `file:line: message`."""


def output_of(template: str) -> str:
    """The name of the file that a template makes: its own, without `.jinja` or `.j2`."""
    name = PurePath(template).name
    return next((name.removesuffix(each) for each in SUFFIXES if name.endswith(each) and name != each), name)


def backend_of(template: str) -> str:
    """The name under which the outputs of a template are recorded, without spaces: `template:glossary.md`."""
    return _BACKEND + "_".join(output_of(template).split())


def can_make(backend: str, path: str) -> bool:
    """Whether a recorded file may be the output of a template."""
    return backend == _BACKEND + "_".join(PurePath(path).name.split())


def render(path: str, requests: Iterable[tuple[str, Request]], files: Files) -> Iterator[Artifact]:
    """What the template makes of each model; a request stands with the folder for it, "" or `shop/`.

    Raises `TemplateFaultError` for a mistake in the template, and `NotInstalledError` without Jinja.
    """
    try:
        import jinja2  # noqa: PLC0415 — an extra
    except ImportError as error:
        raise NotInstalledError("template", NEEDS) from error
    try:
        template = _environment(path, files).get_template(PurePath(path).name)
        for folder, request in requests:
            text = template.render(model=request.model, findings=tuple(request.diagnostics))
            yield Artifact(folder + output_of(path), text)
    except TemplateFaultError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise _fault(error.filename or path, error.lineno, error.message or "mistake in the template") from error
    except jinja2.TemplateNotFound as error:
        raise _fault(path, _line(error, path), f'no template is called "{error.name}"') from error
    except RecursionError as error:
        raise _fault(path, _line(error, path), "the template includes itself without end") from error
    except Exception as error:  # whatever an expression of the template does: a division by zero, a wrong argument
        raise _fault(path, _line(error, path), str(error) or type(error).__name__) from error


def _environment(path: str, files: Files) -> Environment:
    from jinja2 import FunctionLoader  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    folder = posixpath.dirname(path)

    def load(name: str) -> tuple[str, str, None] | None:
        inside = posixpath.normpath(name)
        if posixpath.isabs(inside) or inside.startswith("..") or "\\" in inside:
            return None
        file = posixpath.join(folder, inside)
        try:
            return files.read(file).decode("utf-8-sig"), file, None
        except UnicodeDecodeError as error:
            raise TemplateFaultError(f"{file}: not a text in UTF-8: {error.reason}") from error
        except OSError:
            return None

    is_html = output_of(path).endswith((".html", ".htm", ".xml", ".svg"))
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=_undefined(),
        autoescape=is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in ("random", "lipsum"):  # the same input gives the same bytes
        environment.filters.pop(name, None)
        environment.globals.pop(name, None)
    return environment


def _undefined() -> type[StrictUndefined]:
    """A misspelled attribute is a mistake, not an empty text; the message says which one is meant."""
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.utils import missing  # noqa: PLC0415

    class Misspelled(StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            if self._undefined_hint:  # what the sandbox refuses
                return self._undefined_hint
            owner, name = self._undefined_obj, str(self._undefined_name)
            if owner is missing:
                known, what = ("model", "findings"), f'"{name}" is not defined'
            else:
                known: tuple[str, ...] = getattr(owner, "__struct_fields__", ())
                what = f'"{name}" is not an attribute of {type(owner).__name__}'
            meant = nearest(name, known)
            there = f"; there are: {', '.join(known)}" if known else ""
            return what + (f'; did you mean "{meant}"?' if meant else there)

    return Misspelled


def _line(error: BaseException, path: str) -> int:
    """The line of the template where an error occurred, or 1."""
    found, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == path:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _fault(path: str, line: int, message: str) -> TemplateFaultError:
    return TemplateFaultError(f"{path}:{line}: error: {message}")
