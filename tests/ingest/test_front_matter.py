import pytest

from whyshore.domain.case import Case
from whyshore.domain.interview import Role
from whyshore.errors import ProblemsError
from whyshore.ingest.front_matter import FrontMatter, read_front_matter
from whyshore.ingest.turns import Speaker

WHOLE = """\
---
title: Fagor Industrial, first talk
date: 2018-3-7
language: es
source: UNIDO WP 14/2019
notes: |
  Loud room.
  Second half by phone.
include: no
fictional: true
default_case: Fagor Industrial – China
cases:
  - Fagor Industrial – China
  - company: Fagor Industrial
    country: Turkey
    aliases: [Fagor Endüstriyel]
    attributes: {exit: 2014, sold: yes}
speakers:
  IE: interviewer
  R: {name: Ana Ruiz, role: respondent}
  Note: none
---
I: one
"""


def read(inside: str) -> FrontMatter:
    return read_front_matter(f"---\n{inside}\n---\ntext\n", "ana.md")


def problems(inside: str) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        read(inside)
    return [str(problem) for problem in error.value.problems]


def test_everything_it_may_say_is_read() -> None:
    found = read_front_matter(WHOLE, "ana.md")

    assert WHOLE[found.text_start :] == "I: one\n"
    assert (found.title, found.date) == ("Fagor Industrial, first talk", "2018-03-07")
    assert (found.language, found.source) == ("es", "UNIDO WP 14/2019")
    assert found.notes == "Loud room.\nSecond half by phone."
    assert (found.include, found.fictional) == (False, True)
    assert found.default_case == "fagor-industrial-china"
    assert found.cases[1] == Case(
        "fagor-industrial-turkey",
        "Fagor Industrial",
        "Turkey",
        {"exit": "2014", "sold": "yes"},
        ("Fagor Endüstriyel",),
    )
    assert found.speakers.declared == (
        Speaker("IE", role=Role.INTERVIEWER),
        Speaker("R", "Ana Ruiz", Role.RESPONDENT),
    )
    assert found.speakers.never == ("Note",)
    assert found.notices == ()


def test_one_case_alone_is_not_taken_for_the_default() -> None:
    assert read("cases: [Orbea – China]").default_case is None


def test_a_default_case_joins_the_cases_and_that_is_said_where_others_are_listed() -> None:
    alone = read("default_case: Orbea – China")
    beside = read("default_case: Orbea\ncases: [Orbea – China]")

    assert [case.id for case in alone.cases] == ["orbea-china"]
    assert alone.notices == ()
    assert [case.id for case in beside.cases] == ["orbea-china", "orbea"]
    assert "ana.md:2: The default case “Orbea” is not among `cases`" in str(beside.notices[0])


def test_the_default_case_can_be_given_by_its_id() -> None:
    found = read("default_case: orbea-china\ncases: [Orbea – China]")

    assert (found.default_case, len(found.cases)) == ("orbea-china", 1)


def test_a_case_listed_twice_is_noticed() -> None:
    found = read("cases:\n  - Orbea – China\n  - Orbea | China")

    assert len(found.cases) == 1
    assert "ana.md:4: The case “Orbea – China” is listed twice" in str(found.notices[0])


def test_an_unknown_key_is_a_notice_with_the_nearest_known_one() -> None:
    (notice,) = read("title: x\nlangage: es").notices

    assert "ana.md:3: The front matter has no key `langage`. Closest: language." in str(notice)


def test_a_language_in_words_is_noticed() -> None:
    assert "no language code" in str(read("language: Spanish").notices[0])


@pytest.mark.parametrize(
    ("inside", "date"),
    [
        ("date: 2018-03-07", "2018-03-07"),
        ("date: 2018-03-07 10:30:00", "2018-03-07T10:30:00"),
        ("date: 2018-3-7", "2018-03-07"),
        ("date: 2018", "2018"),
        ("date: March 2018", "March 2018"),
        ("date: '7.3.2018'", "7.3.2018"),
        ("date:", ""),
    ],
)
def test_dates_become_iso_text(inside: str, date: str) -> None:
    assert read(f"title: x\n{inside}").date == date


def test_speakers_may_be_a_list_of_labels() -> None:
    found = read("speakers:\n  - I\n  - R: respondent\n  - 'Ana:'")

    assert [speaker.label for speaker in found.speakers.declared] == ["I", "R", "Ana:"]
    assert found.speakers.declared[1].role is Role.RESPONDENT


