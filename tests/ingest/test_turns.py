import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.domain.interview import Role, Turn
from whyshore.ingest.turns import Speaker, Speakers, find_turns, unused_labels

Row = tuple[str, str]


def said(text: str, speakers: Speakers | None = None) -> list[Row]:
    """Speaker and words of every turn."""
    return [
        (turn.speaker, text[turn.words_start : turn.end]) for turn in find_turns(text, speakers)
    ]


def roles(text: str) -> dict[str, Role]:
    return {turn.label: turn.role for turn in find_turns(text)}


def check(text: str, turns: tuple[Turn, ...]) -> None:
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    before = 0
    for turn in turns:
        assert before <= turn.start < turn.end <= len(text)
        assert turn.start <= turn.words_start <= turn.end
        whole = text[turn.start : turn.end]
        assert whole == whole.strip()
        assert turn.label in whole
        before = turn.end


@pytest.mark.parametrize(
    ("line", "speaker", "time_code"),
    [
        ("Ana: words", "Ana", ""),
        ("Ana : words", "Ana", ""),
        ("Ana\u00a0: words", "Ana", ""),
        ("**Ana:** words", "Ana", ""),
        ("**Ana**: words", "Ana", ""),
        ("__Ana:__ words", "Ana", ""),
        ("*Ana*: words", "Ana", ""),
        ("- Ana: words", "Ana", ""),
        ("   Ana: words", "Ana", ""),
        ("\u200fAna\u200f: words", "Ana", ""),
        ("\ufeffAna: words", "Ana", ""),
        ("Ana：words", "Ana", ""),
        ("ANA [00:12:03] words", "ANA", "00:12:03"),
        ("ANA [00:12:03]: words", "ANA", "00:12:03"),
        ("ANA: [00:12:03] words", "ANA", "00:12:03"),
        ("**ANA [00:12]:** words", "ANA", "00:12"),
        ("[00:12:03] Ana: words", "Ana", "00:12:03"),
        ("[00:12:03.500] Ana: words", "Ana", "00:12:03.500"),
        ("[00:43.810 --> 00:47.850]  Ana: words", "Ana", "00:43.810"),
        ("00:12:03 Ana: words", "Ana", "00:12:03"),
        ("(0:12) Ana: words", "Ana", "0:12"),
        ("#00:12:03-7# Ana: words", "Ana", "00:12:03"),
        ("Ana (00:12): words", "Ana", "00:12"),
        ("Ana 00:12: words", "Ana", "00:12"),
        ("Ana  0:21  \nwords", "Ana", "0:21"),
        ("00:00:08\tAna\twords", "Ana", "00:00:08"),
        ("[SPEAKER_00]: words", "SPEAKER_00", ""),
        ("speaker 1: words", "speaker 1", ""),
        ("Ana María de la Torre Sánchez: words", "Ana María de la Torre Sánchez", ""),
        ("Dr. J. M. Ruiz-O’Neill: words", "Dr. J. M. Ruiz-O’Neill", ""),
        ("Ana (sales, Bilbao): words", "Ana (sales, Bilbao)", ""),
        ("von der Leyen: words", "von der Leyen", ""),
        ("Λένα: words", "Λένα", ""),
        ("سارة: words", "سارة", ""),
        ("דנה: words", "דנה", ""),
        ("小林：words", "小林", ""),
        ("สมชาย: words", "สมชาย", ""),
        ("अनिता शर्मा: words", "अनिता शर्मा", ""),
        ("I: words", "I", ""),
        ("i:words", "i", ""),
    ],
)
def test_every_form_of_label_is_found_when_it_recurs(
    line: str, speaker: str, time_code: str
) -> None:
    text = f"{line}\n\n{line}\n"

    turns = find_turns(text)

    assert [turn.speaker for turn in turns] == [speaker, speaker]
    assert [turn.time_code for turn in turns] == [time_code, time_code]
    assert [text[turn.words_start : turn.end] for turn in turns] == ["words", "words"]
    check(text, turns)


