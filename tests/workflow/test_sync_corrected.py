"""Corrected transcripts: what was coded stays on its words, or says that it does not."""

import shutil
from pathlib import Path

import pytest

from tests.factories import TEXT
from tests.workflow.helpers import coded, interview_of
from whyshore.cli.opening import corrected_lines
from whyshore.domain.anchoring import Kind, Outcome
from whyshore.domain.case import case_of
from whyshore.domain.memo import Topic
from whyshore.domain.project import SyncReport, Weight
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError
from whyshore.export.to_csv import quotes_as_csv
from whyshore.export.to_json import quotes_as_data
from whyshore.export.to_text import quotes_as_text
from whyshore.store.adrift import all_adrift
from whyshore.store.cases import passages_in
from whyshore.store.codings import codings_in
from whyshore.workflow.apply_codes import remove_coding
from whyshore.workflow.check_project import check
from whyshore.workflow.coded_segments import coded_segments
from whyshore.workflow.exchange_record import load_record, write_record
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.organise_cases import add_case, set_passage
from whyshore.workflow.project import Project
from whyshore.workflow.recode import recode
from whyshore.workflow.settle import accept, adjust, doubts, drop
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, undo
from whyshore.workflow.write_memos import write_memo

LONGER = "We also had friends there."


def rewritten(project: Project, text: str, name: str = "ana.md") -> SyncReport:
    (project.interviews_folder / name).write_text(text, encoding="utf-8")
    return sync(project, corrected=True)


def quotes_of(project: Project) -> list[tuple[str, Outcome]]:
    with project.database.reading() as session:
        return [(each.quote, each.anchored) for each in codings_in(session)]


def broken(project: Project) -> list[str]:
    return [str(each.problem) for each in check(project) if each.weight is Weight.BROKEN]


def warnings(project: Project) -> list[str]:
    return [str(each.problem) for each in check(project) if each.weight is Weight.WARNING]


def test_codings_keep_their_words_where_a_paragraph_is_put_in_before(project: Project) -> None:
    coded(project, "Wages were low.")

    report = rewritten(project, "I: Good morning, and thank you.\n" + TEXT)

    assert report.corrected[0].in_words == "1 kept"
    assert quotes_of(project) == [("Wages were low.", Outcome.KEPT)]
    assert broken(project) == []


def test_a_corrected_typo_corrects_the_quote_too(project: Project) -> None:
    coded(project, "We expected the market to grow.", code="off-growth")

    rewritten(project, TEXT.replace("expected", "expekted"))

    assert quotes_of(project) == [("We expekted the market to grow.", Outcome.KEPT)]


def test_a_moved_sentence_takes_its_coding_along(project: Project) -> None:
    words = "We expected the market to grow, as everybody in the trade did at that time."
    rewritten(project, TEXT.replace("We expected the market to grow.", words))
    coded(project, words)

    report = rewritten(
        project, interview_of(project).text.replace(f"{words} ", "") + f"R: {words}\n"
    )

    assert report.corrected[0].in_words == "1 moved"
    assert quotes_of(project) == [(words, Outcome.KEPT)]


def test_words_that_are_gone_leave_an_orphan_with_its_quote_and_memo(project: Project) -> None:
    coding = coded(project, LONGER)
    write_memo(project, Topic.CODING, coding.id, "Friends matter.")

    report = rewritten(project, TEXT.replace(f" {LONGER}", ""))

    assert report.corrected[0].in_words == "1 orphaned"
    assert quotes_of(project) == [(LONGER, Outcome.ORPHANED)]
    assert broken(project) == []
    assert any("lost its words" in each for each in warnings(project))


def test_an_orphan_comes_back_when_its_words_do(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, TEXT.replace(f" {LONGER}", ""))

    report = rewritten(project, TEXT)

    assert report.corrected[0].in_words == "1 moved"
    assert quotes_of(project) == [(LONGER, Outcome.KEPT)]
    assert warnings(project) == [each for each in warnings(project) if "case" in each]


