"""A theme file → a `Theme`: the default with the changes in the file, and the mistakes in it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ctxmap.configfile.decode import Decoder, Mistake
from ctxmap.configfile.find import as_shown
from ctxmap.configfile.read import ConfigFile, found, read_document
from ctxmap.configfile.shapes import changes_of
from ctxmap.configfile.toml import KeyPath
from ctxmap.drawing.contrast import TEXT, Faint, faint
from ctxmap.drawing.theme import DEFAULT, Palette, Theme
from ctxmap.text.files import Files

ENDING = ".toml"
"""Of a file; any other text is the name of a theme that ships with ctxmap."""
USUAL = "default"
_OURS = Path(__file__).parent.parent / "drawing" / "themes"


class ThemeFile(msgspec.Struct, frozen=True, eq=False):
    """A theme, and its file with the mistakes in it."""

    theme: Theme
    file: ConfigFile


def theme_names() -> tuple[str, ...]:
    """The themes that come with ctxmap."""
    return (USUAL, *sorted(file.stem for file in _OURS.glob(f"*{ENDING}")))


def theme_file(name: str) -> str:
    """The file of a theme other than the default."""
    return (_OURS / f"{name}{ENDING}").as_posix()


def read_theme(file: str, files: Files) -> ThemeFile:
    """Read the theme in a file; raises `OSError` if it can't be read."""
    document = read_document(file, files)
    if document.value is None:
        return ThemeFile(DEFAULT, ConfigFile(document.source, findings=document.findings))
    decoder = Decoder(posixpath.dirname(as_shown(file)))
    theme: Theme = decoder.table(changes_of(DEFAULT), document.value) or DEFAULT
    read = ConfigFile(document.source)
    mistakes = decoder.mistakes or _too_faint(theme, read)
    return ThemeFile(theme, msgspec.structs.replace(read, findings=tuple(found(each, read) for each in mistakes)))


def _too_faint(theme: Theme, file: ConfigFile) -> list[Mistake]:
    """The contrasts in the file that are too low, the worst for each position."""
    palettes: Mapping[str, Palette] = {"light": theme.light, "dark": theme.dark}
    worst: dict[KeyPath, Mistake] = {}
    found = [(each, name) for name, palette in palettes.items() for each in faint(palette)]
    for each, name in sorted(found, key=lambda pair: pair[0].contrast / pair[0].least):
        mistake = _worded(name, each, file)
        worst.setdefault(mistake.path, mistake)
    return list(worst.values())


def _worded(palette: str, each: Faint, file: ConfigFile) -> Mistake:
    colour, ground = ((palette, *(part.replace("_", "-") for part in way)) for way in (each.colour, each.ground))
    path = next((way for way in (colour, ground) if way in file.places.values), ())
    what = "text" if each.least == TEXT else "a line"
    message = f'"{".".join(colour)}" has a contrast of {each.contrast:.1f}:1 against "{".".join(ground)}"'
    return Mistake(path, message, f"{what} needs at least {each.least:g}:1; make one of the colours lighter or darker")
