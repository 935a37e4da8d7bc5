"""Comparing texts word by word: what is said to be equal is, and nothing is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import diff

WORDS = st.lists(st.sampled_from(["a", "b", " ", "-", "lang"]), max_size=30)


@given(WORDS, WORDS, st.sampled_from([0, 20_000]))
def test_stretches_tell_both_texts(old: list[str], new: list[str], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diff, "MOST", most)
        found = list(diff.opcodes(old, new))
    assert [word for _, a, b, _, _ in found for word in old[a:b]] == old
    assert [word for _, _, _, c, d in found for word in new[c:d]] == new
    assert all((old[a:b] == new[c:d]) is same and (a < b or c < d) for same, a, b, c, d in found)
    assert all(one[0] is not other[0] or one[0] for one, other in pairwise(found))


def test_many_equal_words() -> None:
    old, new = ["-", " "] * 5000, ["-", " ", "x"] * 5000
    assert sum(b - a for same, a, b, _, _ in diff.opcodes(old, new) if same) == 10_000
