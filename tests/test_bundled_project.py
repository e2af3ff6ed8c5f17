"""The bundled project: printed words of the paper, and the codings that give its Table 5."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from whyshore.domain.case import Passage, case_of, new_case, parse_case_name
from whyshore.domain.interview import Role
from whyshore.domain.segment import Segment, anchor
from whyshore.ingest.transcripts import read_folder

PROJECT = Path(__file__).resolve().parents[1]
COMPANIES = {
    "arteche": "Arteche",
    "fagor-industrial": "Fagor Industrial",
    "gestamp": "Gestamp",
    "irizar": "Irizar",
    "nbi-bearings": "NBI Bearings",
    "orbea": "Orbea",
    "ormazabal": "Ormazabal",
    "sna-europe": "SNA Europe",
}
PRACTICE = "practice-interview"
ROWS = {
    "Orbea-China; Fagor Industrial-China; Irizar-China / India": [
        "orbea-china",
        "fagor-industrial-china",
        "irizar-china",
        "irizar-india",
    ],
    "Arteche, Fagor Industrial, Ormazabal-Turkey": [
        "arteche-turkey",
        "fagor-industrial-turkey",
        "ormazabal-turkey",
    ],
    "Arteche, Ormazabal-Brazil": ["arteche-brazil", "ormazabal-brazil"],
    "SNA Europe-China": ["sna-europe-china"],
    "NBI Bearings - China": ["nbi-bearings-china"],
}
ORIENTATIONS = {
    "T5.1.o1": "market reading",
    "T5.1.b1": "market paper",
    "T5.1.b2": "none reading",
    "T5.1.b3": "market paper",
    "T5.1.b4": "market reading",
    "T5.1.b5": "market paper",
    "T5.2.o1": "market reading",
    "T5.2.o2": "production reading",
    "T5.2.b1": "market reading",
    "T5.2.b2": "market paper",
    "T5.2.b3": "market paper",
    "T5.2.b4": "none reading",
    "T5.2.b5": "market paper",
    "T5.3.o1": "market paper",
    "T5.3.b1": "mixed reading",
    "T5.3.b2": "mixed reading",
    "T5.3.b3": "none paper",
    "T5.3.b4": "market paper",
    "T5.4.o1": "none reading",
    "T5.4.b1": "none reading",
    "T5.5.o1": "production paper",
    "T5.5.b1": "none paper",
    "T5.5.b2": "none paper",
    "T5.5.b3": "development paper",
    "T5.5.b4": "none paper",
}


class Transcript(NamedTuple):
    facts: dict[str, Any]
    text: str


@cache
def transcripts() -> dict[str, Transcript]:
    return {path.stem: read(path) for path in sorted((PROJECT / "interviews").glob("*.md"))}


def read(path: Path) -> Transcript:
    found = re.fullmatch(
        r"---\n(.*?\n)---\n(.*)", path.read_bytes().decode("utf-8"), flags=re.DOTALL
    )
    assert found, f"{path.name} has no front matter"
    return Transcript(yaml.safe_load(found[1]), found[2])


@cache
def record() -> dict[str, list[dict[str, Any]]]:
    kinds: dict[str, list[dict[str, Any]]] = {}
    for line in (PROJECT / "codings.jsonl").read_text(encoding="utf-8").splitlines():
        thing = json.loads(line)
        kinds.setdefault(thing["kind"], []).append(thing)
    return kinds


def codings() -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in record()["coding"]}


def segment(thing: dict[str, Any]) -> Segment:
    return Segment(thing["interview"], thing["start"], thing["end"])


def passages_of(interview: str) -> list[Passage]:
    found = [each for each in record()["passage"] if each["interview"] == interview]
    return [Passage(each["id"], segment(each), each["case"]) for each in found]


def case_id(name: str) -> str:
    return new_case(*parse_case_name(name)).id


def case_of_coding(coding: dict[str, Any]) -> str | None:
    named = transcripts()[coding["interview"]].facts.get("default_case")
    default = case_id(named) if named else None
    passages = passages_of(coding["interview"])
    return case_of(segment(coding), passages, default, coding["case"])


def code_ids(codes: list[dict[str, Any]]) -> Iterator[str]:
    for code in codes:
        if code.get("assignable", True) and not code.get("children"):
            yield code["id"]
        yield from code_ids(code.get("children", []))


def test_there_is_one_file_per_company_and_one_practice_interview() -> None:
    assert set(transcripts()) == {*COMPANIES, PRACTICE}


def test_every_file_is_read_without_a_complaint_and_its_text_stays_as_it_is() -> None:
    found = read_folder(PROJECT / "interviews")

    assert found.problems == ()
    assert not any(each.notices for each in found.transcripts)
    assert {each.interview.id: each.interview.text for each in found.transcripts} == {
        stem: text for stem, (_, text) in transcripts().items()
    }


def test_only_the_practice_interview_has_speakers() -> None:
    interviews = [each.interview for each in read_folder(PROJECT / "interviews").transcripts]
    speakers = {
        each.id: {(turn.speaker, turn.role) for turn in each.turns if turn.label}
        for each in interviews
    }

    assert {stem for stem, found in speakers.items() if found} == {PRACTICE}
    assert speakers[PRACTICE] == {
        ("Interviewer", Role.INTERVIEWER),
        ("Industrial director", Role.RESPONDENT),
    }


@pytest.mark.parametrize("stem", COMPANIES)
def test_field_notes_say_where_the_words_are_from_and_that_nobody_spoke_them(stem: str) -> None:
    facts, text = transcripts()[stem]
    notes = " ".join(facts["notes"].split())

    assert "UNIDO WP 14/2019" in facts["source"]
    assert "recordings and transcripts behind the paper are not public" in notes
    assert "Nothing here was said by the firm in these words" in notes
    assert facts["speakers"] == []
    assert text.startswith(f"# {COMPANIES[stem]}: printed words of UNIDO WP 14/2019 (not a")
    assert not re.search(r"(?im)^(I|R|Q|A|interviewer|respondent)\s*:", text)


@pytest.mark.parametrize("stem", COMPANIES)
def test_the_cases_of_field_notes_are_cases_of_the_project(stem: str) -> None:
    facts, _ = transcripts()[stem]
    mine = {each["id"] for each in record()["case"] if each["company"] == COMPANIES[stem]}

    assert {case_id(name) for name in facts["cases"]} == mine
    assert ("default_case" in facts) == (len(mine) == 1)


def test_a_printed_paragraph_is_the_same_in_every_file_that_has_it() -> None:
    prose = [
        set(text.split("## Section 3.4.5 (pages 45 and 46)\n\n")[1].strip().split("\n\n"))
        for _, text in transcripts().values()
        if "## Section 3.4.5 (pages 45 and 46)\n" in text
    ]

    assert len(prose) == 6
    assert len(set.union(*prose)) == 5
    assert not any("<" in each or "\n" in each for each in set.union(*prose))


def test_prose_stands_in_a_file_when_it_names_the_company() -> None:
    printed = {**COMPANIES, "arteche": "Artech"}
    _, everything = transcripts()["ormazabal"]
    for stem in ("orbea", "irizar", "arteche", "ormazabal", "sna-europe", "nbi-bearings"):
        _, text = transcripts()[stem]
        for paragraph in text.split("## Section 3.4.5 (pages 45 and 46)\n\n")[1].split("\n\n"):
            assert printed[stem] in paragraph
    for stem in ("fagor-industrial", "gestamp"):
        assert f"## Section 3.4.5: {COMPANIES[stem]} is not named" in transcripts()[stem].text
        assert COMPANIES[stem] not in everything.split("## Section 3.4.5")[1]


def test_the_interviewed_companies_have_their_entry_of_table_2_and_irizar_has_none() -> None:
    heading = "## Table 2, Companies interviewed (page 17)"
    for stem, (_, text) in transcripts().items():
        if stem in COMPANIES:
            assert (f"{heading}\n\n{COMPANIES[stem].upper()}\n\n" in text) == (stem != "irizar")
    assert f"{heading}: no entry for Irizar\n" in transcripts()["irizar"].text
    assert "desk research, not interviewed" in transcripts()["irizar"].facts["notes"]


def test_gestamp_has_no_row_and_no_case() -> None:
    facts, text = transcripts()["gestamp"]

    assert facts["cases"] == []
    assert "no row for Gestamp" in text
    assert passages_of("gestamp") == []
    assert all(each["interview"] != "gestamp" for each in record()["coding"])


@pytest.mark.parametrize(("row", "label"), list(enumerate(ROWS, start=1)))
def test_each_row_stands_word_for_word_in_the_files_of_its_companies(row: int, label: str) -> None:
    cells: dict[str, list[str]] = {"offshore": [], "backshore": []}
    for each in record()["statement"]:
        if each["group"] == f"row-{row}":
            cells[each["column"]].append(each["text"])
    printed = ["### Why offshore", *cells["offshore"], "### Why backshore", *cells["backshore"]]

    for case in ROWS[label]:
        company = next(each["company"] for each in record()["case"] if each["id"] == case)
        stem = next(stem for stem, name in COMPANIES.items() if name == company)
        text = transcripts()[stem].text
        blocks = [
            text[each.segment.start : each.segment.end].split("\n\n")
            for each in passages_of(stem)
            if each.case == case and text[each.segment.start] == "#"
        ]
        assert [block[1:] for block in blocks] == [printed]
        assert blocks[0][0].startswith(f"## Table 5, row {row} (page {44 if row < 4 else 45}): ")
        assert label in blocks[0][0]


def test_every_quote_is_what_its_text_says_there() -> None:
    for each in record()["coding"]:
        kept = anchor(transcripts()[each["interview"]].text, each["start"], each["end"])
        assert (each["quote"], each["before"], each["after"]) == (
            kept.quote,
            kept.before,
            kept.after,
        )
        assert each["quote"] == each["quote"].strip()


def test_no_code_is_put_twice_on_the_same_words_by_the_same_coder() -> None:
    places = Counter((segment(each), each["code"], each["coder"]) for each in record()["coding"])

    assert set(places.values()) == {1}


def test_every_code_in_use_can_be_put_on_text() -> None:
    codebook = yaml.safe_load((PROJECT / "codebook.yaml").read_text(encoding="utf-8"))

    assert {each["code"] for each in record()["coding"]} <= set(code_ids(codebook["codes"]))


def test_every_id_is_used_once() -> None:
    for kind, things in record().items():
        assert len({each["id"] for each in things}) == len(things), kind


def test_passages_of_an_interview_never_overlap() -> None:
    for stem, (_, text) in transcripts().items():
        segments = sorted(each.segment for each in passages_of(stem))
        assert all(first.end <= second.start for first, second in pairwise(segments))
        assert all(each.end <= len(text) for each in segments)


def counted_cases() -> list[dict[str, Any]]:
    """The cases that count in tables; those of the practice interview do not."""
    return [each for each in record()["case"] if each["attributes"].get("include") != "no"]


def test_there_are_twelve_cases_of_which_eleven_stand_in_table_5() -> None:
    cases = {each["id"]: each for each in counted_cases()}
    groups = record()["case_group"]
    grouped = [case for group in groups for case in group["cases"]]

    assert {each["label"]: each["cases"] for each in groups} == ROWS
    assert [each["position"] for each in groups] == [1, 2, 3, 4, 5]
    assert len(grouped) == len(set(grouped)) == 11
    assert len({cases[case]["company"] for case in grouped}) == 7
    assert len({cases[case]["country"] for case in grouped}) == 4
    assert set(cases) - set(grouped) == {"ormazabal-china"}
    for each in cases.values():
        assert each["id"] == new_case(each["company"], each["country"]).id
        assert each["attributes"]["in Table 5"] == ("yes" if each["id"] in grouped else "no")
        assert all(isinstance(value, str) and value for value in each["attributes"].values())


def test_what_is_printed_of_a_case_and_what_is_read_into_it_are_kept_apart() -> None:
    cases = {each["id"]: each["attributes"] for each in counted_cases()}

    assert cases["ormazabal-china"]["outcome"] == "retained"
    assert cases["ormazabal-turkey"]["mode"] == "closure"
    assert cases["ormazabal-turkey"]["mode by"] == "paper"
    assert cases["arteche-turkey"]["mission lost"] == "yes"
    assert cases["arteche-turkey"]["mission lost by"] == "reading"
    assert cases["nbi-bearings-china"]["mission lost"] == "no"
    for facts in cases.values():
        for name in ("outcome", "offshore orientation", "mission lost", "verdict"):
            assert facts[f"{name} by"] in {"paper", "reading"}


def test_arteche_is_also_known_by_the_spelling_of_the_paper() -> None:
    aliases = {each["id"]: each["aliases"] for each in record()["case"] if each["aliases"]}

    assert aliases == {"arteche-brazil": ["Artech"], "arteche-turkey": ["Artech"]}


def test_table_5_has_six_statements_on_offshoring_and_nineteen_on_backshoring() -> None:
    statements = record()["statement"]
    said = {each["id"]: f"{each['orientation']} {each['by']}" for each in statements}

    assert Counter(each["column"] for each in statements) == {"offshore": 6, "backshore": 19}
    assert said == ORIENTATIONS
    for each in statements:
        _, row, place = each["id"].split(".")
        assert each["group"] == f"row-{row}"
        assert place == f"{each['column'][0]}{each['position']}"


def test_only_the_statement_that_doubts_itself_in_print_carries_a_hedge() -> None:
    hedged = {each["id"]: each["hedge"] for each in record()["statement"] if each["hedge"]}

    assert hedged == {"T5.3.o1": "perhaps not genuine offshore cases"}


def test_every_statement_rests_on_quotes_about_cases_of_its_row() -> None:
    rows = {each["id"]: each["cases"] for each in record()["case_group"]}
    for each in record()["statement"]:
        evidence = [codings()[coding] for coding in each["evidence"]]
        assert evidence, each["id"]
        assert len({coding["id"] for coding in evidence}) == len(evidence)
        assert {case_of_coding(coding) for coding in evidence} <= set(rows[each["group"]])


def test_a_statement_about_one_product_rests_on_the_company_that_makes_it() -> None:
    rests_on = {
        each["id"]: {codings()[coding]["interview"] for coding in each["evidence"]}
        for each in record()["statement"]
    }

    assert rests_on["T5.2.o1"] == rests_on["T5.2.b1"] == {"fagor-industrial"}
    assert rests_on["T5.1.o1"] == {"orbea", "fagor-industrial", "irizar"}


def test_the_paragraphs_of_table_5_carry_the_codes_of_both_directions() -> None:
    codes_of = {
        each["id"]: {codings()[coding]["code"] for coding in each["evidence"]}
        for each in record()["statement"]
    }
    offshore = [len(codes) for name, codes in codes_of.items() if ".o" in name]
    backshore = [len(codes) for name, codes in codes_of.items() if ".b" in name]

    assert (sum(offshore), sum(backshore)) == (8, 27)
    assert codes_of["T5.2.b5"] == {"back-firm-fit", "back-mkt-decline"}
    assert codes_of["T5.5.b3"] == {"back-dev-rd", "back-mkt-home", "mode-selective"}


def test_the_plant_that_was_kept_is_coded_as_kept_and_as_nothing_else() -> None:
    kept = [each for each in record()["coding"] if case_of_coding(each) == "ormazabal-china"]

    assert {each["code"] for each in kept} == {"mode-retained"}


def test_words_that_name_no_country_belong_to_no_case_and_carry_no_statement() -> None:
    loose = {each["id"] for each in record()["coding"] if case_of_coding(each) is None}
    used = {coding for each in record()["statement"] for coding in each["evidence"]}

    assert loose
    assert not loose & used
    assert loose <= {each["about"] for each in record()["memo"] if each["topic"] == "coding"}


def test_every_memo_is_a_reading_note_on_a_thing_that_is_there() -> None:
    known = {
        "coding": set(codings()),
        "case": {each["id"] for each in record()["case"]},
        "interview": set(transcripts()),
        "project": {""},
    }
    for each in record()["memo"]:
        assert each["text"].startswith("Reading note")
        assert each["about"] in known[each["topic"]]


def test_the_practice_interview_is_marked_as_fictional_and_left_out() -> None:
    facts, text = transcripts()[PRACTICE]
    cases = {case_id(name) for name in facts["cases"]}
    turns = re.findall(r"(?m)^([IR]): ", text)

    assert facts["fictional"] is True
    assert facts["include"] is False
    assert "fictional" in facts["title"].lower()
    assert "default_case" not in facts
    assert len(cases) == 2
    assert not cases & {each["id"] for each in counted_cases()}
    assert cases == {each["id"] for each in record()["case"] if each not in counted_cases()}
    assert 45 <= len(turns) <= 60
    assert turns == ["I", "R"] * (len(turns) // 2)
    assert 1800 <= len(text.split()) <= 2500
    assert text.count("[laughs]") == 1


def test_nothing_rests_on_the_practice_interview() -> None:
    assert all(each["interview"] != PRACTICE for each in record()["coding"])
    assert passages_of(PRACTICE) == []
    assert not any(name in transcripts()[PRACTICE].text for name in COMPANIES.values())


def test_the_lines_are_sorted_so_that_versions_compare() -> None:
    kinds = ["case", "case_group", "passage", "coding", "memo", "statement"]

    assert list(record()) == kinds
    assert sum(len(things) for things in record().values()) == len(
        (PROJECT / "codings.jsonl").read_text(encoding="utf-8").splitlines()
    )
    for kind in ("passage", "coding"):
        places = [(segment(each), each.get("code", "")) for each in record()[kind]]
        assert places == sorted(places)
    assert [each["id"] for each in record()["case"]] == sorted(
        each["id"] for each in record()["case"]
    )
