"""What stands between two lines of `---` at the very start of a transcript."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from whyshore.domain.case import Case, new_case, parse_case_name
from whyshore.domain.interview import Role
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.labels import label_key
from whyshore.ingest.turns import Speaker, Speakers
from whyshore.ingest.yaml_nodes import Field, Fields, YamlText, as_date, is_nothing, nearest

KEYS = (
    "title", "date", "language", "source", "notes", "include", "fictional", "default_case",
    "cases", "speakers",
)  # fmt: skip
_CASE_KEYS = ("company", "country", "aliases", "attributes")
_NO_SPEAKER = "none"
_LONGEST = 100_000

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOOKS_MEANT = re.compile(rf"^(?:{'|'.join(KEYS)})[ \t]*:", re.MULTILINE | re.IGNORECASE)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts about an interview that its file states, and where its text begins."""

    text_start: int = 0
    title: str = ""
    date: str = ""
    language: str = ""
    source: str = ""
    notes: str = ""
    include: bool = True
    fictional: bool = False
    default_case: str | None = None
    cases: tuple[Case, ...] = ()
    speakers: Speakers = field(default_factory=Speakers)
    notices: tuple[Problem, ...] = ()


def read_front_matter(text: str, file: str, *, markdown: bool = True) -> FrontMatter:
    """The front matter of a transcript; an empty one where it begins with anything else.

    A `---` rule that opens a text is not front matter: what is between the rules has to be
    keys with values, and to hold one of the keys known here (or, in Markdown, to look like
    the keys other programs use). What is clearly meant as front matter but cannot be read is
    a problem in Markdown; in plain text it stays text, with a notice.

    Raises:
        ProblemsError: something in the front matter is wrong; all of it is listed.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter()
    closing = _CLOSING.search(text, opening.end())
    if closing is None or closing.start() > _LONGEST:
        return _never_closed(text[opening.end() :].partition("\n")[0], file, markdown=markdown)
    yaml = YamlText(file, text[: closing.start()])
    root = yaml.root()
    if yaml.problems:
        meant = _LOOKS_MEANT.search(yaml.source) is not None
        return _not_readable(yaml.problems, file, meant=meant, markdown=markdown)
    if not isinstance(root, MappingNode) or not _is_front_matter(root, markdown=markdown):
        return FrontMatter()
    found = _facts(yaml, yaml.fields(root, "The front matter"), closing.end())
    if yaml.problems:
        raise _problems(file, yaml.problems)
    return found


def _never_closed(first: str, file: str, *, markdown: bool) -> FrontMatter:
    what = "The front matter that begins here has no line --- at its end."
    problem = Problem(file, what, 1, "Write --- on a line of its own below the last key.")
    meant = _LOOKS_MEANT.match(first) is not None
    return _not_readable([problem], file, meant=meant, markdown=markdown)


def _not_readable(
    problems: Sequence[Problem], file: str, *, meant: bool, markdown: bool
) -> FrontMatter:
    if not meant:
        return FrontMatter()
    if markdown:
        raise _problems(file, problems)
    notices = [replace(each, fix="It was read as part of the text.") for each in problems]
    return FrontMatter(notices=tuple(notices))


def _problems(file: str, problems: Sequence[Problem]) -> ProblemsError:
    return ProblemsError(
        f"{file} cannot be read; its front matter has problems:",
        sorted(problems, key=lambda each: each.line or 0),
    )


def _is_front_matter(root: MappingNode, *, markdown: bool) -> bool:
    # Two rules around `I: …` and `R: …` hold keys with values too, as far as YAML can tell.
    names = [str(key.value) for key, _ in root.value if isinstance(key, ScalarNode)]
    if any(name.casefold() in KEYS for name in names):
        return True
    return markdown and bool(names) and all(_FIELD_NAME.fullmatch(name) for name in names)


def _facts(yaml: YamlText, fields: Fields, text_start: int) -> FrontMatter:
    notices = [
        Problem(yaml.file, f"The front matter has no key `{name}`.{nearest(name, KEYS)}",
                yaml.line(each.key), "It was left alone.")
        for name, each in fields.items() if name not in KEYS
    ]  # fmt: skip
    cases = _unique(yaml, [*_cases(yaml, fields)], notices)
    default, cases = _default_case(yaml, fields, cases, notices)
    return FrontMatter(
        text_start=text_start,
        title=yaml.text(fields, "title"),
        date=_date(yaml, fields),
        language=_language(yaml, fields, notices),
        source=yaml.text(fields, "source"),
        notes=yaml.text(fields, "notes"),
        include=yaml.truth(fields, "include", default=True),
        fictional=yaml.truth(fields, "fictional", default=False),
        default_case=default,
        cases=tuple(cases),
        speakers=_speakers(yaml, fields),
        notices=tuple(notices),
    )


def _date(yaml: YamlText, fields: Fields) -> str:
    node = yaml.value(fields, "date")
    if not isinstance(node, ScalarNode):
        return yaml.text(fields, "date")
    date = as_date(node)
    if date is None:
        yaml.problem(node, f"There is no date {node.value}.", "Write it as year-month-day.")
    return date or ""


def _language(yaml: YamlText, fields: Fields, notices: list[Problem]) -> str:
    language = yaml.text(fields, "language")
    if language and not _LANGUAGE.fullmatch(language):
        line = yaml.line(fields["language"].value)
        fix = "Write a code, such as en, es or eu."
        notices.append(Problem(yaml.file, f"“{language}” is no language code.", line, fix))
    return language


def _cases(yaml: YamlText, fields: Fields) -> Iterator[tuple[Node, Case]]:
    for node in yaml.items(fields, "cases"):
        case = _case_of_keys(yaml, node) if isinstance(node, MappingNode) else _named(yaml, node)
        if case is not None:
            yield node, case


def _named(yaml: YamlText, node: Node) -> Case | None:
    name = yaml.text_of(node, "A case")
    return _case(yaml, node, *parse_case_name(name)) if name else None


def _case_of_keys(yaml: YamlText, node: Node) -> Case | None:
    fields = yaml.fields(node, "A case")
    if "company" not in fields:
        fix = "Write `- Company – Country`, or the keys `company` and `country`."
        yaml.problem(node, "A case has no `company`.", fix)
        return None
    yaml.unknown_keys(fields, _CASE_KEYS, "A case")
    company, country = yaml.text(fields, "company"), yaml.text(fields, "country")
    case = _case(yaml, node, company, country)
    aliases = yaml.texts(fields, "aliases")
    return replace(case, aliases=aliases, attributes=_attributes(yaml, fields)) if case else None


def _case(yaml: YamlText, node: Node, company: str, country: str) -> Case | None:
    case = new_case(company, country)
    if company and case.id:
        return case
    yaml.problem(node, "This case names no company.", "Write, for example: Orbea – China")
    return None


def _attributes(yaml: YamlText, fields: Fields) -> dict[str, str]:
    """Facts about a case as they are written: here `yes` stays yes."""
    node = yaml.value(fields, "attributes")
    if node is None:
        return {}
    return {
        name: yaml.any_scalar(each.value, f"`{name}`")
        for name, each in yaml.fields(node, "`attributes`").items()
    }


def _unique(
    yaml: YamlText, named: Sequence[tuple[Node, Case]], notices: list[Problem]
) -> list[Case]:
    found: dict[str, Case] = {}
    for node, case in named:
        if case.id in found:
            what = f"The case “{case.name}” is listed twice; the first counts."
            notices.append(Problem(yaml.file, what, yaml.line(node), "Take one of them out."))
        found.setdefault(case.id, case)
    return list(found.values())


def _default_case(
    yaml: YamlText, fields: Fields, cases: list[Case], notices: list[Problem]
) -> tuple[str | None, list[Case]]:
    """The default case by name or id, and the cases with it among them."""
    name = yaml.text(fields, "default_case")
    node = yaml.value(fields, "default_case")
    if not name or node is None:
        return None, cases
    case = _case(yaml, node, *parse_case_name(name))
    ids = {each.id for each in cases}
    if case is None or name in ids or case.id in ids:
        return (name if name in ids else case.id if case else None), cases
    if cases:
        what = f"The default case “{case.name}” is not among `cases`; it was added to them."
        fix = f"Listed there: {', '.join(each.name for each in cases)}."
        notices.append(Problem(yaml.file, what, yaml.line(node), fix))
    return case.id, [*cases, case]


def _speakers(yaml: YamlText, fields: Fields) -> Speakers:
    node = yaml.value(fields, "speakers")
    if node is None:
        return Speakers()
    if isinstance(node, ScalarNode):
        fix = "Write `speakers: [I, R]`, or each label with its role: `I: interviewer`."
        yaml.problem(node, "`speakers` has to be a list of labels, or labels with roles.", fix)
        return Speakers()
    declared: dict[str, Speaker] = {}
    never: list[str] = []
    for place, label, value in _labels(yaml, node):
        key = label_key(label)
        if not any(map(str.isalpha, key)):
            yaml.problem(place, f"The label “{label}” has no letter in it.")
        elif key in declared:
            yaml.problem(place, f"The label “{label}” is there twice.", "Keep one of them.")
        elif isinstance(value, ScalarNode) and value.value == _NO_SPEAKER:
            never.append(label)
        else:
            declared[key] = _speaker(yaml, label, value)
    return Speakers(tuple(declared.values()), tuple(never), nobody=not node.value)


def _labels(yaml: YamlText, node: Node) -> Iterator[tuple[Node, str, Node | None]]:
    """Each label with the node of what is said about it, from a list, a mapping or a mixture."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            if isinstance(item, MappingNode):
                yield from _labels(yaml, item)
            elif label := yaml.text_of(item, "A label in `speakers`"):
                yield item, label, None
        return
    for label, each in yaml.fields(node, "`speakers`").items():
        yield each.key, label, None if is_nothing(each.value) else each.value


def _speaker(yaml: YamlText, label: str, value: Node | None) -> Speaker:
    if value is None:
        return Speaker(label)
    if not isinstance(value, MappingNode):
        return Speaker(label, role=_role(yaml, value))
    fields = yaml.fields(value, f"The speaker `{label}`")
    yaml.unknown_keys(fields, ["name", "role"], f"The speaker `{label}`")
    role = fields.get("role", Field("role", value, value))
    said = "role" in fields and not is_nothing(role.value)
    return Speaker(label, yaml.text(fields, "name"), _role(yaml, role.value) if said else None)


def _role(yaml: YamlText, node: Node) -> Role | None:
    written = yaml.text_of(node, "A role").casefold()
    roles = [role.value for role in Role]
    if written in roles:
        return Role(written)
    if written:
        what = f"“{written}” is no role.{nearest(written, roles)}"
        fix = f"Roles: {', '.join(roles)}; {_NO_SPEAKER} for a label that is no speaker."
        yaml.problem(node, what, fix)
    return None
