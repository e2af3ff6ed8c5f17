import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.coding.find import find_all, folding_for
from whyshore.coding.fold import _COMPOSING, Folded, Folding, is_joined
from whyshore.domain.finding import Mode, Query

TRICKY = (
    "aAeE éÉñßﬁİıœÆłàçèœ’'“\"–-\u0301\u0308\u0327\u0323\u0345\u00ad\u200d \n\t\u00a0"
    "ςσΣйё가각ᄀ한ᅡᆨ❤\ufe0f🙂\u4e2d\u304b\u3099кйأ"
)
texts = st.one_of(st.text(st.sampled_from(TRICKY)), st.text())
foldings = st.sampled_from([Folding.LOOSE, Folding.EXACT])


def found(text: str, words: str, mode: Mode = Mode.PLAIN, *, exact: bool = False) -> list[str]:
    return [text[start:end] for start, end in find_all(text, Query(words, mode, exact))]


# --- what counts as the same ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The MARKET fell", "market"),
        ("the market fell", "MARKET"),
        ("España", "espana"),
        ("Espana", "España"),
        ("We didn’t", "didn't"),
        ("a “quote”", '"quote"'),
        ("1998–2004", "1998-2004"),
        ("Straße", "STRASSE"),
        ("a ﬁrm", "firm"),
        ("Łódź", "lodz"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("İzmir", "izmir"),
        ("co\u00adoperate", "cooperate"),
        ("the\n\n  market", "the market"),
        ("the market", " the\tmarket\n"),
        ("كَتَبَ", "كتب"),
    ],
)
def test_case_accents_quotes_dashes_and_line_ends_do_not_count(text: str, words: str) -> None:
    assert len(found(text, words)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("й", "и"), ("각", "가"), ("が", "か"), ("कि", "कु"), ("Straße", "s t"), ("ß", "s")],
)
def test_what_makes_another_letter_is_another_letter(text: str, words: str) -> None:
    assert found(text, words) == []


def test_capitals_and_accents_count_where_that_is_asked_for() -> None:
    assert found("España espana", "espana", exact=True) == ["espana"]
    assert found("We, we and wé", "we", exact=True) == ["we"]


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("word", ["España", "Çağlar", "가각", "Việt", "ক\u09cb"])
def test_composed_and_decomposed_letters_find_each_other(word: str, *, exact: bool) -> None:
    composed, apart = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))

    assert found(f"x {composed} y", apart, exact=exact) == [composed]
    assert found(f"x {apart} y", composed, exact=exact) == [apart]


def test_a_letter_is_found_with_its_accent_and_never_without() -> None:
    text = unicodedata.normalize("NFD", "café")

    assert found(text, "cafe") == [text]
    assert found(text, "cafe", exact=True) == []


def test_nothing_is_found_of_nothing() -> None:
    assert found("words", "") == []
    assert found("words", "  \n") == []
    assert found("words", "\u00ad") == []
    assert found("", "words") == []


def test_places_do_not_overlap_and_one_may_begin_inside_of_what_is_none() -> None:
    assert find_all("aaaa", Query("aa")) == [(0, 2), (2, 4)]
    assert find_all("ßss", Query("ss")) == [(0, 1), (1, 3)]
    assert find_all("sßs", Query("ss")) == [(1, 2)]


# --- whole words ---


def test_a_whole_word_is_not_found_inside_of_another() -> None:
    text = "Cost, costs, a cost-cutter; COST"

    assert found(text, "cost", Mode.WORD) == ["Cost", "cost", "COST"]
    assert found("भारती भारत", "भारत", Mode.WORD) == ["भारत"]
    assert found("中国 and 中", "中国", Mode.WORD) == ["中国"]


def test_words_that_begin_or_end_with_a_sign_are_whole_too() -> None:
    assert found("a (cost) b", "(cost)", Mode.WORD) == ["(cost)"]
    assert found("a (cost)s b", "(cost)", Mode.WORD) == ["(cost)"]


# --- properties ---


@given(texts, texts, foldings)
def test_what_is_found_folds_to_what_was_looked_for(text: str, words: str, how: Folding) -> None:
    query = Query(words, exact=how is Folding.EXACT)
    wanted = Folded(words.strip(), how).words.strip()

    for start, end in find_all(text, query):
        assert 0 <= start < end <= len(text)
        assert Folded(text[start:end], how).words == wanted


@given(texts, foldings)
def test_every_text_is_found_in_itself(words: str, how: Folding) -> None:
    wanted = words.strip()
    if not Folded(wanted, how).words.strip() or is_joined(wanted[0]):
        return

    start, end = find_all(f"x {wanted} y", Query(wanted, exact=how is Folding.EXACT))[0]

    assert 2 <= start < end <= 2 + len(wanted)


@given(texts, foldings)
def test_composing_a_text_changes_nothing(text: str, how: Folding) -> None:
    composed, apart = (Folded(unicodedata.normalize(form, text), how) for form in ("NFC", "NFD"))

    assert composed.words == apart.words


@given(texts, st.sampled_from(Folding))
def test_all_of_the_folded_text_is_all_of_the_text(text: str, how: Folding) -> None:
    folded = Folded(text, how)

    if folded.words:
        start, end = folded.span(0, len(folded.words)) or (-1, -1)
        assert Folded(text[start:end], how).words == folded.words


@given(texts, st.sampled_from(Folding))
def test_many_positions_are_found_like_each_alone(text: str, how: Folding) -> None:
    folded = Folded(text, how)
    single = [(at, at + 1) for at in range(len(folded.words))]

    for widen in (False, True):
        each = [folded.span(*one, widen=widen) for one in single]
        assert folded.spans(single, widen=widen) == [place for place in each if place]


def test_every_sign_that_composes_with_the_one_before_it_is_known() -> None:
    for number in range(0x110000):
        spread = unicodedata.decomposition(chr(number))
        if spread and not spread.startswith("<") and " " in spread:
            second = chr(int(spread.split()[1], 16))
            composes = unicodedata.normalize("NFC", chr(number)) == chr(number)
            assert not composes or is_joined(second), ascii(second)
    assert not any(unicodedata.combining(char) for char in _COMPOSING)


def test_a_letter_typed_in_a_day_long_interview_is_found_at_once() -> None:
    line = "R: We expected the market to grow; “España” didn’t.\n\n"
    text = line * (700_000 // len(line))
    find_all(text, Query("warm"))

    begun = perf_counter()
    assert len(find_all(text, Query("didn't"))) == text.count("didn’t")
    assert perf_counter() - begun < 0.25  # 4 ms on an idle machine


# --- regular expressions ---


def test_a_regular_expression_is_searched_with_case_and_accents_folded() -> None:
    text = "La producción\nen China. PRODUCCIÓN"

    assert found(text, r"produccion\b", Mode.PATTERN) == ["producción", "PRODUCCIÓN"]
    assert found(text, r"producció.", Mode.PATTERN, exact=True) == ["producción"]
    assert found(text, r"^en\s\w+", Mode.PATTERN) == ["en China"]
    assert found(text, r"x*", Mode.PATTERN) == []


@given(texts)
def test_a_regular_expression_finds_whole_letters(text: str) -> None:
    folded = Folded(text, folding_for(Query("x", Mode.PATTERN)))
    single = [(at, at + 1) for at in range(len(folded.words))]

    for start, end in folded.spans(single, widen=True):
        assert start < end
        assert end == len(text) or not is_joined(text[end]) or text[end - 1].isspace()
