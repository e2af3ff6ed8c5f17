"""The scale on which codings may be rated, as a codebook file declares it."""

from collections.abc import Iterator

from yaml.nodes import MappingNode, ScalarNode

from whyshore.domain.codebook import RatingScale
from whyshore.ingest.yaml_nodes import Fields, YamlText

FEWEST_STEPS = 2
_HOW = "Write, for example, `scale: {1: doubtful, 2: likely, 3: certain}`."


def rating_scale(yaml: YamlText, top: Fields) -> RatingScale | None:
    """The scale under `ratings`, None where the codebook declares none."""
    node = yaml.value(top, "ratings")
    if node is None:
        return None
    inside = yaml.fields(node, "`ratings`")
    yaml.unknown_keys(inside, ["title", "scale"], "`ratings`")
    if isinstance(node, MappingNode) and yaml.value(inside, "title") is None:
        yaml.problem(node, "`ratings` has no title.", "Write, for example, `title: Certainty`.")
    scale = yaml.value(inside, "scale")
    if scale is None:
        if isinstance(node, MappingNode):
            yaml.problem(node, "`ratings` has no scale.", _HOW)
        return None
    labels = dict(_steps(yaml, scale)) if isinstance(scale, MappingNode) else {}
    if not isinstance(scale, MappingNode):
        yaml.problem(scale, "`scale` has to be steps with what they mean.", _HOW)
    elif len(labels) < FEWEST_STEPS and len(scale.value) < FEWEST_STEPS:
        yaml.problem(scale, "A scale needs two steps or more.", _HOW)
    return RatingScale(yaml.text(inside, "title"), dict(sorted(labels.items())))


def _steps(yaml: YamlText, scale: MappingNode) -> Iterator[tuple[int, str]]:
    """The steps as written; what is no step from 0 to 9, or is there twice, is a problem."""
    found: dict[int, int] = {}
    for key, value in scale.value:
        written = str(key.value).strip() if isinstance(key, ScalarNode) else ""
        label = yaml.text_of(value, f"What `{written}` means")
        if not (len(written) == 1 and written.isascii() and written.isdigit()):
            shown = f"`{written}`" if written else "This"
            fix = "A step is typed with one key while coding."
            yaml.problem(key, f"{shown} is no step of a scale: they are 0 to 9.", fix)
        elif int(written) in found:
            first = found[int(written)]
            what = f"The step {written} is there twice; the first is on line {first}."
            yaml.problem(key, what, "Keep one of them.")
        else:
            found[int(written)] = yaml.line(key)
            yield int(written), label
