"""Read the work on a project back from text; every line that cannot be used is named."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from whyshore.domain.anchoring import Adrift, Kind, Outcome
from whyshore.domain.case import Case, CaseGroup, DefaultCase, Passage
from whyshore.domain.coding import Coding, Origin
from whyshore.domain.guide import Pin
from whyshore.domain.interview import NamedFile
from whyshore.domain.joint import Finding, Fit
from whyshore.domain.link import Consent, Level, Link, Method
from whyshore.domain.memo import Memo, Topic
from whyshore.domain.record import Record
from whyshore.domain.segment import Anchor, Segment
from whyshore.domain.synthesis import Statement
from whyshore.errors import FixableError, Problem, ProblemsError

Fields = Mapping[str, Any]


def read_record(path: Path) -> Record:
    """The cases, passages, codings, memos, statements and pins of a JSON-lines file.

    Raises:
        FixableError: the file cannot be read.
        ProblemsError: lines that cannot be used; all of them are listed and nothing is taken.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FixableError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FixableError(f"{path}: this is not UTF-8 text ({error.reason}).") from error
    found: dict[str, list[Any]] = {kind: [] for kind in _READERS}
    problems: list[Problem] = []
    lines: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            problems += _take(line, found, lines, Problem(path.name, "", number))
    if problems:
        raise ProblemsError(f"{path.name} cannot be read; nothing was taken from it:", problems)
    return Record(
        cases=tuple(found["case"]),
        groups=tuple(found["case_group"]),
        defaults=tuple(found["default_case"]),
        passages=tuple(found["passage"]),
        codings=tuple(found["coding"]),
        memos=tuple(found["memo"]),
        statements=tuple(found["statement"]),
        pins=tuple(found["guide_pin"]),
        files=tuple(found["interview"]),
        adrift=tuple(found["adrift"]),
        findings=tuple(found["joint_finding"]),
        links=tuple(found["survey_link"]),
    )


def _take(
    line: str, found: dict[str, list[Any]], lines: dict[tuple[str, str], int], at: Problem
) -> list[Problem]:
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise ValueError("it is no {…} object")  # noqa: TRY004, TRY301 - listed as a problem
        kind = _text(fields, "kind")
        if kind not in _READERS:
            raise ValueError(f"there is no kind “{kind}”")  # noqa: TRY301 - listed as a problem
        found[kind].append(_READERS[kind](fields))
        thing = (kind, _text(fields, "interview" if kind == "default_case" else "id"))
    except json.JSONDecodeError as error:
        return [Problem(at.file, f"This is not JSON ({error.msg}).", at.line)]
    except (ValueError, RecursionError) as error:
        return [Problem(at.file, f"This line does not fit: {error}.", at.line)]
    first = lines.setdefault(thing, at.line or 0)
    if first == at.line:
        return []
    what = f"The {kind} {thing[1]} stands in line {first} already."
    return [Problem(at.file, what, at.line, "Keep one of the two lines.")]


def _text(fields: Fields, name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"“{name}” is missing or no text")  # noqa: TRY004 - listed as a problem
    return value


def _number(fields: Fields, name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"“{name}” is missing or no whole number")  # noqa: TRY004 - as above
    return value


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    value = fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"“{name}” is no list of texts")
    return tuple(value)


def _pairs(fields: Fields, name: str) -> dict[str, str]:
    value = fields.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError(f"“{name}” is no {{…}} of texts")
    return dict(value)


def _case_or_none(fields: Fields) -> str | None:
    return None if fields.get("case") is None else _text(fields, "case")


def _case(fields: Fields) -> Case:
    company, country = _text(fields, "company"), _text(fields, "country")
    facts = _pairs(fields, "attributes")
    return Case(_text(fields, "id"), company, country, facts, _texts(fields, "aliases"))


def _case_group(fields: Fields) -> CaseGroup:
    label, position = _text(fields, "label"), _number(fields, "position")
    return CaseGroup(_text(fields, "id"), label, position, _texts(fields, "cases"))


def _default_case(fields: Fields) -> DefaultCase:
    return DefaultCase(_text(fields, "interview"), _case_or_none(fields))


