"""Words cut for a list or a message."""

import pytest

from whyshore.domain.words import shortened


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wages were low.", "Wages were low."),
        ("Wages were  low.\nThey rose.", "Wages were low. …"),
        ("Wages were as low as ever", "Wages were as …"),
        ("Wages were as lo w", "Wages were as lo …"),
        ("No unbrokenlongword here", "No unbrokenlongw …"),
        ("漢" * 20, "漢" * 16 + " …"),
    ],
)
def test_a_text_is_cut_between_words_where_little_is_lost_by_it(text: str, told: str) -> None:
    assert shortened(text, 16) == told
