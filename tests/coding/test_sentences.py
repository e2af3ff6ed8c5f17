import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whyshore.coding.sentences import sentences
from whyshore.domain.interview import Turn


def cut(text: str, language: str = "en") -> list[str]:
    whole = Turn(number=1, start=0, words_start=0, end=len(text))
    return [text[start:end] for start, end in sentences(text, [whole], language)]


def test_sentences_end_at_full_stops_questions_and_exclamations() -> None:
    assert cut("We left. Why? For the market! So.") == [
        "We left.",
        "Why?",
        "For the market!",
        "So.",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It cost approx. 3.5 million, e.g. in wages, see No. 1 and p. 7."),
        ("en", "J. R. García and Dr. Smith met Mr. Etxeberria vs. St. Gallen, cf. Fig. 2."),
        ("en", "Fagor Electrodomésticos, S. Coop. Mondragón, and Ulma S.A. Oñati stayed."),
        ("en", "Pumps, lathes, etc. were sold (jigs etc.) and the U.S. Department knew."),
        ("en", "“Really?” he said."),
        ("es", "La Sra. García, de Orbea S.L. Mallabia, y el Sr. Ruiz, aprox. 30 p.ej. Irún."),
        ("de", "Am 1. März kam Dr. Müller, z.B. wegen der 5 Mio. Euro, d.h. Kosten usw. dazu."),
        ("it", "Il sig. Rossi e l’ing. Bianchi della S.p.A. Milano, cfr. Torino."),
        ("eu", "Orbea, S. Coop. Mallabian dago, 2003. urtean, adib. Txinan."),
    ],
)
def test_abbreviations_and_initials_end_no_sentence(language: str, sentence: str) -> None:
    assert cut(f"{sentence} Bai.", language) == [sentence, "Bai."]


def test_an_abbreviation_can_also_be_the_last_word() -> None:
    text = "We made pumps etc. Others sold to Fagor Ltd. They were cheap in the U.S. We left."

    assert cut(text) == [
        "We made pumps etc.",
        "Others sold to Fagor Ltd.",
        "They were cheap in the U.S.",
        "We left.",
    ]


def test_no_is_an_answer_unless_a_number_follows() -> None:
    assert cut("No. We did not. See No. 4.") == ["No.", "We did not.", "See No. 4."]


def test_a_small_letter_goes_on_unless_there_are_no_capitals_at_all() -> None:
    assert cut("We waited … and waited... then left.") == ["We waited … and waited... then left."]
    assert cut("so yeah. and then we left") == ["so yeah.", "and then we left"]


def test_quotes_brackets_and_marks_close_with_their_sentence() -> None:
    text = "“We left.” (It was cheap.) **Stop.** It failed. [laughs] So we closed."

    assert cut(text) == [
        "“We left.”",
        "(It was cheap.)",
        "**Stop.**",
        "It failed.",
        "[laughs] So we closed.",
    ]


def test_chinese_and_japanese_need_no_space() -> None:
    assert cut("我们去了中国。因为市场！好吗？", "zh") == ["我们去了中国。", "因为市场！", "好吗？"]
    assert cut("「行く。」と言った。はい。", "ja") == ["「行く。」と言った。", "はい。"]


def test_a_single_line_end_goes_on_and_a_blank_line_does_not() -> None:
    assert cut("We went to\nChina\n \nand left") == ["We went to\nChina", "and left"]
    assert cut("one\u2028two\u2029three") == ["one", "two", "three"]


def test_markdown_headings_and_lists_end_at_their_line() -> None:
    text = "# Motives\nThese are\nthree:\n- labour costs\n- tariffs\n2. Then growth\n| a | b |"

    assert cut(text) == [
        "# Motives",
        "These are\nthree:",
        "- labour costs",
        "- tariffs",
        "2. Then growth",
        "| a | b |",
    ]


def test_decimals_and_web_addresses_stay_whole() -> None:
    assert cut("It grew 3.5 per cent, see www.orbea.com.") == [
        "It grew 3.5 per cent, see www.orbea.com."
    ]


def test_labels_belong_to_no_sentence_and_sentences_never_cross_turns() -> None:
    text = "IE: Why\n\nR: Costs. Only"
    turns = [Turn(1, 0, 4, 7), Turn(2, 9, 12, len(text))]

    found = [text[start:end] for start, end in sentences(text, turns, "en")]

    assert found == ["Why", "Costs.", "Only"]


@pytest.mark.parametrize("language", ["ja", "th", "klingon", "", "en-GB", "es_ES", "../x"])
def test_any_language_is_read_somehow(language: str) -> None:
    assert cut("One. Two.", language) == ["One.", "Two."]


def test_nothing_but_white_space_has_no_sentences() -> None:
    assert cut("") == cut(" \n\t ") == []
    assert cut("...") == ["..."]


@settings(deadline=None)  # the first example loads spaCy
@given(
    st.lists(
        st.text(st.sampled_from("aB1.!?…。\"'”)[ \n\t\u2028-#éA\u0301中😀\x00"), max_size=40)
        | st.text(max_size=40),
        max_size=4,
    ),
    st.sampled_from(["en", "de", "eu", "xx"]),
)
def test_every_visible_character_is_in_one_sentence(words: list[str], language: str) -> None:
    text, turns = "", []
    for number, each in enumerate(words, 1):
        start = len(text)
        text += f"R: {each}"
        turns.append(Turn(number, start, start + len("R: "), len(text)))
        text += "\n\n"

    found = sentences(text, turns, language)

    covered = [place for start, end in found for place in range(start, end)]
    visible = [
        place
        for turn in turns
        for place in range(turn.words_start, turn.end)
        if not text[place].isspace()
    ]
    assert len(covered) == len(set(covered))
    assert set(visible) <= set(covered)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    for start, end in found:
        assert text[start:end] == text[start:end].strip() != ""
        assert any(turn.words_start <= start and end <= turn.end for turn in turns)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "!" * 200_000 + "a",
        "." + ")" * 200_000,
        "1. " * 70_000,
        "\n" + " " * 200_000 + "a",
        "x. " + "We left. " * 130_000,
    ],
    ids=["letters", "exclamations", "brackets", "numbers", "indent", "longer than max_length"],
)
def test_hostile_lengths_take_no_longer_than_others(text: str) -> None:
    start = time.perf_counter()

    cut(text)

    assert time.perf_counter() - start < 10


def test_spacy_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, whyshore.coding.sentences; print('spacy' in sys.modules)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "False"
