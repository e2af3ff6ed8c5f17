from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import TEXT, an_interview
from whyshore.coding.sentences import sentences
from whyshore.domain.interview import Interview
from whyshore.tui.clusters import cluster_at
from whyshore.tui.layout import Layout
from whyshore.tui.moves import MOVES as MOVING_KEYS
from whyshore.tui.moves import Ground
from whyshore.tui.selection import Selection, Unit

QUESTION = "What took you to China?"
GROWTH = "We expected the market to grow."
WAGES = "Wages were low."
FRIENDS = "We also had friends there."
TURKEY = "And Turkey?"
FELL = "The market fell."
QUALITY = "Quality was poor."
ANSWER = f"{GROWTH} {WAGES} {FRIENDS}"

TWO_PARAGRAPHS = """\
R: The first. It has two sentences.

It goes on here, in the same turn.
I: Yes?
"""


def with_sentences(text: str = TEXT) -> Interview:
    interview = an_interview(text)
    return replace(interview, sentences=sentences(text, interview.turns, "en"))


class Reading:
    """A selection, and what it says in words."""

    def __init__(self, text: str = TEXT) -> None:
        self.chosen = Selection(with_sentences(text))
        self.text = text

    def at(self, words: str, offset: int = 0) -> "Reading":
        self.chosen.sticky = False
        self.chosen.put(self.text.index(words) + offset)
        return self

    def over(self, words: str) -> "Reading":
        self.at(words)
        self.chosen.put(self.text.index(words) + len(words), extend=True)
        return self

    @property
    def words(self) -> str | None:
        span = self.chosen.span
        return None if span is None else self.text[slice(*span)]

    @property
    def target(self) -> str | None:
        span = self.chosen.target
        return None if span is None else self.text[slice(*span)]

    @property
    def ahead(self) -> str:
        return self.text[self.chosen.cursor :]


@pytest.fixture
def reading() -> Reading:
    return Reading()


# --- what a code would go on ---


def test_what_is_selected_is_named_by_its_unit_only_where_that_is_whole(reading: Reading) -> None:
    chosen = reading.at("We expected").chosen
    assert chosen.in_words == ""
    chosen.select(Unit.SENTENCE)
    assert chosen.in_words == "sentence selected (31)"
    chosen.grow()
    assert chosen.in_words == "sentences selected (47)"
    chosen.step(2, extend=True)
    assert chosen.in_words == "selected (49)"


def test_without_a_selection_a_code_goes_on_the_sentence_at_the_cursor(reading: Reading) -> None:
    assert reading.at("were").target == WAGES
    assert reading.words is None


def test_at_the_first_letter_of_a_sentence_it_is_that_sentence(reading: Reading) -> None:
    assert reading.at(WAGES).target == WAGES


def test_between_two_sentences_of_a_line_it_is_the_one_before(reading: Reading) -> None:
    assert reading.at(WAGES, -1).target == GROWTH


def test_on_a_speaker_label_it_is_the_first_sentence_of_that_turn(reading: Reading) -> None:
    assert reading.at("R: We expected").target == GROWTH
    assert reading.at("I: And Turkey").target == TURKEY


@pytest.mark.parametrize("text", [TEXT, TWO_PARAGRAPHS])
def test_wherever_the_cursor_is_there_is_something_to_code(text: str) -> None:
    chosen = Selection(with_sentences(text))
    nothing = []
    for position in range(len(text) + 1):
        chosen.put(position)
        if chosen.target is None:
            nothing.append(position)

    assert nothing == []


def test_at_the_end_of_a_line_it_is_the_sentence_that_ends_there(reading: Reading) -> None:
    assert reading.at("\nI: And").target == FRIENDS


def test_at_the_end_of_the_text_it_is_the_last_sentence(reading: Reading) -> None:
    reading.chosen.put(len(TEXT.rstrip()))

    assert reading.target == QUALITY


def test_a_selection_is_what_a_code_goes_on(reading: Reading) -> None:
    assert reading.over("market to").target == "market to"


def test_a_text_without_words_has_nothing_to_code() -> None:
    assert Reading("").target is None
    assert Reading("\n \n").target is None


# --- moving ---