@pytest.mark.parametrize(
    "line",
    [
        "There were two reasons: cost and market",
        "Note: the tape ends here",
        "Nota: se corta la cinta",
        "Figure 3: exports",
        "https://example.org/a",
        "12:30 lunch",
        "At 12:30 we left",
        "Ratio 3:1 or so",
        "He said so, Ana: and left",
        "What did she say? Ana: nothing",
        "1: first",
        "std::vector",
        "So: we left",
        "the plant manager: he knew",
        "A Name With Very Many Words In It Indeed: x",
        "That was it. Ana: x",
        "我们去中国有以下两个主要原因：成本",
    ],
)
def test_a_colon_in_running_text_is_not_a_speaker(line: str) -> None:
    text = f"{line}\n{line}\n{line}"

    assert said(text) == [("", line)] * 3


def test_a_name_that_begins_one_line_only_is_not_a_speaker() -> None:
    text = "Ana: yes\n\nI said nothing."

    assert said(text) == [("", "Ana: yes"), ("", "I said nothing.")]


def test_a_declared_label_needs_to_be_there_only_once_and_may_have_any_shape() -> None:
    speakers = Speakers((Speaker("the plant manager", "Jon", Role.RESPONDENT),))
    text = "the plant manager: yes"

    (turn,) = find_turns(text, speakers)

    assert (turn.label, turn.speaker, turn.role) == ("the plant manager", "Jon", Role.RESPONDENT)


def test_a_declared_word_such_as_note_is_a_speaker() -> None:
    assert said("Note: yes", Speakers((Speaker("Note"),))) == [("Note", "yes")]


def test_a_well_known_label_counts_once_beside_another() -> None:
    assert said("Q: Why?\nA: Because.") == [("Q", "Why?"), ("A", "Because.")]
    assert said("I: Why?") == [("", "I: Why?")]


def test_a_name_with_a_time_code_counts_once_beside_one_that_recurs() -> None:
    text = "Ana  0:01\nyes\n\nBen  0:02\nno\n\nAna  0:03\nyes\n"

    assert said(text) == [("Ana", "yes"), ("Ben", "no"), ("Ana", "yes")]


def test_where_nobody_is_named_every_label_is_text() -> None:
    text = "I: one\nR: two\nI: three"

    assert [speaker for speaker, _ in said(text, Speakers(nobody=True))] == ["", "", ""]


def test_a_label_said_to_be_none_is_text() -> None:
    text = "Ana: one\nOptions: two\nAna: three\nOptions: four"

    assert said(text, Speakers(never=("options",))) == [
        ("Ana", "one\nOptions: two"),
        ("Ana", "three\nOptions: four"),
    ]


def test_case_and_accents_composed_or_not_make_one_speaker() -> None:
    text = "Jose\u0301: a\nJOSÉ: b"

    assert {turn.speaker for turn in find_turns(text)} == {"Jose\u0301"}


def test_blank_lines_stay_in_a_turn_and_a_heading_ends_it() -> None:
    text = "I: one\n\ntwo\n\n## Later\n\nthree\n\nfour\nR: five\nI: six\n"

    assert said(text) == [
        ("I", "one\n\ntwo"),
        ("", "Later"),
        ("", "three"),
        ("", "four"),
        ("R", "five"),
        ("I", "six"),
    ]


def test_text_without_speakers_is_cut_at_blank_lines() -> None:
    text = "\n# Notes\nfirst\nstill first\n \t\nsecond  \n\n\n"

    assert said(text) == [("", "Notes"), ("", "first\nstill first"), ("", "second")]


def test_without_any_blank_line_every_line_stands_alone() -> None:
    assert said("one\ntwo\nthree\n\n") == [("", "one"), ("", "two"), ("", "three")]


def test_whisper_lines_are_turns_with_the_time_they_start() -> None:
    text = "[00:43.810 --> 00:47.850]  Hello: you.\n[00:48.350 --> 01:00:54.570]\n\n[01:00] More"

    turns = find_turns(text)

    assert [turn.time_code for turn in turns] == ["00:43.810", "00:48.350", "01:00"]
    assert said(text) == [("", "Hello: you."), ("", ""), ("", "More")]
    check(text, turns)


def test_a_label_without_words_is_a_turn_without_words() -> None:
    text = "I:\nR: yes\nI:\n"

    turns = find_turns(text)

    assert [text[turn.words_start : turn.end] for turn in turns] == ["", "yes", ""]
    assert turns[0].words_start == turns[0].end == 2


