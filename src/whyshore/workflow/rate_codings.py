"""Say how certain or how strong a coding is, on the scale that the codebook declares."""

from dataclasses import replace

from whyshore.domain.codebook import RatingScale
from whyshore.domain.coding import Coding, in_words
from whyshore.domain.interview import Interview
from whyshore.errors import FixableError
from whyshore.store.codings import coding_with_id, setting_rating
from whyshore.store.events import make
from whyshore.workflow.project import Project


class NoScaleError(FixableError):
    """Something was to be rated, and the codebook has no scale to rate on."""

    def __init__(self) -> None:
        super().__init__(
            "The codebook declares no ratings. Add `ratings:` with a title and a scale to "
            "codebook.yaml (docs/codebook.md shows how)."
        )


def rate_coding(
    project: Project, coding: Coding, interview: Interview, rating: int | None
) -> Coding:
    """Rate a coding, rate it anew, or take its rating away with None.

    Raises:
        NoScaleError: the codebook declares no ratings.
        FixableError: the scale has no such step, or the coding is gone.
    """
    scale = scale_with(project, rating)
    named = scale.name_of(rating) if rating is not None else "none"
    with project.database.writing() as session:
        stored = coding_with_id(session, coding.id)
        if stored is None:
            raise FixableError("That coding is gone already.")
        coded = f"{stored.code} on {in_words(stored, interview)}"
        summary = f"{scale.title.lower()} of {coded}: {named}"
        changes = [setting_rating(session, coding.id, rating)]
        make(session, changes, coder=project.coder, action="rate coding", summary=summary)
    return replace(stored, rating=rating)


def scale_with(project: Project, rating: int | None) -> RatingScale:
    """The codebook's scale, made sure that it has a step.

    Raises:
        NoScaleError: the codebook declares no ratings.
        FixableError: the scale has no such step.
    """
    scale = project.codebook().ratings
    if scale is None:
        raise NoScaleError
    if rating is not None and rating not in scale.labels:
        raise FixableError(f"{scale.title} has no step {rating}. It has: {scale.in_words()}.")
    return scale