def test_characters(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.step(1)
    assert reading.ahead.startswith("ages")
    reading.chosen.step(-2)
    assert reading.ahead.startswith(" Wages")


def test_moving_stops_at_both_ends_of_the_text(reading: Reading) -> None:
    reading.chosen.put(0)
    reading.chosen.step(-1)
    assert reading.chosen.cursor == 0
    reading.chosen.put(len(TEXT) + 99)
    reading.chosen.step(1)
    assert reading.chosen.cursor == len(TEXT)


def test_a_plain_step_leaves_a_selection_at_the_side_one_moves_to(reading: Reading) -> None:
    reading.over("Wages")
    reading.chosen.step(1)
    assert (reading.words, reading.ahead[:6]) == (None, " were ")

    reading.over("Wages")
    reading.chosen.step(-1)
    assert (reading.words, reading.ahead[:6]) == (None, "Wages ")


def test_words(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.step_word(1)
    assert reading.ahead.startswith("were low")
    reading.chosen.step_word(1)
    assert reading.ahead.startswith("low.")
    reading.chosen.step_word(-1)
    assert reading.ahead.startswith("were low")


def test_from_inside_a_word_one_step_back_is_its_own_beginning(reading: Reading) -> None:
    reading.at("expected", 4)
    reading.chosen.step_word(-1)

    assert reading.ahead.startswith("expected")


def test_words_end_at_the_ends_of_the_text(reading: Reading) -> None:
    reading.at("poor")
    reading.chosen.step_word(1)
    assert reading.chosen.cursor == len(TEXT)
    reading.chosen.put(1)
    reading.chosen.step_word(-1)
    reading.chosen.step_word(-1)
    assert reading.chosen.cursor == 0


# --- extending by hand ---


def test_characters_extend_on_both_sides_of_the_anchor(reading: Reading) -> None:
    reading.at("were")
    reading.chosen.step(2, extend=True)
    assert reading.words == "we"
    reading.chosen.step(-3, extend=True)
    assert reading.words == " "


def test_words_extend(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.step_word(1, extend=True)
    reading.chosen.step_word(1, extend=True)
    assert reading.words == "Wages were "
    reading.chosen.step_word(-1, extend=True)
    assert reading.words == "Wages "


def test_clearing_goes_back_to_the_start_of_what_was_selected(reading: Reading) -> None:
    reading.over("Wages were")
    reading.chosen.sticky = True
    reading.chosen.clear()

    assert (reading.words, reading.chosen.sticky) == (None, False)
    assert reading.ahead.startswith("Wages")


# --- selecting units ---


def test_sentences_one_after_another(reading: Reading) -> None:
    reading.at("took")
    found = []
    for _ in range(7):
        reading.chosen.select(Unit.SENTENCE)
        found.append(reading.words)

    assert found == [QUESTION, GROWTH, WAGES, FRIENDS, TURKEY, FELL, QUALITY]


def test_the_last_sentence_stays_selected(reading: Reading) -> None:
    reading.at("poor")
    reading.chosen.select(Unit.SENTENCE)
    reading.chosen.select(Unit.SENTENCE)

    assert reading.words == QUALITY


def test_sentences_backwards(reading: Reading) -> None:
    reading.at("fell")
    found = []
    for _ in range(4):
        reading.chosen.select(Unit.SENTENCE, -1)
        found.append(reading.words)

    assert found == [FELL, TURKEY, FRIENDS, WAGES]


def test_turns_leave_the_label_out(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.select(Unit.TURN)
    assert reading.words == ANSWER
    reading.chosen.select(Unit.TURN)
    assert reading.words == TURKEY
    reading.chosen.select(Unit.TURN, -1)
    assert reading.words == ANSWER


def test_words_one_after_another(reading: Reading) -> None:
    reading.at("Wages", 2)
    found = []
    for _ in range(4):
        reading.chosen.select(Unit.WORD)
        found.append(reading.words)

    assert found == ["Wages", "were", "low", "We"]


def test_words_backwards(reading: Reading) -> None:
    reading.at("low.")
    found = []
    for _ in range(3):
        reading.chosen.select(Unit.WORD, -1)
        found.append(reading.words)

    assert found == ["low", "were", "Wages"]


def test_paragraphs() -> None:
    reading = Reading(TWO_PARAGRAPHS).at("first")
    reading.chosen.select(Unit.PARAGRAPH)
    assert reading.words == "The first. It has two sentences."
    reading.chosen.select(Unit.PARAGRAPH)
    assert reading.words == "It goes on here, in the same turn.\nI: Yes?"
    reading.chosen.select(Unit.PARAGRAPH, -1)
    assert reading.words == "The first. It has two sentences."


SPOKEN = """\
I: Where to?

R: To China. It was far.

R: Then back.
"""


def test_paragraphs_that_begin_with_a_label_grow_shrink_and_are_gone_back_over() -> None:
    reading = Reading(SPOKEN).at("Where")
    paragraphs = ["Where to?", "To China. It was far.", "Then back."]
    reading.chosen.select(Unit.PARAGRAPH)
    first = reading.words
    reading.chosen.grow()
    reading.chosen.grow()
    assert reading.words == SPOKEN[3:].rstrip()
    reading.chosen.shrink()
    reading.chosen.shrink()
    assert reading.words == first == paragraphs[0]
    reading.chosen.select(Unit.PARAGRAPH)
    reading.chosen.select(Unit.PARAGRAPH)
    found = []
    for _ in paragraphs:
        found.append(reading.words)
        reading.chosen.select(Unit.PARAGRAPH, -1)
    assert found == paragraphs[::-1]


def test_paragraphs_grow_and_shrink_at_the_start() -> None:
    reading = Reading(SPOKEN).at("Then")
    reading.chosen.select(Unit.PARAGRAPH)
    reading.chosen.grow(step=-1)
    assert reading.words == "To China. It was far.\n\nR: Then back."
    reading.chosen.shrink(step=-1)
    assert reading.words == "Then back."


def test_a_speakers_label_is_no_word_to_select() -> None:
    reading = Reading(SPOKEN).at("To China")
    reading.chosen.select(Unit.WORD)
    reading.chosen.select(Unit.WORD, -1)
    assert reading.words == "to"
    reading.chosen.select(Unit.WORD)
    assert reading.words == "To"
    reading.chosen.grow(step=-1)
    assert reading.words == "to?\n\nR: To"
    reading.at("R: To")
    reading.chosen.select(Unit.WORD)
    assert reading.words == "To"
    reading.chosen.select_at(Unit.WORD, SPOKEN.index("R: Then"))
    assert reading.words == "Then"


def test_before_the_first_words_there_is_no_word_to_select() -> None:
    reading = Reading(SPOKEN).at("Where")
    reading.chosen.select(Unit.WORD)
    reading.chosen.select(Unit.WORD, -1)
    assert reading.words == "Where"


def test_another_unit_begins_with_the_one_at_the_start_of_the_selection(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.select(Unit.WORD)
    reading.chosen.select(Unit.SENTENCE)
    assert reading.words == WAGES
    reading.chosen.select(Unit.TURN)
    assert reading.words == ANSWER
    reading.chosen.select(Unit.SENTENCE)
    assert reading.words == GROWTH


def test_a_one_sentence_turn_is_the_sentence_and_then_the_next_turn(reading: Reading) -> None:
    reading.at("Turkey")
    reading.chosen.select(Unit.SENTENCE)
    reading.chosen.select(Unit.TURN)

    assert reading.words == f"{FELL} {QUALITY}"


def test_a_double_click_selects_a_word_and_a_triple_one_a_sentence(reading: Reading) -> None:
    reading.chosen.select_at(Unit.WORD, TEXT.index("were"))
    assert reading.words == "were"
    reading.chosen.select_at(Unit.SENTENCE, TEXT.index("were"))
    assert reading.words == WAGES


# --- longer and shorter ---


def test_growing_takes_in_the_next_unit_at_the_end(reading: Reading) -> None:
    reading.at("expected")
    reading.chosen.grow()
    assert reading.words == GROWTH
    reading.chosen.grow()
    assert reading.words == f"{GROWTH} {WAGES}"
    reading.chosen.grow()
    assert reading.words == ANSWER
    reading.chosen.grow()
    assert reading.words == f"{ANSWER}\nI: {TURKEY}"


def test_growing_completes_a_unit_that_is_selected_in_part(reading: Reading) -> None:
    reading.over("market to")
    reading.chosen.grow(Unit.SENTENCE)
    assert reading.words == "market to grow."
    reading.chosen.grow(Unit.SENTENCE, -1)
    assert reading.words == GROWTH


def test_growing_at_the_start_takes_in_the_unit_before(reading: Reading) -> None:
    reading.at("friends")
    reading.chosen.select(Unit.SENTENCE)
    reading.chosen.grow(step=-1)
    assert reading.words == f"{WAGES} {FRIENDS}"
    reading.chosen.grow(step=-1)
    assert reading.words == ANSWER


def test_growing_goes_on_with_the_unit_selected_last(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.select(Unit.WORD)
    reading.chosen.grow()
    assert reading.words == "Wages were"
    reading.chosen.grow(step=-1)
    assert reading.words == "grow. Wages were"


def test_shrinking_takes_the_last_unit_off(reading: Reading) -> None:
    reading.over(ANSWER)
    reading.chosen.shrink(Unit.SENTENCE)
    assert reading.words == f"{GROWTH} {WAGES}"
    reading.chosen.shrink(Unit.SENTENCE)
    assert reading.words == GROWTH
    reading.chosen.shrink(Unit.SENTENCE)
    assert reading.words == GROWTH


def test_shrinking_at_the_start_takes_the_first_unit_off(reading: Reading) -> None:
    reading.over(ANSWER)
    reading.chosen.shrink(Unit.SENTENCE, -1)
    assert reading.words == f"{WAGES} {FRIENDS}"
    reading.chosen.shrink(Unit.SENTENCE, -1)
    assert reading.words == FRIENDS
    reading.chosen.shrink(Unit.SENTENCE, -1)
    assert reading.words == FRIENDS


def test_shrinking_what_is_not_selected_does_nothing(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.shrink()

    assert reading.words is None


def test_growing_and_shrinking_undo_each_other(reading: Reading) -> None:
    for unit in (Unit.WORD, Unit.SENTENCE, Unit.TURN):
        reading.at("Wages")
        reading.chosen.select(unit)
        before = reading.words
        reading.chosen.grow()
        reading.chosen.shrink()
        assert reading.words == before
        reading.chosen.grow(step=-1)
        reading.chosen.shrink(step=-1)
        assert reading.words == before


# --- every move extends ---


def test_while_sticky_every_move_extends(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.sticky = True
    reading.chosen.step(1)
    reading.chosen.step_word(1)
    assert reading.words == "Wages "
    reading.chosen.put(TEXT.index("low"))
    assert reading.words == "Wages were "


def test_while_sticky_selecting_a_unit_grows_the_selection(reading: Reading) -> None:
    reading.at("Wages")
    reading.chosen.sticky = True
    reading.chosen.select(Unit.SENTENCE)
    reading.chosen.select(Unit.SENTENCE)
    assert reading.words == f"{WAGES} {FRIENDS}"
    reading.chosen.select(Unit.SENTENCE, -1)
    assert reading.words == ANSWER


# --- whatever the keys ---

MOVES = st.one_of(
    st.tuples(st.just("put"), st.integers(-5, len(TEXT) + 5), st.booleans()),
    st.tuples(st.just("step"), st.integers(-9, 9), st.booleans()),
    st.tuples(st.just("step_word"), st.sampled_from((-1, 1)), st.booleans()),
    st.tuples(st.just("select"), st.sampled_from(Unit), st.sampled_from((-1, 1))),
    st.tuples(st.just("grow"), st.sampled_from([None, *Unit]), st.sampled_from((-1, 1))),
    st.tuples(st.just("shrink"), st.sampled_from([None, *Unit]), st.sampled_from((-1, 1))),
    st.tuples(st.just("select_at"), st.sampled_from(Unit), st.integers(0, len(TEXT))),
    st.tuples(st.just("clear")),
    st.tuples(st.just("sticky")),
)
TEXTS = st.sampled_from(
    (TEXT, TWO_PARAGRAPHS, SPOKEN, "R: One.\n\n\nR: 中文。再来。\n", "bare words")
)


def act(chosen: Selection, move: tuple[object, ...]) -> None:
    name, *arguments = move
    match name:
        case "sticky":
            chosen.sticky = not chosen.sticky
        case "put" | "step" | "step_word":
            getattr(chosen, str(name))(arguments[0], extend=arguments[1])
        case _:
            getattr(chosen, str(name))(*arguments)


@settings(deadline=None)
@given(TEXTS, st.lists(MOVES, max_size=25))
def test_whatever_is_pressed_the_selection_lies_in_the_text(
    text: str, moves: list[tuple[object, ...]]
) -> None:
    chosen = Selection(with_sentences(text))
    for move in moves:
        act(chosen, move)

        assert 0 <= chosen.cursor <= len(text)
        assert 0 <= chosen.anchor <= len(text)
        start, end = chosen.target or (0, len(text))
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() or chosen.span


@settings(deadline=None)
@given(st.integers(0, len(TEXT)), st.sampled_from(Unit), st.integers(1, 6))
def test_growing_only_adds_and_shrinking_only_takes_away(
    position: int, unit: Unit, times: int
) -> None:
    chosen = Selection(with_sentences())
    chosen.put(position)
    chosen.grow(unit)
    for step in (1, -1) * times:
        before = chosen.span
        chosen.grow(unit, step)
        assert before is None or (chosen.span and _holds(chosen.span, before))
        larger = chosen.span
        chosen.shrink(unit, step)
        assert larger is None or (chosen.span and _holds(larger, chosen.span))


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@settings(deadline=None)
@given(st.integers(0, len(TEXT)), st.sampled_from((Unit.WORD, Unit.SENTENCE, Unit.TURN)))
def test_going_on_and_back_again_ends_where_it_began(position: int, unit: Unit) -> None:
    chosen = Selection(with_sentences())
    chosen.put(position)
    chosen.select(unit)
    first = chosen.span
    chosen.select(unit)
    if chosen.span != first:
        chosen.select(unit, -1)
    assert chosen.span == first


HOSTILE = "ab. \n\tI:R? é\u0301\u200d\ufe0f中👩❤🏽🇪🇸\x1b\u202e\u200b\u2028שלا\u0651क्षि"
ANY_TEXT = st.text(st.sampled_from(HOSTILE), max_size=60) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=60
)
BY_SIGNS_AND_ROWS = [
    *("left", "right", "extend_left", "extend_right", "up", "down", "extend_up", "extend_down"),
    *("page_up", "page_down", "line_start", "text_start", "other_end", "sticky"),
]


def pressed(text: str, width: int, keys: list[str]) -> Iterator[Selection]:
    """The selection after each of some keys, in a text laid out in some width."""
    chosen = Selection(with_sentences(text))
    layout = Layout(text, chosen.interview.turns)
    layout.wrap(width)
    ground = Ground(chosen, layout, page=3)
    for key in keys:
        ground.move(key)
        yield chosen


@settings(deadline=None)
@given(ANY_TEXT, st.integers(4, 30), st.lists(st.sampled_from(list(MOVING_KEYS)), max_size=12))
def test_in_any_text_every_key_stays_in_it(text: str, width: int, keys: list[str]) -> None:
    for chosen in pressed(text, width, keys):
        assert 0 <= chosen.anchor <= len(text)
        assert 0 <= chosen.cursor <= len(text)
        if chosen.span:
            assert chosen.target == chosen.span


@settings(deadline=None)
@given(ANY_TEXT, st.integers(4, 30), st.lists(st.sampled_from(BY_SIGNS_AND_ROWS), max_size=12))
def test_no_move_by_signs_or_rows_cuts_a_sign_in_two(
    text: str, width: int, keys: list[str]
) -> None:
    for chosen in pressed(text, width, keys):
        for place in (chosen.anchor, chosen.cursor):
            cluster = cluster_at(text, place)
            assert cluster is None or cluster[0] == place


@settings(deadline=None)
@given(ANY_TEXT, st.integers(4, 30), st.data())
def test_what_is_dragged_over_is_what_lies_between_two_cells(
    text: str, width: int, data: st.DataObject
) -> None:
    chosen = Selection(with_sentences(text))
    layout = Layout(text, chosen.interview.turns)
    layout.wrap(width)
    cells = [
        (data.draw(st.integers(0, layout.rows - 1)), data.draw(st.integers(0, width - 1)))
        for _ in range(2)
    ]
    for number, cell in enumerate(cells):
        chosen.put(layout.offset_at(*cell), extend=bool(number))

    start, end = sorted(layout.offset_at(*cell) for cell in cells)
    assert (chosen.span or (start, start)) == (start, end)
    for cell, place in zip(sorted(cells), (start, end), strict=True):
        row, column = layout.cell_of(place)
        assert row <= cell[0] or layout.row_span(cell[0])[0] == layout.row_span(cell[0])[1]
        assert layout.offset_at(row, column) == place
