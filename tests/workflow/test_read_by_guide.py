import shutil
from pathlib import Path

import pytest

from tests.workflow.helpers import coded
from whyshore.domain.guide import GuidePart
from whyshore.errors import FixableError
from whyshore.workflow.check_project import check
from whyshore.workflow.exchange_record import load_record, record_of, write_record
from whyshore.workflow.project import Project
from whyshore.workflow.read_by_guide import interview_by_guide, pin_turn, unpin_turn
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import undo

GUIDE = """\
sections:
  - {id: china, title: China, questions: [What took you to China?]}
  - {id: turkey, title: Turkey, cues: [and turkey]}
  - {id: policy, title: Policy, questions: [Did you receive public support?]}
"""
SECOND_ANSWER = "The market fell."


@pytest.fixture
def guided(project: Project) -> Project:
    (project.folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    return project


def parts(project: Project) -> dict[str, GuidePart]:
    found = interview_by_guide(project, "ana").parts
    return {part.section.id: part for part in found if part.section}


def turns(part: GuidePart) -> list[int]:
    return [each.turn.number for each in part.asked]


def start_of(project: Project, words: str) -> int:
    return (project.interviews_folder / "ana.md").read_text(encoding="utf-8").index(words)


def test_each_section_has_its_questions_the_words_of_the_answer_and_the_codings(
    guided: Project,
) -> None:
    coded(guided, "Wages were low.")

    found = parts(guided)

    assert (turns(found["china"]), turns(found["turkey"])) == ([1], [3])
    assert (found["china"].answer_words, found["turkey"].answer_words) == (14, 6)
    assert (found["china"].codings, found["turkey"].codings) == (1, 0)
    assert found["policy"] == GuidePart(found["policy"].section)


def test_a_pin_comes_before_what_the_words_propose_and_is_one_step_to_undo(
    guided: Project,
) -> None:
    pin_turn(guided, "ana", start_of(guided, "And Turkey?"), "policy")

    found = parts(guided)
    assert (turns(found["turkey"]), turns(found["policy"])) == ([], [3])
    assert found["policy"].asked[0].why == "pinned by ana"
    event = undo(guided)
    assert event is not None
    assert event.summary == "turn 3 of ana to “Policy”"
    assert turns(parts(guided)["turkey"]) == [3]


def test_an_answer_can_be_pinned_and_its_words_count_there(guided: Project) -> None:
    pin_turn(guided, "ana", start_of(guided, SECOND_ANSWER), "policy")

    found = parts(guided)

    assert turns(found["policy"]) == [4]
    assert (found["turkey"].answer_words, found["policy"].answer_words) == (0, 6)


def test_a_turn_pinned_to_nothing_goes_on_with_the_question_before(guided: Project) -> None:
    pin_turn(guided, "ana", start_of(guided, "And Turkey?"), "")

    view = interview_by_guide(guided, "ana")

    assert {p.section.id: p.answer_words for p in view.parts if p.section}["china"] == 20
    assert view.outside is not None
    assert turns(view.outside) == [3]


def test_a_pin_is_moved_and_taken_off_again(guided: Project) -> None:
    place = start_of(guided, "And Turkey?")
    pin_turn(guided, "ana", place, "policy")
    pin_turn(guided, "ana", place, "china")

    assert turns(parts(guided)["china"]) == [1, 3]
    assert len(record_of(guided).pins) == 1
    assert unpin_turn(guided, "ana", place)
    assert not unpin_turn(guided, "ana", place)
    assert turns(parts(guided)["turkey"]) == [3]


def test_a_section_that_is_not_there_is_explained(guided: Project) -> None:
    with pytest.raises(FixableError, match=r"no section “polcy”\. Closest: policy"):
        pin_turn(guided, "ana", 0, "polcy")


def test_a_project_without_a_guide_is_told_how_to_get_one(project: Project) -> None:
    with pytest.raises(FixableError, match=r"no interview guide \(guide.yaml\)"):
        interview_by_guide(project, "ana")


def test_pins_go_with_the_work_that_is_written_as_text(guided: Project, tmp_path: Path) -> None:
    pin_turn(guided, "ana", start_of(guided, "And Turkey?"), "policy")
    write_record(guided)
    copy = tmp_path / "copy"
    shutil.copytree(guided.folder, copy, ignore=shutil.ignore_patterns("whyshore.db*"))

    rebuilt = open_project(copy, coder="bea").project

    assert record_of(rebuilt).pins == record_of(guided).pins
    assert load_record(rebuilt, copy / "codings.jsonl") == 0
    rebuilt.close()


def test_a_pin_on_words_that_are_not_there_is_not_loaded(guided: Project, tmp_path: Path) -> None:
    pin_turn(guided, "ana", start_of(guided, "And Turkey?"), "policy")
    path = write_record(guided, tmp_path / "work.jsonl")
    path.write_text(path.read_text("utf-8").replace("And Turkey?", "And Spain?"), "utf-8")

    with pytest.raises(FixableError, match="is on a turn that ana does not have"):
        load_record(guided, path)


def test_check_names_what_is_wrong_with_the_guide_and_pins_it_lost(guided: Project) -> None:
    pin_turn(guided, "ana", start_of(guided, "And Turkey?"), "policy")
    guide = guided.folder / "guide.yaml"
    guide.write_text(GUIDE.replace("id: policy", "id: help"), encoding="utf-8")
    assert any(
        "is pinned to “policy”, which is no section" in str(f.problem) for f in check(guided)
    )

    guide.write_text(GUIDE.replace("title: China", "titel: China"), encoding="utf-8")
    assert any(
        "guide.yaml:2: A section has no key `titel`" in str(f.problem) for f in check(guided)
    )
