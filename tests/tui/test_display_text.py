import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from whyshore.tui.display_text import cell_spans, display, is_narrow

HOSTILE = (
    "a é\u0301\u200d\ufe0f中👩❤♀🏽🇪🇸️1#\t\x1b\x9b\u202e\u200b\ud800\ue000\uffff\u2028­\u0378"
    "क्षि\u1100\u1161\U000e0061\U000e0100\u200c\u200f“"
)
TEXTS = st.text(st.sampled_from(HOSTILE), max_size=40) | st.text(max_size=40)


def clusters(text: str) -> list[tuple[str, int]]:
    shown = display(text)
    return [(shown[start:end], cells) for start, end, cells in cell_spans(shown)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x1b[2J\x9b2J\x7f\x00\r", "␛[2J�2J␡␀␍"),
        ("one\u2028two\u2029\x85\x0b\x0c", "one↵two↵↵↵↵"),
        ("\u202eback\u2066\u2069", "·back··"),
        ("ze\u200bro\u2060\ufeff\u00ad", "ze·ro···"),
        ("\ud800\ue000\ufffe\U0010ffff\u0378", "�����"),
        ("[laughs] [/] “quoted” – café", "[laughs] [/] “quoted” – café"),
        ("a\tb\nc", "a\tb\nc"),
    ],
    ids=repr,
)
def test_what_could_harm_is_shown_as_a_sign(text: str, shown: str) -> None:
    assert display(text) == shown


def test_emoji_stay_joined_and_toned() -> None:
    for emoji in ("👩🏽‍🔬", "👩‍❤️‍💋‍👨", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏿", "🙂‍↔️"):
        assert display(emoji) == emoji
        assert clusters(emoji) == [(emoji, 2)]


def test_a_joiner_between_letters_cannot_hide_the_next_one() -> None:
    assert clusters("a\u200db") == [("a\u200c", 1), ("b", 1)]


def test_an_endless_chain_of_emoji_takes_cells_again() -> None:
    assert sum(cells for _, cells in clusters("👩\u200d" * 100)) == 2 * 100 / 4


def test_a_tone_without_an_emoji_is_not_drawn_over_the_text_before() -> None:
    assert display("a🏽") == "a�"
    assert display("👍🏽🏽🏽🏽") == "👍🏽🏽��"


def test_a_flag_is_one_cluster_of_two_cells() -> None:
    assert clusters("🇪🇸🇫") == [("🇪🇸", 2), ("🇫", 1)]


def test_accents_and_selectors_belong_to_the_cluster_before() -> None:
    assert clusters("e\u0301❤️中") == [("e\u0301", 1), ("❤️", 2), ("中", 2)]


def test_a_tab_reaches_to_its_stop() -> None:
    assert [cells for _, cells in clusters("\tab\t中\t\u0301x")] == [4, 1, 1, 2, 2, 2, 1]


def test_ordinary_european_text_is_narrow() -> None:
    for text in ("“We – it’s 5 €…”", "Ñandú Žižek naïve", "Βιομηχανία", "Завод", "", " "):
        assert is_narrow(text)


def test_what_needs_measuring_is_not_narrow() -> None:
    for text in ("中", "e\u0301", "\t", "\n", "👍", "\x1b", "\u200b", "\u2028", "\u00ad", "1️"):
        assert not is_narrow(text)


def test_part_of_a_text_can_be_asked_about() -> None:
    assert is_narrow("中abc中", 1, 4)
    assert not is_narrow("中abc中", 1, 5)


def test_every_narrow_character_is_shown_as_itself_in_one_cell() -> None:
    narrow = [character for character in map(chr, range(0x110000)) if is_narrow(character)]

    assert len(narrow) > 3000
    for character in narrow:
        assert get_character_cell_size(character) == 1, hex(ord(character))
        assert display(f"{character}中")[0] == character, hex(ord(character))


def test_every_character_is_shown_as_one_that_terminals_agree_on() -> None:
    unsafe = {"Cc", "Cs", "Co", "Zl", "Zp"}

    shown = display("".join(map(chr, range(0x110000))))

    assert len(shown) == 0x110000
    left = {each for each in set(shown) if unicodedata.category(each) in unsafe}
    assert left == {"\t", "\n"}


@given(TEXTS)
def test_the_length_never_changes_and_showing_twice_changes_nothing(text: str) -> None:
    shown = display(text)

    assert len(shown) == len(text)
    assert display(shown) == shown


@given(TEXTS)
def test_clusters_cover_the_text_and_are_as_wide_as_rich_draws_them(text: str) -> None:
    shown = display(text).replace("\t", "-").replace("\n", "-")

    spans = list(cell_spans(shown))

    assert "".join(shown[start:end] for start, end, _ in spans) == shown
    for start, end, cells in spans:
        assert cells == cell_len(shown[start:end])
    assert sum(cells for _, _, cells in spans) == cell_len(shown)


@given(TEXTS.map(lambda text: "".join(each for each in text if not "🇦" <= each <= "🇿")))
def test_clusters_are_those_of_rich_but_for_flags(text: str) -> None:
    shown = display(text).replace("\t", "-").replace("\n", "-")

    assert list(cell_spans(shown)) == split_graphemes(shown)[0]