def _segment(fields: Fields) -> Segment:
    return Segment(_text(fields, "interview"), _number(fields, "start"), _number(fields, "end"))


def _passage(fields: Fields) -> Passage:
    return Passage(_text(fields, "id"), _segment(fields), _text(fields, "case"))


def _coding(fields: Fields) -> Coding:
    return Coding(
        id=_text(fields, "id"),
        segment=_segment(fields),
        code=_text(fields, "code"),
        coder=_text(fields, "coder"),
        quote=_text(fields, "quote"),
        before=_text(fields, "before", ""),
        after=_text(fields, "after", ""),
        case=_case_or_none(fields),
        rating=None if fields.get("rating") is None else _number(fields, "rating"),
        origin=Origin(_text(fields, "origin", Origin.IMPORTED.value)),
        created=_text(fields, "created", ""),
        codebook=_text(fields, "codebook", ""),
    )


def _memo(fields: Fields) -> Memo:
    return Memo(
        id=_text(fields, "id"),
        topic=Topic(_text(fields, "topic")),
        about=_text(fields, "about"),
        text=_text(fields, "text"),
        author=_text(fields, "author"),
        created=_text(fields, "created", ""),
        changed=_text(fields, "changed", ""),
    )


def _statement(fields: Fields) -> Statement:
    return Statement(
        id=_text(fields, "id"),
        group=_text(fields, "group"),
        column=_text(fields, "column"),
        position=_number(fields, "position"),
        text=_text(fields, "text"),
        hedge=_text(fields, "hedge", ""),
        orientation=_text(fields, "orientation", ""),
        by=_text(fields, "by", ""),
        evidence=_texts(fields, "evidence"),
        seen=_pairs(fields, "seen"),
        author=_text(fields, "author", ""),
        created=_text(fields, "created", ""),
    )


def _pin(fields: Fields) -> Pin:
    return Pin(
        id=_text(fields, "id"),
        interview=_text(fields, "interview"),
        start=_number(fields, "start"),
        section=_text(fields, "section"),
        quote=_text(fields, "quote"),
        coder=_text(fields, "coder"),
        created=_text(fields, "created", ""),
    )


def _finding(fields: Fields) -> Finding:
    fit = None if fields.get("fit") is None else Fit(_text(fields, "fit"))
    display, line = _text(fields, "display"), _text(fields, "line")
    about = {"author": _text(fields, "author"), "created": _text(fields, "created", "")}
    return Finding(_text(fields, "id"), display, line, fit, _text(fields, "text", ""), **about)


def _link(fields: Fields) -> Link:
    rejected = fields.get("rejected", False)
    if not isinstance(rejected, bool):
        raise ValueError("“rejected” is neither true nor false")  # noqa: TRY004 - as above
    return Link(
        id=_text(fields, "id"),
        case=_text(fields, "case"),
        respondent=_text(fields, "respondent"),
        method=Method(_text(fields, "method")),
        consent=Consent(_text(fields, "consent", Consent.NOT_ASKED.value)),
        level=Level(_text(fields, "level", Level.FIRM.value)),
        rejected=rejected,
        confirmed_by=_text(fields, "confirmed_by"),
        created=_text(fields, "created", ""),
    )


def _file(fields: Fields) -> NamedFile:
    return NamedFile(_text(fields, "id"), _text(fields, "path"))


def _adrift(fields: Fields) -> Adrift:
    kind, colon, about = _text(fields, "id").partition(":")
    state = Outcome(_text(fields, "state"))
    if not colon or state.is_settled:
        raise ValueError("it does not say what is adrift, or how")
    return Adrift(
        Kind(kind),
        about,
        _text(fields, "interview"),
        state,
        Anchor(_text(fields, "quote"), _text(fields, "before", ""), _text(fields, "after", "")),
        _text(fields, "why", ""),
    )


_READERS: Mapping[str, Callable[[Fields], object]] = {
    "case": _case,
    "case_group": _case_group,
    "default_case": _default_case,
    "passage": _passage,
    "coding": _coding,
    "memo": _memo,
    "statement": _statement,
    "guide_pin": _pin,
    "interview": _file,
    "adrift": _adrift,
    "joint_finding": _finding,
    "survey_link": _link,
}
