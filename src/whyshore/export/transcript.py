"""An interview as a transcript file that reads back as the same interview."""

import json
from collections.abc import Mapping

from whyshore.domain.interview import Interview


def interview_as_text(interview: Interview, case_names: Mapping[str, str]) -> str:
    """Front matter made anew from what is known of an interview, and its text below.

    `case_names` gives the cases by id. Values are written as JSON, which is YAML too.
    """
    named = [case_names[case] for case in interview.named_cases if case in case_names]
    facts: dict[str, object] = {
        "title": interview.title,
        "date": interview.date,
        "language": interview.language,
        "source": interview.source,
        "notes": interview.notes,
        "default_case": case_names.get(interview.front_case or "", ""),
        "cases": named,
    }
    lines = [f"{name}: {_json(value)}" for name, value in facts.items() if value]
    lines.append(f"speakers: {_json(_speakers(interview) or [])}")
    lines += ["include: false"] * (not interview.include) + [
        "fictional: true"
    ] * interview.fictional
    return "\n".join(["---", *lines, "---", interview.text])


def _speakers(interview: Interview) -> dict[str, dict[str, str]]:
    found = {turn.label: turn for turn in interview.turns if turn.label}
    return {
        label: {"name": turn.speaker or label, "role": turn.role.value}
        for label, turn in found.items()
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
