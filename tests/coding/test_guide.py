from pathlib import Path

from tests.factories import an_interview
from whyshore.coding.guide import asked_in
from whyshore.domain.guide import Guide, GuideSection
from whyshore.ingest.guide import read_guide
from whyshore.ingest.transcripts import read_folder

GUIDE = Guide(
    sections=(
        GuideSection("start", "Beginnings", ("In which year was the company founded?",)),
        GuideSection(
            "why", "Reasons to leave", ("Why did you produce abroad?",), cues=("what drove",)
        ),
        GuideSection("end", "Outlook", ("Do you plan to return?",)),
    )
)
ROOT = Path(__file__).parents[2]


def sections(text: str) -> list[tuple[int, str]]:
    return [(each.turn.number, each.section) for each in asked_in(GUIDE, an_interview(text))]


def test_a_question_is_told_by_the_words_it_shares_with_the_guide() -> None:
    text = (
        "I: What year was your company founded in?\nR: 1990.\nI: Why produced you abroad?\nR: Cost."
    )

    assert sections(text) == [(1, "start"), (3, "why")]


def test_a_cue_of_the_researcher_is_enough_and_is_named() -> None:
    interview = an_interview(
        "I: When was the company founded, the year?\nI: What drove you there?\n"
    )

    [_, second] = asked_in(GUIDE, interview)

    assert (second.section, second.why) == ("why", "says “what drove”")


def test_what_is_like_nothing_goes_on_with_the_question_before() -> None:
    text = "I: Hello.\nI: The year the company was founded?\nI: Really?\nI: What drove you?\n"

    assert sections(text) == [(2, "start"), (3, "start"), (4, "why")]


def test_accents_and_case_do_not_count() -> None:
    text = "I: WHÝ dïd you PRODUCE abroad?\nI: And the outlook?\n"

    assert sections(text) == [(1, "why"), (2, "end")]


def test_an_interview_with_other_questions_follows_no_guide() -> None:
    assert sections("I: Do you like cats?\nR: Yes.\nI: What drove you to them?\nR: Mice.") == []


def test_an_answer_asks_nothing_where_an_interviewer_is_known() -> None:
    text = "I: Year the company was founded?\nR: Why did I produce abroad? Who knows.\nI: Outlook?"

    assert sections(text) == [(1, "start"), (3, "end")]


def test_questions_are_found_where_nobody_is_known_to_ask() -> None:
    text = (
        "Ana: In which year was the company founded?\nJon: In 1990.\n"
        "Ana: Why did you produce abroad?\nJon: Cost. We would plan to return.\n"
    )

    assert sections(text) == [(1, "start"), (3, "why")]


def test_where_nobody_is_known_to_ask_the_one_who_asks_most_does() -> None:
    text = (
        "Ana: In which year was the company founded?\nJon: In 1990.\n"
        "Ana: Why did you produce abroad?\nJon: Why did we produce abroad? Cost.\n"
        "Ana: Do you plan to return?\nJon: We do.\n"
    )

    assert sections(text) == [(1, "start"), (3, "why"), (5, "end")]


def test_words_that_are_asked_with_all_the_time_are_no_likeness() -> None:
    made_up = GuideSection("tariffs", "Tariffs", ("What about Poland tariffs?",))
    guide = Guide(sections=(*GUIDE.sections, made_up))
    asked = (
        "Why did you produce abroad?",
        *(f"What about {it}?" for it in ("wages", "risk", "law")),
    )
    text = "\n".join(f"I: {each}\nR: Well." for each in ("In which year was it founded?", *asked))

    found = {each.section for each in asked_in(guide, an_interview(text))}

    assert found == {"start", "why"}
    told = asked_in(guide, an_interview(f"{text}\nI: What about tariffs in Poland?"))
    assert told[-1].section == "tariffs"


def test_the_practice_interview_follows_the_guide_of_the_paper_in_its_order() -> None:
    guide = read_guide(ROOT / "guide.yaml")
    read = read_folder(ROOT / "interviews", {}).transcripts
    practice = next(r.interview for r in read if r.interview.id == "practice-interview")

    asked = [each for each in asked_in(guide, practice) if not each.follows]

    assert list(dict.fromkeys(each.section for each in asked)) == list(guide.by_id)
    others = [r.interview for r in read if r.interview is not practice]
    assert not any(asked_in(guide, each) for each in others)