@pytest.mark.parametrize("nobody", ["speakers: []", "speakers: {}"])
def test_an_empty_list_of_speakers_says_that_nobody_is_named(nobody: str) -> None:
    assert read(nobody).speakers.nobody
    assert not read("speakers:").speakers.nobody


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("title: x\nlanguage: no", "ana.md:3: `no` is read as false by YAML. Write it in quotes"),
        ("include: maybe", "ana.md:2: `include` has to be true or false"),
        ("include: 'no'", "ana.md:2: `include` has to be true or false"),
        ("date: 2018-02-30", "ana.md:2: There is no date 2018-02-30."),
        ("date: '2018-2-30'", "ana.md:2: There is no date 2018-2-30."),
        ("date: [a]", "ana.md:2: `date` has to be text"),
        ("title: [a]", "ana.md:2: `title` has to be text; this is a list."),
        ("title: a: b", "ana.md:2: A colon with a space after it"),
        ("title: a\ntitle: b", "ana.md:3: `title` is there twice; the first is on line 2."),
        ("cases: Orbea – China", "ana.md:2: `cases` has to be a list"),
        ("cases:\n  - Orbea: China", "ana.md:3: A case has no `company`."),
        ("cases:\n  - {company: O, land: x}", "ana.md:3: A case has no key `land`."),
        ("cases:\n  - {company: '?'}", "ana.md:3: This case names no company."),
        ("cases:\n  - {company: O, country: NO}", "ana.md:3: `NO` is read as false"),
        ("cases:\n  - [a]", "ana.md:3: A case has to be text; this is a list."),
        ("default_case: '–'", "ana.md:2: This case names no company."),
        ("speakers: I", "ana.md:2: `speakers` has to be a list"),
        ("speakers: {I: asker}", "ana.md:2: “asker” is no role."),
        ("speakers: {I: interviwer}", "Closest: interviewer."),
        ("speakers: {I: {rol: x}}", "ana.md:2: The speaker `I` has no key `rol`. Closest: role."),
        ("speakers: [I, 'i:']", "ana.md:2: The label “i:” is there twice."),
        ("speakers: ['--']", "has no letter"),
        ("speakers: {No: other}", "ana.md:2: `No` is read as false"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(inside: str, said: str) -> None:
    assert said in "\n".join(problems(inside))


def test_all_problems_are_listed_in_order() -> None:
    assert [text[:8] for text in problems("include: 1\ntitle: on\nspeakers: {I: x}")] == [
        "ana.md:2",
        "ana.md:3",
        "ana.md:4",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I: one\n---\nR: two\n",
        "---\nJust words between rules.\n---\nmore\n",
        "---\nI: one\nR: two\nI: three\n---\nmore\n",
        "---\nI: one: two\n---\nmore\n",
        "---\n\n---\n",
        "---\n# Heading\n---\n",
        "---\nno end\n",
        "----\ntitle: x\n----\n",
        " ---\ntitle: x\n---\n",
        "---",
        "",
    ],
)
@pytest.mark.parametrize("markdown", [True, False])
def test_a_rule_that_is_no_front_matter_stays_text(text: str, *, markdown: bool) -> None:
    assert read_front_matter(text, "ana.md", markdown=markdown) == FrontMatter()


def test_keys_of_other_programs_are_front_matter_in_markdown_only() -> None:
    text = "---\ntags: [a]\nauthor: b\n---\nI: one\n"

    assert text[read_front_matter(text, "a.md").text_start :] == "I: one\n"
    assert read_front_matter(text, "a.txt", markdown=False) == FrontMatter()


def test_front_matter_that_is_never_closed_is_a_problem_in_markdown() -> None:
    with pytest.raises(ProblemsError, match=r"ana\.md:1: .* no line --- at its end"):
        read_front_matter("---\ntitle: x\n\nI: one\n", "ana.md")


def test_plain_text_with_unreadable_front_matter_stays_text_with_a_notice() -> None:
    found = read_front_matter("---\ntitle: a: b\n---\nx\n", "ana.txt", markdown=False)

    assert found.text_start == 0
    assert "ana.txt:2" in str(found.notices[0])


def test_plain_text_may_have_front_matter() -> None:
    assert read_front_matter("--- \ntitle: x\n---", "a.txt", markdown=False).title == "x"


def test_line_numbers_count_line_feeds_only() -> None:
    assert "ana.md:3" in problems("title: 'a\u2028b\u0085c'\ninclude: 7")[0]
