"""The work on a project as text: one JSON object per line, in a fixed order for git."""

import json
from collections.abc import Iterator, Mapping, Sequence

from whyshore.domain.record import Record

Line = Mapping[str, object]


def record_as_jsonl(record: Record, columns: Sequence[str] = ()) -> str:
    """Everything in a record, sorted so that two versions compare line by line.

    `columns` is the order of the synthesis's columns; others follow by name.
    """
    lines = (json.dumps(line, ensure_ascii=False) for line in _lines(record, columns))
    return "".join(f"{line}\n" for line in lines)


def _lines(record: Record, columns: Sequence[str]) -> Iterator[Line]:
    yield from _cases(record)
    yield from _defaults(record)
    yield from _passages(record)
    yield from _codings(record)
    yield from _memos(record)
    yield from _statements(record, columns)
    yield from _pins(record)
    yield from _files(record)
    yield from _adrift(record)
    yield from _findings(record)
    yield from _links(record)


def _cases(record: Record) -> Iterator[Line]:
    for case in sorted(record.cases, key=lambda each: each.id):
        yield {
            "kind": "case",
            "id": case.id,
            "company": case.company,
            "country": case.country,
            "aliases": list(case.aliases),
            "attributes": dict(case.attributes),
        }
    for group in sorted(record.groups, key=lambda each: each.position):
        yield {
            "kind": "case_group",
            "id": group.id,
            "label": group.label,
            "position": group.position,
            "cases": list(group.cases),
        }


def _defaults(record: Record) -> Iterator[Line]:
    for default in sorted(record.defaults, key=lambda each: each.interview):
        yield {"kind": "default_case", "interview": default.interview, "case": default.case}


def _passages(record: Record) -> Iterator[Line]:
    for passage in sorted(record.passages, key=lambda each: (each.segment, each.id)):
        yield {
            "kind": "passage",
            "id": passage.id,
            "interview": passage.segment.interview,
            "start": passage.segment.start,
            "end": passage.segment.end,
            "case": passage.case,
        }


def _codings(record: Record) -> Iterator[Line]:
    for coding in sorted(record.codings, key=lambda c: (c.segment, c.code, c.coder, c.id)):
        yield {
            "kind": "coding",
            "id": coding.id,
            "interview": coding.segment.interview,
            "start": coding.segment.start,
            "end": coding.segment.end,
            "quote": coding.quote,
            "before": coding.before,
            "after": coding.after,
            "code": coding.code,
            "coder": coding.coder,
            "case": coding.case,
            "rating": coding.rating,
            "origin": coding.origin.value,
            "created": coding.created,
            **({"codebook": coding.codebook} if coding.codebook else {}),
        }


def _memos(record: Record) -> Iterator[Line]:
    for memo in sorted(record.memos, key=lambda m: (m.topic, m.about, m.created, m.id)):
        yield {
            "kind": "memo",
            "id": memo.id,
            "topic": memo.topic.value,
            "about": memo.about,
            "text": memo.text,
            "author": memo.author,
            "created": memo.created,
            "changed": memo.changed,
        }


def _pins(record: Record) -> Iterator[Line]:
    for pin in sorted(record.pins, key=lambda each: (each.interview, each.start, each.id)):
        yield {
            "kind": "guide_pin",
            "id": pin.id,
            "interview": pin.interview,
            "start": pin.start,
            "section": pin.section,
            "quote": pin.quote,
            "coder": pin.coder,
            "created": pin.created,
        }


def _findings(record: Record) -> Iterator[Line]:
    for finding in sorted(record.findings, key=lambda each: (each.display, each.line)):
        yield {
            "kind": "joint_finding",
            "id": finding.id,
            "display": finding.display,
            "line": finding.line,
            "fit": finding.fit.value if finding.fit else None,
            "text": finding.text,
            "author": finding.author,
            "created": finding.created,
        }


def _links(record: Record) -> Iterator[Line]:
    for link in sorted(record.links, key=lambda each: (each.case, each.respondent)):
        yield {
            "kind": "survey_link",
            "id": link.id,
            "case": link.case,
            "respondent": link.respondent,
            "method": link.method.value,
            "consent": link.consent.value,
            "level": link.level.value,
            "rejected": link.rejected,
            "confirmed_by": link.confirmed_by,
            "created": link.created,
        }


def _files(record: Record) -> Iterator[Line]:
    for each in sorted(record.files, key=lambda each: each.interview):
        yield {"kind": "interview", "id": each.interview, "path": each.path}


def _adrift(record: Record) -> Iterator[Line]:
    for adrift in sorted(record.adrift, key=lambda e: (e.interview, e.kind, e.about)):
        yield {
            "kind": "adrift",
            "id": f"{adrift.kind.value}:{adrift.about}",
            "interview": adrift.interview,
            "state": adrift.state.value,
            "quote": adrift.was.quote,
            "before": adrift.was.before,
            "after": adrift.was.after,
            "why": adrift.why,
        }


def _statements(record: Record, columns: Sequence[str]) -> Iterator[Line]:
    rows = {group.id: group.position for group in record.groups}
    places = {column: place for place, column in enumerate(columns)}
    for statement in sorted(
        record.statements,
        key=lambda s: (
            rows.get(s.group, 0),
            s.group,
            places.get(s.column, len(places)),
            s.column,
            s.position,
            s.id,
        ),
    ):
        yield {
            "kind": "statement",
            "id": statement.id,
            "group": statement.group,
            "column": statement.column,
            "position": statement.position,
            "text": statement.text,
            "hedge": statement.hedge,
            "orientation": statement.orientation,
            "by": statement.by,
            "evidence": list(statement.evidence),
            **({"seen": dict(sorted(statement.seen.items()))} if statement.seen else {}),
            "author": statement.author,
            "created": statement.created,
        }
