"""`codebook.yaml` to the codebook; every problem in it with file and line."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from yaml.nodes import MappingNode

from whyshore.domain.codebook import Code, Codebook, Facet
from whyshore.errors import Problem, ProblemsError
from whyshore.ingest.codebook_codes import CODE_KEYS, WrittenCode, written_codes, yaml_id
from whyshore.ingest.codebook_ratings import rating_scale
from whyshore.ingest.decode import SAVE_AS_UTF8, decode, not_usable
from whyshore.ingest.yaml_nodes import Fields, YamlText, is_nothing, nearest

KEYS = ("title", "version", "facets", "ratings", "rules", "codes", "notes")


def read_codebook(path: Path) -> Codebook:
    """The codebook a file describes: parents before children, children in written order.

    A code without a value of a facet has that of the nearest code above it. A code is
    assignable if it has nothing below it, unless it says otherwise.

    Raises:
        ProblemsError: the file cannot be read, or something in it is wrong; all is listed.
    """
    return codebook_in(_text(path), path.name)


def codebook_in(text: str, file: str) -> Codebook:
    """The codebook that the text of a file describes.

    Raises:
        ProblemsError: something in it is wrong; all is listed.
    """
    yaml = YamlText(file, text)
    codebook = _codebook(yaml)
    if yaml.problems:
        heading = f"{file} cannot be used as it is:"
        raise ProblemsError(heading, sorted(yaml.problems, key=lambda each: each.line or 0))
    return codebook


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        fix = "Make a first codebook with: whyshore init"
        raise not_usable(path.name, f"{error.strerror}.", fix) from error
    decoded = decode(raw, path.name)
    if decoded.encoding == "windows-1252":
        lines = raw.decode("utf-8", "surrogateescape").split("\n")
        line = next(
            n for n, line in enumerate(lines, start=1) if not line.isascii() and _lost(line)
        )
        raise not_usable(path.name, "This line is not UTF-8.", SAVE_AS_UTF8, line)
    damage = [notice for notice in decoded.notices if notice.line]
    if damage:
        raise ProblemsError(f"{path.name} cannot be used as it is:", damage)
    return decoded.text


def _lost(line: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in line)


def _codebook(yaml: YamlText) -> Codebook:
    root = yaml.root()
    if root is None or is_nothing(root):
        if not yaml.problems:
            yaml.problems.append(
                Problem(yaml.file, "There is nothing in it but comments.", 1, "Write `codes:`.")
            )
        return Codebook()
    top = yaml.fields(root, "The codebook")
    if not isinstance(root, MappingNode):
        return Codebook()
    yaml.unknown_keys(top, KEYS, "The codebook")
    if "codes" not in top:
        yaml.problem(root, "The codebook has no `codes`.", "Write `codes:` with a list of codes.")
    facets = tuple(_facets(yaml, top))
    version = yaml.value(top, "version")
    if version is not None:
        yaml.any_scalar(version, "`version`")
    return Codebook(
        title=yaml.text(top, "title"),
        codes=_in_order(yaml, list(written_codes(yaml, top, facets)), facets),
        facets=facets,
        rules=yaml.texts(top, "rules"),
        ratings=rating_scale(yaml, top),
    )


def _facets(yaml: YamlText, top: Fields) -> Iterator[Facet]:
    node = yaml.value(top, "facets")
    if node is None:
        return
    for name, each in yaml.fields(node, "`facets`").items():
        if name in CODE_KEYS:
            yaml.problem(
                each.key,
                f"A facet cannot be called `{name}`: codes have a key of that name.",
                "Call it something else.",
            )
            continue
        inside = yaml.fields(each.value, f"The facet `{name}`")
        yaml.unknown_keys(inside, ["values"], f"The facet `{name}`")
        node = yaml.value(inside, "values")
        values = yaml.fields(node, f"`values` of `{name}`") if node is not None else {}
        if not values and isinstance(each.value, MappingNode):
            yaml.problem(
                each.key,
                f"The facet `{name}` has no values.",
                "Write `values: {value: Heading in tables}`.",
            )
        headings = {
            value: yaml.text_of(it.value, f"The heading of `{value}`")
            for value, it in values.items()
        }
        yield Facet(name, headings)


def _in_order(
    yaml: YamlText, written: Sequence[WrittenCode], facets: Sequence[Facet]
) -> tuple[Code, ...]:
    """The codes depth first, with what they inherit; what does not fit together is a problem."""
    by_id = _by_id(yaml, written)
    # An id with a problem of its own is still a parent: one mistake, one message.
    ids = {*by_id, *(yaml_id(each.fields) for each in written)}
    below: dict[str | None, list[WrittenCode]] = {}
    for each in by_id.values():
        below.setdefault(_parent(yaml, each, by_id, ids), []).append(each)
    ordered: list[WrittenCode] = []
    waiting = list(reversed(below.get(None, [])))
    settled: dict[str, Code] = {}
    while waiting:
        each = waiting.pop()
        above = settled.get(each.code.parent or "")
        inherited = above.facets if above else {}
        values = {
            facet.id: value
            for facet in facets
            if (value := each.code.facets.get(facet.id) or inherited.get(facet.id))
        }
        children = below.get(each.code.id, [])
        assignable = each.assignable if each.assignable is not None else not children
        settled[each.code.id] = replace(each.code, facets=values, assignable=assignable)
        ordered.append(replace(each, code=settled[each.code.id]))
        waiting += reversed(children)
    _check_circles(yaml, [each for each in by_id.values() if each.code.id not in settled], by_id)
    # A code with the id of another is left out, but what else is wrong with it is told too.
    doubles = [each for each in written if by_id.get(each.code.id, each) is not each]
    for each in doubles:
        _parent(yaml, each, by_id, ids)
    _check_chords(yaml, [*ordered, *doubles])
    return tuple(settled.values())


def _by_id(yaml: YamlText, written: Sequence[WrittenCode]) -> dict[str, WrittenCode]:
    by_id: dict[str, WrittenCode] = {}
    for each in written:
        code = each.code
        if code.id in by_id:
            first = by_id[code.id].code.line
            yaml.problem(
                each.at("id"),
                f"The id “{code.id}” is there twice; the first is on line {first}.",
                "Give one of the two codes another id.",
            )
        elif code.id:
            by_id[code.id] = each
    return by_id


def _parent(
    yaml: YamlText, each: WrittenCode, by_id: Mapping[str, WrittenCode], ids: Set[str]
) -> str | None:
    parent = each.code.parent
    if parent and parent not in ids:
        what = f"The parent “{parent}” of “{each.code.id}” is no code.{nearest(parent, by_id)}"
        yaml.problem(each.at("parent"), what, "Use the id of a code, or leave `parent` out.")
    return parent if parent in by_id else None


def _check_circles(
    yaml: YamlText, unreached: Sequence[WrittenCode], by_id: Mapping[str, WrittenCode]
) -> None:
    """Codes that hang from no top stand in a circle or below one; each circle is told once."""
    told: set[str] = set()
    for each in unreached:
        steps: list[str] = []
        here = each.code.id
        while here not in told and here not in steps:
            steps.append(here)
            here = by_id[here].code.parent or ""
        if here in steps:
            circle = [*steps[steps.index(here) :], here]
            yaml.problem(
                by_id[here].at("parent"),
                f"“{here}” is above itself: {' → '.join(circle)}.",
                "Give one of them another parent, or none.",
            )
        told.update(steps)


def _check_chords(yaml: YamlText, codes: Sequence[WrittenCode]) -> None:
    taken: dict[str, WrittenCode] = {}
    for each in codes:
        chord = each.code.chord
        if chord in taken:
            first = taken[chord].code
            yaml.problem(
                each.at("chord"),
                f"The chord `{chord}` is that of “{first.id}” (line {first.line}) too.",
                "Give one of them another chord.",
            )
        elif chord:
            taken[chord] = each
    for chord, each in taken.items():
        starts = (taken.get(chord[:length]) for length in range(1, len(chord)))
        for start in starts:
            if start and start.code.assignable and each.code.assignable:
                yaml.problem(
                    each.at("chord"),
                    f"The chord `{chord}` can never be typed: it begins with `{start.code.chord}`, "
                    f"the chord of “{start.code.id}” (line {start.code.line}).",
                    "Change one of them.",
                )