def test_undo_brings_back_text_and_codings_and_the_file_waits_again(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, "I: Hello.\n" + TEXT.replace(f" {LONGER}", ""))

    undo(project)

    assert interview_of(project).text == TEXT
    assert quotes_of(project) == [(LONGER, Outcome.KEPT)]
    assert [each.file for each in sync(project).kept] == ["ana.md"]


def test_undo_is_refused_while_something_new_lies_on_the_corrected_text(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, "I: Hello there.\n" + TEXT)
    coded(project, "Hello there.", code="obstacle")

    with pytest.raises(FixableError, match="would lie on other words"):
        undo(project, event=next(e.number for e in history(project) if e.action == "sync"))


def test_what_another_coder_recoded_meanwhile_survives_the_undo(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, "I: Hello.\n" + TEXT)
    with project.database.reading() as session:
        recode(project, codings_in(session), code="obstacle")
    synced = next(each.number for each in history(project) if each.action == "sync")

    undo(project, event=synced)

    with project.database.reading() as session:
        (coding,) = codings_in(session)
    assert (coding.code, coding.quote) == ("obstacle", LONGER)
    assert (interview_of(project).text, broken(project)) == (TEXT, [])


def test_a_look_ahead_saves_nothing(project: Project) -> None:
    coded(project, LONGER)
    (project.interviews_folder / "ana.md").write_text("I: Hello.\n" + TEXT, encoding="utf-8")

    report = sync(project, corrected=True, only_look=True)

    assert report.corrected[0].in_words == "1 kept"
    assert interview_of(project).text == TEXT


def test_opening_takes_nothing_over_but_says_that_a_text_waits(project: Project) -> None:
    coded(project, LONGER)
    (project.interviews_folder / "ana.md").write_text("I: Hello.\n" + TEXT, encoding="utf-8")

    opened = open_project(project.folder)
    opened.project.close()

    assert [each.file for each in opened.report.kept] == ["ana.md"]
    assert interview_of(project).text == TEXT


def test_a_renamed_file_stays_the_same_interview(project: Project) -> None:
    coded(project, LONGER)
    old = project.interviews_folder / "ana.md"
    old.rename(project.interviews_folder / "respondent-1.md")

    report = sync(project)

    assert report.renamed == (("ana.md", "respondent-1.md"),)
    assert (report.added, report.gone) == ((), ())
    assert sync(project).unchanged == ("ana",)


def test_a_file_renamed_and_corrected_keeps_its_codings(project: Project) -> None:
    coded(project, LONGER)
    (project.interviews_folder / "ana.md").unlink()

    report = rewritten(project, TEXT.replace("low", "rather low"), name="respondent-1.md")

    assert report.renamed == (("ana.md", "respondent-1.md"),)
    assert quotes_of(project) == [(LONGER, Outcome.KEPT)]


def test_a_new_file_under_the_old_name_is_another_interview(project: Project) -> None:
    coded(project, LONGER)
    folder = project.interviews_folder
    (folder / "ana.md").rename(folder / "respondent-1.md")
    sync(project)
    (folder / "ana.md").write_text("R: Something else entirely.\n", encoding="utf-8")

    assert sync(project).added == ("ana-2",)
    assert sync(project).unchanged == ("ana", "ana-2")


def test_a_clone_finds_the_work_on_a_renamed_file(project: Project, tmp_path: Path) -> None:
    coded(project, LONGER)
    old = project.interviews_folder / "ana.md"
    old.rename(project.interviews_folder / "respondent-1.md")
    sync(project)
    record = write_record(project)
    clone = tmp_path / "clone"
    shutil.copytree(project.interviews_folder, clone / "interviews")
    for file in (project.codebook_file, record):
        shutil.copy(file, clone / file.name)

    opened = open_project(clone, coder="ana").project

    assert quotes_of(opened) == [(LONGER, Outcome.KEPT)]
    opened.close()


