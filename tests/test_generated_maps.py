"""Maps that nobody has looked at: whatever is written, everything of it is on the picture, and nothing overlaps."""

from __future__ import annotations

import pytest

from ctxmap import compile_text
from generated_maps import a_map
from test_svg import assert_sound


@pytest.mark.parametrize("seed", range(40))
def test_maps_of_all_shapes_are_drawn_without_fault(seed: int):
    compilation = compile_text(a_map(seed))
    assert_sound(compilation.model, compilation.diagnostics)


def test_a_large_map_is_drawn_without_fault():
    assert_sound(compile_text(a_map(2, contexts=100)).model, ())
