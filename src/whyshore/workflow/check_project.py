"""Verify that what is stored is what was coded, and that the project hangs together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from whyshore.domain.anchoring import Adrift, Outcome
from whyshore.domain.case import NO_CASE, Passage
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview
from whyshore.domain.memo import Memo, Topic
from whyshore.domain.project import Finding, KeysWanted, Weight
from whyshore.domain.results import Standing
from whyshore.domain.segment import NOWHERE, anchor
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError, Problem, ProblemsError
from whyshore.ingest.transcripts import read_folder
from whyshore.store.adrift import all_adrift
from whyshore.store.cases import passages_in
from whyshore.store.codings import codings_in
from whyshore.store.guide_pins import pins_in
from whyshore.store.health import database_problems, row_problems
from whyshore.store.interviews import all_interviews, interviews_in_use, stored_files
from whyshore.store.memos import memos_on
from whyshore.store.texts_left import texts_left
from whyshore.workflow.check_deeply import deep_findings
from whyshore.workflow.coded_segments import Wanted, coded_segments
from whyshore.workflow.import_interviews import EARLIER_TEXT, LEFT, NOT_YET_THERE, WAITS
from whyshore.workflow.project import (
    CODEBOOK,
    DATABASE,
    GUIDE,
    Project,
    connect,
    find_folder,
    place_warnings,
    what_to_do,
)
from whyshore.workflow.read_by_guide import guide_file, guide_of
from whyshore.workflow.write_synthesis import synthesis_of

OfKeys = Callable[[Mapping[str, KeysWanted], Codebook | None], Sequence[Problem]]
"""What is wrong with the keys that `whyshore.toml` gives to actions; only the screens know."""


def check_folder(
    folder: Path, of_keys: OfKeys = lambda _keys, _codebook: (), *, deep: bool = False
) -> list[Finding]:
    """Check the project a folder belongs to, as it is: nothing is taken in or changed first."""
    project = connect(find_folder(folder))
    try:
        try:
            codebook = project.codebook()
        except FixableError:
            codebook = None  # told by the check itself
        odd = of_keys(project.settings.keys, codebook)
        found = check(project)
        if deep and not any(each.weight is Weight.BROKEN for each in found):
            found += deep_findings(project)
        return [*found, *(Finding(Weight.WARNING, each) for each in odd)]
    finally:
        project.close()


def check(project: Project) -> list[Finding]:
    """Everything that is wrong or deserves a look, the broken things first."""
    with project.database.reading() as session:
        unsound = [*database_problems(session), *row_problems(session)]
    if unsound:
        # What cannot be made sense of would only bring down the checks of what it says.
        fix = what_to_do(project.folder)
        what = (f"The database is damaged: {each}." for each in unsound)
        damaged = (Problem(DATABASE, each, fix=fix) for each in what)
        return [Finding(Weight.BROKEN, each) for each in damaged]
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
        hashes = {each.interview: each.text_hash for each in stored_files(session)}
        codings = codings_in(session)
        passages = passages_in(session)
        memos = memos_on(session)
        adrift = all_adrift(session)
    broken = [*_changed_texts(interviews.values(), hashes), *_drifted(codings, interviews)]
    broken += [
        Problem(DATABASE, f"Passage {each.id} reaches beyond the end of {each.segment.interview}.")
        for each in passages
        if not each.is_nowhere and each.segment.end > len(interviews[each.segment.interview].text)
    ]
    try:
        codebook = project.codebook()
        warnings = [*_missing_codes(codebook, codings), *_off_the_scale(codebook, codings)]
    except ProblemsError as error:
        broken += error.problems
        warnings = []
    except FixableError as error:
        broken.append(Problem(project.codebook_file.name, str(error)))
        warnings = []
    warnings += [Problem(DATABASE, told) for told in place_warnings(project)]
    warnings += [*_file_problems(project), *_crossing(codings, passages)]
    warnings += [*_guide_problems(project), *_lost_pins(project, interviews)]
    warnings += [*_lost_memos(memos, codings), *_adrift(adrift, interviews)]
    if not broken:
        warnings += _work_left(project)
    return [
        *(Finding(Weight.BROKEN, each) for each in broken),
        *(Finding(Weight.WARNING, each) for each in warnings),
    ]


def _changed_texts(interviews: Iterable[Interview], hashes: Mapping[str, str]) -> Iterator[Problem]:
    for interview in interviews:
        if interview.text_hash != hashes[interview.id]:
            yield Problem(
                interview.path,
                "The text in the database is not the one that was imported.",
                fix="Somebody altered the database. Restore a copy from before.",
            )


def _drifted(codings: Sequence[Coding], interviews: Mapping[str, Interview]) -> Iterator[Problem]:
    """Codings whose kept words are not what their text says there, though nobody noted it."""
    for coding in codings:
        if coding.anchored is not Outcome.KEPT:
            continue
        place = coding.segment
        interview = interviews[place.interview]
        says = anchor(interview.text, place.start, place.end)
        turn = interview.turn_at(place.start)
        where = f"turn {turn.number}" if turn else f"character {place.start}"
        if says.quote != coding.quote:
            what = f"coding {coding.id} ({coding.code}, {where}) keeps “{shortened(coding.quote)}”"
            yield Problem(
                interview.path,
                f"{what}, but the text says “{shortened(says.quote)}” there.",
                fix="Remove the coding and code the passage again, or restore a copy from before.",
            )
        elif (says.before, says.after) != (coding.before, coding.after):
            what = f"coding {coding.id} ({coding.code}, {where}) keeps other words around its quote"
            yield Problem(interview.path, f"{what} than the text has.")


def _adrift(adrift: Sequence[Adrift], interviews: Mapping[str, Interview]) -> Iterator[Problem]:
    """What a corrected text no longer surely has."""
    counts = Counter((each.interview, each.state, each.kind) for each in adrift)
    for (interview, state, kind), count in sorted(counts.items()):
        things = counted(count, kind.value.replace("_", " "))
        need = {Outcome.REVIEW: "lies in a place that is not sure"}.get(state, "lost its words")
        what = f"{things}: {need}, as the text was corrected."
        fix = f"The old words are kept. See and settle them with: whyshore review {interview}"
        yield Problem(interviews[interview].path, what, fix=fix)


def _missing_codes(codebook: Codebook, codings: Sequence[Coding]) -> Iterator[Problem]:
    used = Counter(coding.code for coding in codings)
    for code, count in sorted(used.items()):
        if code not in codebook:
            yield Problem(
                CODEBOOK,
                f"The code “{code}” is missing but used: {counted(count, 'coding')}.",
                fix="They are intact. See: whyshore codebook diff",
            )


def _off_the_scale(codebook: Codebook, codings: Sequence[Coding]) -> Iterator[Problem]:
    """Ratings on steps that the declared scale does not have."""
    scale = codebook.ratings
    if scale is None:
        return
    rated = Counter(each.rating for each in codings if each.rating is not None)
    for rating, count in sorted(rated.items()):
        if rating not in scale.labels:
            yield Problem(
                CODEBOOK,
                f"{counted(count, 'coding')} rated {rating}, which “{scale.title}” does not have.",
                fix="Add the step to `ratings`, or rate them anew.",
            )


def _crossing(codings: Sequence[Coding], passages: Sequence[Passage]) -> Iterator[Problem]:
    """Codings that lie partly inside a passage: their case is the one most of them is about."""
    for passage in passages:
        place = passage.segment
        crossing = [
            coding
            for coding in codings
            if coding.case is None and 0 < coding.segment.shared(place) < len(coding.segment)
        ]
        if crossing:
            yield Problem(
                place.interview,
                f"{counted(len(crossing), 'coding')} cross the edge of the passage about "
                f"{passage.case} at character {place.start}.",
                fix="They count for the case that most of their words are about.",
            )


def _file_problems(project: Project) -> Iterator[Problem]:
    """Files in `interviews/` that cannot be read, are new, changed or gone."""
    with project.database.reading() as session:
        stored = {each.path: each for each in stored_files(session)}
        resting, left = interviews_in_use(session), texts_left(session)
    hashes = {path: each.file_hash for path, each in stored.items()}
    found = read_folder(project.interviews_folder, hashes)
    yield from found.problems
    present = {*found.unchanged, *(read.interview.path for read in found.transcripts)}
    present |= {problem.file for problem in found.problems}
    gone = {each.text_hash: each for path, each in stored.items() if path not in present}
    for read in found.transcripts:
        path = read.interview.path
        known = stored.get(path) or gone.get(read.interview.text_hash)
        if known and known.interview in left.newer:
            yield Problem(path, EARLIER_TEXT, fix=LEFT)
        elif path not in stored and known:
            yield Problem(path, "The file was renamed.", fix="Run: whyshore sync")
        elif path not in stored and left.has_left(read.interview):
            yield Problem(path, NOT_YET_THERE, fix=LEFT)
        elif path not in stored:
            yield Problem(path, "The file is not in the project yet.", fix="Run: whyshore sync")
        else:
            same = stored[path].text_hash == read.interview.text_hash
            in_use = stored[path].interview in resting
            what = "Only its front matter changed" if same else "The text changed"
            fix = WAITS if in_use and not same else "Run: whyshore sync"
            yield Problem(path, f"{what} since it was imported.", fix=fix)
    read_now = {read.interview.text_hash for read in found.transcripts}
    for path, each in stored.items():
        if path not in present and each.text_hash not in read_now:
            yield Problem(path, "The file is no longer in interviews/; its codings are intact.")


def _guide_problems(project: Project) -> Iterator[Problem]:
    if guide_file(project).is_file():
        try:
            guide_of(project)
        except ProblemsError as error:
            yield from error.problems


def _lost_pins(project: Project, interviews: Mapping[str, Interview]) -> Iterator[Problem]:
    """Turns pinned to a section that the guide no longer has, or whose words are gone."""
    with project.database.reading() as session:
        pins = pins_in(session)
    try:
        sections = guide_of(project).by_id if pins else {}
    except FixableError:
        return  # told with the guide
    for pin in pins:
        if pin.start >= NOWHERE:
            continue  # told with what is adrift
        said = shortened(pin.quote, 40)
        if not interviews[pin.interview].text.startswith(pin.quote, pin.start):
            what = f"{pin.interview}: the turn “{said}”, pinned to “{pin.section}”, is gone."
            yield Problem(GUIDE, what, fix="It counts no longer; pin the turn again with V.")
        elif pin.section and pin.section not in sections:
            what = f"{pin.interview}: “{said}” is pinned to “{pin.section}”, which is no section."
            yield Problem(GUIDE, what, fix="Give the section its id back, or pin the turn anew.")


def _lost_memos(memos: Sequence[Memo], codings: Sequence[Coding]) -> Iterator[Problem]:
    present = {coding.id for coding in codings}
    for memo in memos:
        if memo.topic is Topic.CODING and memo.about not in present:
            yield Problem(DATABASE, f"Memo {memo.id} is about a coding that is gone.")


def _work_left(project: Project) -> Iterator[Problem]:
    """What a researcher still has to decide before the tables are final."""
    without = [each for each in coded_segments(project, Wanted(tables_only=True)) if not each.case]
    if without:
        belong = "belongs" if len(without) == 1 else "belong"
        yield Problem(
            "cases",
            f"{counted(len(without), 'coding')} {belong} to no case and count in no case's column.",
            fix=f"List them with: whyshore quotes --case '{NO_CASE}'",
        )
    try:
        table = synthesis_of(project)
    except FixableError:
        return  # said above, with the codebook's problems
    for each in table.statements:
        if each.standing is not Standing.SUPPORTED:
            said = shortened(each.statement.text)
            yield Problem("synthesis", f"“{said}” is {each.standing.value}: {each.why}")