def test_only_a_line_feed_ends_a_line() -> None:
    text = "I: one\u2028R: two\x0cR: three\x85R: four\x1cR: five\nR: six\nI: seven"

    assert said(text)[0] == ("I", "one\u2028R: two\x0cR: three\x85R: four\x1cR: five")
    assert len(said(text)) == 3


def test_positions_count_characters_after_emoji() -> None:
    text = "I: 👩‍👩‍👧 e\u0301?\nR: 😀 yes\nI: ok"

    assert said(text)[1] == ("R", "😀 yes")


def test_text_before_the_first_label_is_paragraphs() -> None:
    text = "Interview in Bilbao\n12 March\n\nI: one\nR: two\nI: three"

    assert said(text)[0] == ("", "Interview in Bilbao\n12 March")


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("I", "R"),
        ("Q", "A"),
        ("INT", "P1"),
        ("IV", "B"),
        ("Interviewer 1", "Interviewee"),
        ("Moderator", "Participant 3"),
        ("Entrevistadora", "Entrevistado/a"),
        ("Entrevistador(a)", "Entrevistada"),
        ("Intervistatore", "Intervistato"),
        ("Interviewerin", "Befragter"),
        ("Enquêteur", "Enquêté"),
        ("Elkarrizketatzailea", "Elkarrizketatua"),
        ("P", "R"),
        ("D", "R"),
        ("IR", "IE"),
        ("I", "IE"),
        ("IE", "R"),
        ("问", "答"),
        ("采访者", "受访者"),
        ("س", "ج"),
        ("ש", "ת"),
    ],
)
def test_well_known_labels_tell_who_asks(asks: str, answers: str) -> None:
    text = f"{asks}: a\n{answers}: b\n" * 2

    assert roles(text) == {asks: Role.INTERVIEWER, answers: Role.RESPONDENT}


def test_other_names_have_no_role_and_a_alone_answers_nobody() -> None:
    assert roles("Ana: x\nBen: y\nAna: z\nBen: z") == {"Ana": Role.OTHER, "Ben": Role.OTHER}
    assert roles("A: x\nB: y\nA: z\nB: z") == {"A": Role.OTHER, "B": Role.OTHER}
    assert roles("IE: x\nIE: y") == {"IE": Role.RESPONDENT}


def test_a_declared_role_comes_before_the_guess() -> None:
    speakers = Speakers((Speaker("IE", role=Role.INTERVIEWER), Speaker("Nobody")))
    text = "IE: x\nI: y\nI: z"

    turns = find_turns(text, speakers)

    assert turns[0].role is Role.INTERVIEWER
    assert unused_labels(turns, speakers) == ("Nobody",)


LINES = st.sampled_from(
    ["I: a", "R:", "Ana: x ", "**Ana:** y", "Ana  0:12", "[00:01 --> 00:02] w", "# Head", "",
     " \t", "\u2028", "\x0c", "text: more", "\u200fسارة: ن", "---", "R：b", "😀", "[0:1", ":"]
)  # fmt: skip


@given(st.lists(LINES).map("\n".join) | st.text())
def test_turns_are_in_order_apart_and_inside_the_text(text: str) -> None:
    turns = find_turns(text)

    check(text, turns)
    covered = "".join(text[turn.start : turn.end] for turn in turns)
    assert "".join(covered.split()) == "".join(text.split())


@given(st.lists(LINES).map("\n".join))
def test_where_nobody_is_named_nothing_has_a_speaker(text: str) -> None:
    assert not any(turn.speaker for turn in find_turns(text, Speakers(nobody=True)))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "a: " * 70_000,
        " " * 200_000 + "x:",
        ("a" + " " * 150 + ":::\n") * 1_000,
        ("*" * 190 + ":\n") * 1_000,
        ("[0:00" * 40 + ":\n") * 1_000,
        ("I: why?\n\nR: " + "we expected the market to grow " * 15 + "\n\n") * 1_200,
    ],
)
def test_long_and_hostile_texts_are_cut_quickly(text: str) -> None:
    began = time.perf_counter()

    find_turns(text)

    assert time.perf_counter() - began < 1.5
