"""The contact sheet shows what is drawn now, all of it, and stays light."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import gallery

Same = Callable[[Path, str], None]


def test_the_gallery_is_fresh(same: Same):
    same(gallery.DOCS / "gallery.md", gallery.page())
    for place, text in gallery.drawings():
        same(gallery.DOCS / place, text)


def test_every_kind_of_picture_is_in_the_gallery():
    shown = {each.path.partition("/")[0] for row in gallery.SHEET.values() for each in row}
    assert gallery.kinds() - shown == set()


def test_the_gallery_has_its_pictures_and_no_others():
    linked = set(re.findall(r"!\[[^]]*\]\(([^)]+)\)", gallery.page()))
    assert {place for place in linked if not (gallery.DOCS / place).is_file()} == set()
    assert {f"gallery/{file.name}" for file in (gallery.DOCS / "gallery").iterdir()} <= linked
    assert sum((gallery.DOCS / place).stat().st_size for place in linked) < 1_500_000
