"""Read the work on a project back from text; every line that cannot be used is named."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from whyshore.domain.case import Case, CaseGroup, Passage
from whyshore.domain.coding import Coding, Origin
from whyshore.domain.memo import Memo, Topic
from whyshore.domain.record import Record
from whyshore.domain.segment import Segment
from whyshore.domain.synthesis import Statement
from whyshore.errors import FixableError, Problem, ProblemsError

Fields = Mapping[str, Any]


def read_record(path: Path) -> Record:
    """The cases, passages, codings, memos and statements of a JSON-lines file.

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
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            _take(line, found, problems, Problem(path.name, "", number))
    if problems:
        raise ProblemsError(f"{path.name} cannot be read; nothing was taken from it:", problems)
    return Record(
        cases=tuple(found["case"]),
        groups=tuple(found["case_group"]),
        passages=tuple(found["passage"]),
        codings=tuple(found["coding"]),
        memos=tuple(found["memo"]),
        statements=tuple(found["statement"]),
    )


def _take(line: str, found: dict[str, list[Any]], problems: list[Problem], at: Problem) -> None:
    try:
        fields = json.loads(line)
        kind = fields["kind"]
        found[kind].append(_READERS[kind](fields))
    except json.JSONDecodeError as error:
        problems.append(Problem(at.file, f"This is not JSON ({error.msg}).", at.line))
    except KeyError as error:
        problems.append(Problem(at.file, f"Missing or not known: {error.args[0]!r}.", at.line))
    except (TypeError, ValueError, AttributeError) as error:
        problems.append(Problem(at.file, f"This line does not fit ({error}).", at.line))


def _case(fields: Fields) -> Case:
    attributes = {str(name): str(value) for name, value in fields.get("attributes", {}).items()}
    aliases = tuple(str(alias) for alias in fields.get("aliases", ()))
    return Case(fields["id"], fields["company"], fields["country"], attributes, aliases)


def _case_group(fields: Fields) -> CaseGroup:
    return CaseGroup(fields["id"], fields["label"], int(fields["position"]), tuple(fields["cases"]))


def _segment(fields: Fields) -> Segment:
    return Segment(fields["interview"], int(fields["start"]), int(fields["end"]))


def _passage(fields: Fields) -> Passage:
    return Passage(fields["id"], _segment(fields), fields["case"])


def _coding(fields: Fields) -> Coding:
    return Coding(
        id=fields["id"],
        segment=_segment(fields),
        code=fields["code"],
        coder=fields["coder"],
        quote=fields["quote"],
        before=fields.get("before", ""),
        after=fields.get("after", ""),
        case=fields.get("case"),
        rating=fields.get("rating"),
        origin=Origin(fields.get("origin", Origin.IMPORTED.value)),
        created=fields.get("created", ""),
    )


def _memo(fields: Fields) -> Memo:
    return Memo(
        id=fields["id"],
        topic=Topic(fields["topic"]),
        about=fields["about"],
        text=fields["text"],
        author=fields["author"],
        created=fields.get("created", ""),
        changed=fields.get("changed", ""),
    )


def _statement(fields: Fields) -> Statement:
    return Statement(
        id=fields["id"],
        group=fields["group"],
        column=fields["column"],
        position=int(fields["position"]),
        text=fields["text"],
        hedge=fields.get("hedge", ""),
        orientation=fields.get("orientation", ""),
        by=fields.get("by", ""),
        evidence=tuple(fields.get("evidence", ())),
        seen=fields.get("seen", {}),
        author=fields.get("author", ""),
        created=fields.get("created", ""),
    )


_READERS: Mapping[str, Callable[[Fields], object]] = {
    "case": _case,
    "case_group": _case_group,
    "passage": _passage,
    "coding": _coding,
    "memo": _memo,
    "statement": _statement,
}
