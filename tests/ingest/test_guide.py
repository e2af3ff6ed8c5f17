from pathlib import Path

import pytest

from whyshore.errors import ProblemsError
from whyshore.ingest.guide import read_guide

GUIDE = """\
title: Our guide
source: us
sections:
  - id: why
    title: Reasons
    questions:
      - Why did you go?
    prompts: [lower cost]
    cues: [what drove]
"""


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    path = tmp_path / "guide.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ProblemsError) as caught:
        read_guide(path)
    return [str(each) for each in caught.value.problems]


def test_a_guide_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "guide.yaml").write_text(GUIDE, encoding="utf-8")

    guide = read_guide(tmp_path / "guide.yaml")

    [section] = guide.sections
    assert (guide.title, guide.source) == ("Our guide", "us")
    assert (section.id, section.title) == ("why", "Reasons")
    assert section.questions == ("Why did you go?",)
    assert (section.prompts, section.cues) == (("lower cost",), ("what drove",))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("title: Our", "titel: Our", "guide.yaml:1: The guide has no key `titel`. Closest: title"),
        ("cues:", "cue:", "guide.yaml:9: A section has no key `cue`. Closest: cues"),
        ("id: why", "id: off", "guide.yaml:4: `off` is read as false by YAML."),
        ("id: why", "id: the why", "guide.yaml:4: “the why” cannot be an id."),
        ("    title: Reasons\n", "", "guide.yaml:4: A section has no `title`."),
        ("[lower cost]", "lower cost", "guide.yaml:8: `prompts` has to be a list; this is text."),
        ("  - id: why\n    title", "  - title", "guide.yaml:4: A section has no `id`."),
    ],
)
def test_every_problem_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    assert before in GUIDE

    assert any(each.startswith(told) for each in problems(tmp_path, GUIDE.replace(before, after)))


def test_ids_that_are_there_twice_and_empty_sections_are_told(tmp_path: Path) -> None:
    found = problems(tmp_path, GUIDE + "  - {id: why, title: Again}\n")

    assert found[0].startswith("guide.yaml:10: The id “why” is there twice; the first is on line 4")
    assert found[1].startswith("guide.yaml:10: The section “Again” has neither")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The file is empty"),
        ("# later\n", "There is nothing in it"),
        ("- a list", "has to be keys with values"),
        ("title: only", "has no `sections`"),
        (b"title: caf\xe9\n", "It is not UTF-8"),
        ("a: [", "guide.yaml"),
    ],
)
def test_what_is_no_guide_is_explained(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert told in problems(tmp_path, text)[0]


def test_a_guide_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="No such file"):
        read_guide(tmp_path / "guide.yaml")