def test_passages_and_pins_move_along(project: Project) -> None:
    case = add_case(project, "Orbea", "China")
    interview = interview_of(project)
    start = TEXT.index("R: The market fell.")
    set_passage(project, interview, Segment("ana", start, len(TEXT)), case=case.id)
    coded(project, "Quality was poor.", code="back-quality")

    rewritten(project, TEXT.replace("I: And Turkey?", "I: Tell me more.\nR: Yes.\nI: And Turkey?"))

    with project.database.reading() as session:
        passages, coding = passages_in(session), codings_in(session)[0]
    assert case_of(coding.segment, passages, None) == case.id
    text = interview_of(project).text
    place = passages[0].segment
    assert text[place.start : place.end] == "R: The market fell. Quality was poor."


def test_a_doubt_is_accepted_where_it_is_proposed(project: Project) -> None:
    coded(project, "The market fell. Quality was poor.")
    rewritten(project, TEXT.replace("The market fell.", "Nobody bought bicycles then."))
    (doubt,) = doubts(project)
    assert doubt.state is Outcome.REVIEW
    assert doubt.was.quote == "The market fell. Quality was poor."

    accept(project, doubt)

    assert quotes_of(project)[0][1] is Outcome.KEPT
    assert quotes_of(project)[0][0] in interview_of(project).text
    assert (doubts(project), broken(project)) == ([], [])
    undo(project)
    assert doubts(project) == [doubt]


def test_an_orphan_is_put_on_other_words(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, TEXT.replace(LONGER, "Acquaintances helped."))
    (doubt,) = doubts(project)
    start = interview_of(project).text.index("Acquaintances")

    adjust(project, doubt, start, start + len("Acquaintances helped."))

    assert quotes_of(project) == [("Acquaintances helped.", Outcome.KEPT)]


def test_a_dropped_orphan_comes_back_with_undo(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, TEXT.replace(f" {LONGER}", ""))
    (doubt,) = doubts(project)

    drop(project, doubt)
    assert quotes_of(project) == []
    undo(project)

    assert doubts(project) == [doubt]


def test_removing_a_coding_settles_it(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, TEXT.replace(f" {LONGER}", ""))
    with project.database.reading() as session:
        (coding,) = codings_in(session)

    remove_coding(project, coding, interview_of(project))

    assert doubts(project) == []


def test_what_is_adrift_goes_to_the_record_and_back(project: Project, tmp_path: Path) -> None:
    coded(project, LONGER)
    rewritten(project, TEXT.replace(f" {LONGER}", ""))
    before = doubts(project)
    record = write_record(project)
    clone = tmp_path / "clone"
    (clone / "interviews").mkdir(parents=True)
    for name in ("codebook.yaml", "interviews/ana.md"):
        (clone / name).write_bytes((project.folder / name).read_bytes())
    (clone / "codings.jsonl").write_bytes(record.read_bytes())

    opened = open_project(clone, coder="ana").project

    assert [each.was for each in doubts(opened)] == [each.was for each in before]
    assert load_record(opened, record) == 0
    opened.close()


def test_two_codings_that_fall_on_the_same_words_both_stay(project: Project) -> None:
    coded(project, "Wages were low.")
    coded(project, "Wages were low. We also had friends there.")

    rewritten(project, TEXT.replace(" We also had friends there.", ""))

    assert len(quotes_of(project)) == 2
    with project.database.reading() as session:
        assert [each.kind for each in all_adrift(session)] == [Kind.CODING]
    assert broken(project) == []


def test_what_is_kept_on_other_words_is_told_with_both_and_the_turn(project: Project) -> None:
    coded(project, "We expected the market to grow.", code="off-growth")
    coded(project, "Wages were low.")

    report = rewritten(project, TEXT.replace("We expected", "We expekted"))

    listed = corrected_lines(report)[1:]
    assert listed == [
        "  kept, words changed: coding off-growth, turn 2 "
        "“We expected the market to grow.” → “We expekted the market to grow.”"
    ]


def test_quotes_say_which_codings_are_in_doubt(project: Project) -> None:
    coded(project, LONGER)
    rewritten(project, TEXT.replace(f" {LONGER}", ""))

    segments = coded_segments(project)

    assert "orphaned: these are the old words, it has no place" in quotes_as_text(segments)
    assert quotes_as_csv(segments).splitlines()[1].endswith(",orphaned")
    assert quotes_as_data(segments)[0]["anchored"] == "orphaned"
