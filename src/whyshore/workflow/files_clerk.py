"""What the screen asks about the files in `interviews/` while a project is open.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from collections.abc import Mapping

from whyshore.domain.anchoring import ChangedText
from whyshore.domain.project import FilesNow, SyncReport, WaitingText
from whyshore.workflow.project import Project

Marks = dict[str, tuple[int, int]]
"""When each file was written last and how large it is, by its path."""


class FilesClerk:
    """The part of the clerk that watches the folder of the transcripts, and takes files in."""

    project: Project
    _known: Marks | None = None
    """The files as they were when the screen was told of them last."""
    _looked: Marks | None = None
    """The files as they were at the last look."""

    def files_now(self) -> FilesNow:
        """The files that wait to be taken in or over, looked ahead, and those that are gone."""
        from whyshore.workflow.import_interviews import sync

        stored = self._stored()
        return _told(sync(self.project, corrected=True, only_look=True), stored)

    def files_news(self) -> FilesNow | None:
        """What came of files that were changed since this was asked last; None without any.

        Names and times are looked at; files are read only where these differ, and at two looks
        alike, so that a file that is just being written is told of once it is whole.

        Raises:
            FixableError: the files could not be looked at; they are again once they change.
        """
        from whyshore.ingest.transcripts import marks_of_files

        now = marks_of_files(self.project.interviews_folder)
        settled, self._looked = now == self._looked, now
        known = self._known
        if known is None:
            self._known = now
            return None
        if not settled or now == known:
            return None
        changed = {path for path in {*now, *known} if now.get(path) != known.get(path)}
        self._known = now
        return self.files_now().about(self._belonging(changed)) or None

    def take_files_in(self) -> list[ChangedText]:
        """Take in every file that waits, as opening does, and corrected texts too: one step."""
        from whyshore.workflow.import_interviews import sync

        return list(sync(self.project, corrected=True).corrected)

    def _belonging(self, paths: set[str]) -> set[str]:
        """Some paths, and the interviews that they are or were the files of."""
        from whyshore.ingest.transcripts import interview_id

        known = {interview for path, interview in self._stored().items() if path in paths}
        return {*paths, *known, *(interview_id(path) for path in paths)}

    def _stored(self) -> dict[str, str]:
        """The interviews by the paths of their files."""
        from whyshore.store.interviews import stored_files

        with self.project.database.reading() as session:
            return {each.path: each.interview for each in stored_files(session)}


def _told(report: SyncReport, stored: Mapping[str, str]) -> FilesNow:
    corrected = [WaitingText(each.interview, each.path, each.in_words) for each in report.corrected]
    renamed = [
        WaitingText(stored.get(old, old), old, f"now called {new}") for old, new in report.renamed
    ]
    new = [WaitingText(each, each, "new") for each in report.added]
    named = {each.interview for each in (*corrected, *renamed)}
    changed = "changed; every coding stays on its words"
    updated = [WaitingText(each, each, changed) for each in report.updated if each not in named]
    return FilesNow((*corrected, *renamed, *new, *updated), report.gone, report.unreadable)
