"""`guide.yaml` to the interview guide; every problem in it with file and line."""

import re
from collections.abc import Iterator
from pathlib import Path

from yaml.nodes import MappingNode

from whyshore.domain.guide import Guide, GuideSection
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.decode import SAVE_AS_UTF8, decode
from whyshore.ingest.yaml_nodes import Fields, YamlText, is_nothing

KEYS = ("title", "source", "notes", "sections")
SECTION_KEYS = ("id", "title", "questions", "prompts", "cues")

_ID = re.compile(r"[\w.-]+")


def read_guide(path: Path) -> Guide:
    """The guide a file describes, its sections in the order they are written.

    Raises:
        ProblemsError: the file cannot be read, or something in it is wrong; all is listed.
    """
    heading = f"{path.name} cannot be used as it is:"
    try:
        decoded = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise ProblemsError(heading, [Problem(path.name, f"{error.strerror}.")]) from error
    if decoded.encoding == "windows-1252":
        raise ProblemsError(heading, [Problem(path.name, "It is not UTF-8.", None, SAVE_AS_UTF8)])
    yaml = YamlText(path.name, decoded.text)
    guide = _guide(yaml)
    if yaml.problems:
        raise ProblemsError(heading, sorted(yaml.problems, key=lambda each: each.line or 0))
    return guide


def _guide(yaml: YamlText) -> Guide:
    root = yaml.root()
    if root is None or is_nothing(root):
        if not yaml.problems:
            what = "There is nothing in it but comments."
            yaml.problems.append(Problem(yaml.file, what, 1, "Write `sections:`."))
        return Guide()
    top = yaml.fields(root, "The guide")
    if not isinstance(root, MappingNode):
        return Guide()
    yaml.unknown_keys(top, KEYS, "The guide")
    sections = tuple(_sections(yaml, top))
    if not sections and not yaml.problems:
        yaml.problem(root, "The guide has no `sections`.", "Write `sections:` with a list of them.")
    yaml.text(top, "notes")
    return Guide(yaml.text(top, "title"), yaml.text(top, "source"), sections)


def _sections(yaml: YamlText, top: Fields) -> Iterator[GuideSection]:
    lines: dict[str, int] = {}
    for node in yaml.items(top, "sections"):
        fields = yaml.fields(node, "A section")
        if not isinstance(node, MappingNode):
            continue
        yaml.unknown_keys(fields, SECTION_KEYS, "A section")
        section = GuideSection(
            id=yaml.text(fields, "id"),
            title=yaml.text(fields, "title"),
            questions=yaml.texts(fields, "questions"),
            prompts=yaml.texts(fields, "prompts"),
            cues=yaml.texts(fields, "cues"),
        )
        at = fields["id"].value if "id" in fields else node
        if not section.id:
            yaml.problem(at, "A section has no `id`.", "Give it a short one, such as: id: reasons")
        elif not _ID.fullmatch(section.id):
            fix = "Use letters, digits, - and _ only."
            yaml.problem(at, f"“{section.id}” cannot be an id.", fix)
        elif section.id in lines:
            what = f"The id “{section.id}” is there twice; the first is on line "
            yaml.problem(at, f"{what}{lines[section.id]}.", "Give one of them another id.")
        if not section.title:
            yaml.problem(node, "A section has no `title`.", "Name it as a heading would.")
        if not (section.questions or section.prompts or section.cues):
            what = f"The section “{section.title}” has neither `questions` nor `cues`."
            yaml.problem(node, what, "Without them, no turn can be found that asks it.")
        lines.setdefault(section.id, yaml.line(at))
        yield section
