"""Results as plain dicts and lists, and those as JSON."""

import json
import re
from collections.abc import Mapping, Sequence

from whyshore.domain.codebook import Codebook
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.coding import CodedSegment
from whyshore.domain.finding import FoundIn
from whyshore.domain.memo import ListedMemo
from whyshore.domain.results import (
    FrequencyTable,
    Matrix,
    SupportedStatement,
    SynthesisRow,
    SynthesisTable,
)

Data = dict[str, object]

# Python writes these as they are, but a terminal obeys some and UTF-8 has no bytes for others.
_ESCAPED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(value: object) -> str:
    """JSON of plain data as people can read it: indented, letters of any script as they are.

    Characters that could steer a terminal, and halves of characters, are written as escapes,
    which a program reads back as what they were.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def quotes_as_data(
    segments: Sequence[CodedSegment], *, code_names: Mapping[str, str] | None = None
) -> list[Data]:
    """Coded segments, each with its place, code, case and words."""
    return [_segment(each, code_names or {}) for each in segments]


def places_as_data(found: Sequence[FoundIn]) -> list[Data]:
    """What was found, each place with its words and what is around them."""
    return [
        {
            "interview": place.interview,
            "title": each.title,
            "turn": place.turn,
            "speaker": place.speaker,
            "role": place.role.value,
            "start": place.start,
            "end": place.end,
            "before": place.left,
            "found": place.hit,
            "after": place.right,
            "text_hash": place.text_hash,
        }
        for each in found
        for place in each.places
    ]


def _segment(segment: CodedSegment, code_names: Mapping[str, str]) -> Data:
    coding = segment.coding
    return {
        "coding": coding.id,
        "interview": coding.segment.interview,
        "title": segment.interview_title,
        "turn": segment.turn,
        "speaker": segment.speaker,
        "start": coding.segment.start,
        "end": coding.segment.end,
        "quote": coding.quote,
        "code": coding.code,
        "name": code_names.get(coding.code),
        "case": segment.case,
        "case_name": segment.case_name if segment.case is not None else None,
        "coder": coding.coder,
        "rating": coding.rating,
        "memo": segment.memo,
        "origin": coding.origin.value,
        "created": coding.created,
        "anchored": coding.anchored.value,
    }


def codebook_as_data(codebook: Codebook) -> list[Data]:
    """The codes in their order, each with what is said of it."""
    return [
        {
            "id": code.id,
            "name": code.name,
            "parent": code.parent,
            "chord": code.chord,
            "assignable": code.assignable,
            "deprecated": code.deprecated,
            "definition": code.definition,
            "include": code.include,
            "exclude": code.exclude,
            "examples": [{"text": each.text, "origin": each.origin} for each in code.examples],
            "cues": list(code.cues),
            "facets": dict(code.facets),
        }
        for code in codebook.codes
    ]


def codebook_change_as_data(change: CodebookChange, *, written: bool) -> Data:
    """A change of the codebook: its lines, what follows from it, and whether it was made."""
    return {
        "summary": change.summary,
        "code": change.code.id,
        "written": written,
        "codings": change.codings,
        "recoded": list(change.recoded) if change.recoded else None,
        "queue": list(change.queue),
        "diff": list(change.diff),
        "notes": list(change.notes),
    }


def memos_as_data(memos: Sequence[ListedMemo]) -> list[Data]:
    """Memos, each with what it is about and where that is."""
    return [
        {
            "id": each.memo.id,
            "topic": each.memo.topic.value,
            "about": each.memo.about,
            "named": each.named,
            "interview": each.interview,
            "start": each.start,
            "end": each.end if each.start is not None else None,
            "text": each.memo.text,
            "author": each.memo.author,
            "created": each.memo.created,
            "changed": each.memo.changed,
        }
        for each in memos
    ]


def matrix_as_data(matrix: Matrix) -> Data:
    """Codes by cases; under each code its number of codings in every case."""
    return {
        "cases": [{"id": case, "name": name} for case, name in matrix.cases],
        "codes": [
            {
                "id": code,
                "name": name,
                "codings": {case: matrix.count(code, case) for case, _ in matrix.cases},
                "without_case": matrix.without_case.get(code, 0),
            }
            for code, name in matrix.codes
        ],
    }


def frequencies_as_data(table: FrequencyTable) -> Data:
    """How often each code is used, and the bases of the counts."""
    return {
        "codings": table.codings,
        "interviews": table.interviews,
        "cases": table.cases,
        "without_case": table.without_case,
        "codes": [
            {
                "id": row.code,
                "name": row.name,
                "depth": row.depth,
                "codings": row.codings,
                "interviews": row.interviews,
                "cases": row.cases,
            }
            for row in table.rows
        ],
    }


def synthesis_as_data(
    table: SynthesisTable, *, code_names: Mapping[str, str] | None = None
) -> Data:
    """The synthesis, each statement with its standing and the coded segments it rests on."""
    names = code_names or {}
    return {
        "columns": [{"id": column, "heading": heading} for column, heading in table.columns],
        "rows": [_row(row, table, names) for row in table.rows],
        "unused": [_segment(each, names) for each in table.unused],
    }


def _row(row: SynthesisRow, table: SynthesisTable, code_names: Mapping[str, str]) -> Data:
    return {
        "id": row.group.id,
        "label": row.group.label,
        "cases": [{"id": case.id, "name": case.name} for case in row.cases],
        "cells": {
            column: [_statement(each, code_names) for each in row.cells[column]]
            for column, _ in table.columns
        },
    }


def _statement(supported: SupportedStatement, code_names: Mapping[str, str]) -> Data:
    statement = supported.statement
    return {
        "id": statement.id,
        "text": statement.text,
        "hedge": statement.hedge,
        "orientation": statement.orientation,
        "by": statement.by,
        "standing": supported.standing.value,
        "why": supported.why,
        "evidence": [_segment(each, code_names) for each in supported.evidence],
    }
