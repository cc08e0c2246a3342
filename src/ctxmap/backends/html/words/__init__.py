"""Every fixed word of the page, one file a language, which names the instance `WORDS`.

What the pages of documents say is theirs; what stands in pictures is in the SVG backend's catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

import msgspec

Forms = tuple[str, str]
"""For one, and for several or none; `{}` is the number."""


class Words(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All of them; a language that has no word for one doesn't load."""

    language: str
    """Its code, after BCP 47."""
    groups: Mapping[str, str]
    """Of pictures, by their folders."""
    other_group: str
    kinds: Mapping[str, str]
    """Of what is found."""
    picture: str
    overview: str
    details: str
    close: str
    findings: str
    stage: str
    """What the picture is and which keys move it, for those who can't see it."""

    zoom: str
    zoom_in: str
    zoom_out: str
    zoom_fit: str

    search: str
    results: str
    found: Forms
    more: Forms

    filter: str
    team: str
    type: str
    tag: str
    communication: str
    talks: Mapping[str, str]
    all: str
    only_findings: str
    left: str
    """How many contexts are left, of how many."""
    reset: str
    fold: str
    fold_one: str
    fold_all: str
    unfold_all: str
    unfold: str
    contexts: Forms

    focus: str
    """Show only a context and its neighbours."""
    unfocus: str
    uses: str
    used_by: str
    waiting: str
    """Contexts that fail with this one, since they call it or another that does."""
    with_fallback: str
    none: str
    follow: str
    """Show the steps of a process on the map."""
    steps: str
    step_of: str
    step_back: str
    step_on: str
    stop: str
    menu: str
    copy_link: str
    copied: str
    save_svg: str
    save_png: str
    theme: str


def words_in(language: str) -> Words:
    """The words in a language, which is one of those that `configuration.Language` names."""
    return cast("Words", import_module(f"{__name__}.{language}").WORDS)
