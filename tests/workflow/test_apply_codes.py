import pytest

from tests.factories import place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.memo import Topic
from whyshore.domain.segment import Segment
from whyshore.errors import AlreadyCodedError, FixableError, NotAssignableError, UnknownCodeError
from whyshore.store.codings import codings_in
from whyshore.workflow.apply_codes import apply_code, apply_codes, remove_coding
from whyshore.workflow.code_by_command import Where, code_where
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, redo, undo
from whyshore.workflow.write_memos import memo_on, write_memo


def quotes(project: Project) -> list[str]:
    with project.database.reading() as session:
        return [each.quote for each in codings_in(session)]


def test_a_coding_keeps_its_words_and_what_stands_around_them(project: Project) -> None:
    coding = coded(project, "Wages were low.")

    assert coding.quote == "Wages were low."
    assert coding.before == "R: We expected the market to grow. "[-32:]
    assert coding.after.startswith(" We also had friends")


def test_white_space_at_the_ends_is_left_out(project: Project) -> None:
    interview = interview_of(project)
    wide = place(interview, " Wages were low. ")

    assert apply_code(project, interview, wide, code="off-cost").quote == "Wages were low."


def test_the_same_code_goes_on_the_same_words_once(project: Project) -> None:
    coded(project, "Wages were low.")

    with pytest.raises(AlreadyCodedError):
        coded(project, "Wages were low.")


def test_several_codes_may_overlap(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    coded(project, "Wages were low.", "off-growth")
    coded(project, "low. We also", "obstacle")

    assert len(quotes(project)) == 3


def test_a_container_is_not_put_on_text(project: Project) -> None:
    with pytest.raises(NotAssignableError, match="off-growth, off-cost"):
        coded(project, "Wages", "off")


def test_an_unknown_code_is_refused(project: Project) -> None:
    with pytest.raises(UnknownCodeError):
        coded(project, "Wages", "nothing")
    assert quotes(project) == []


def test_nothing_but_white_space_is_not_coded(project: Project) -> None:
    with pytest.raises(FixableError, match="no words"):
        apply_code(project, interview_of(project), Segment("ana", 2, 3), code="off-cost")


def test_removing_a_coding_removes_its_memo_and_undo_brings_both_back(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    write_memo(project, Topic.CODING, coding.id, "Said twice.")

    remove_coding(project, coding, interview_of(project))
    assert (quotes(project), memo_on(project, Topic.CODING, coding.id)) == ([], None)

    undo(project)
    memo = memo_on(project, Topic.CODING, coding.id)
    assert quotes(project) == ["Wages were low."]
    assert memo is not None
    assert memo.text == "Said twice."


def test_undo_says_what_it_undid_and_works_in_a_later_sitting(project: Project) -> None:
    coded(project, "Wages were low.")
    folder = project.folder
    project.close()

    later = open_project(folder, coder="ana").project
    event = undo(later)
    assert event is not None
    assert event.summary == "off-growth on “Wages were low.” (ana, turn 2)"
    assert quotes(later) == []
    assert redo(later) is not None
    assert quotes(later) == ["Wages were low."]
    assert [each.kind for each in history(later)][:3] == ["redo", "undo", "do"]
    later.close()


def test_words_are_coded_by_command(project: Project) -> None:
    coding = code_where(project, "ana", "og", Where(quote="wages were  low."))

    assert (coding.code, coding.quote) == ("off-growth", "Wages were low.")


def test_a_sentence_is_coded_by_command(project: Project) -> None:
    coding = code_where(project, "ana", "off-cost", Where(turn=2, sentence=2))

    assert coding.quote == "Wages were low."


def test_words_that_stand_in_several_turns_need_the_turn(project: Project) -> None:
    with pytest.raises(FixableError, match="turns 2, 4"):
        code_where(project, "ana", "off-cost", Where(quote="market"))

    assert code_where(project, "ana", "off-cost", Where(quote="market", turn=4)).quote == "market"


# --- several at once ---


def several(project: Project, *codes: str) -> list[str]:
    interview = interview_of(project)
    there = place(interview, " Wages were low.")
    return [each.code for each in apply_codes(project, interview, there, codes=codes)]


def test_several_codes_are_one_change(project: Project) -> None:
    assert several(project, "off-cost", "obstacle", "off-cost") == ["off-cost", "obstacle"]
    assert quotes(project) == ["Wages were low."] * 2
    assert history(project)[0].summary == "off-cost, obstacle on “Wages were low.” (ana, turn 2)"

    undo(project)
    assert quotes(project) == []


def test_of_several_codes_those_that_are_there_stay(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")

    assert several(project, "off-cost", "obstacle") == ["obstacle"]
    with pytest.raises(AlreadyCodedError, match="already has the codes oc Lower cost, xo Obstacle"):
        several(project, "off-cost", "obstacle")


def test_where_one_of_several_codes_cannot_be_put_none_is(project: Project) -> None:
    with pytest.raises(NotAssignableError):
        several(project, "off-cost", "off")
    with pytest.raises(UnknownCodeError):
        several(project, "off-cost", "nothing")
    assert quotes(project) == []
