"""Reorganise the codebook: rename, move, merge, split and deprecate the code one looks at."""

from collections.abc import Callable

from textual import on

from whyshore.domain.codebook_change import CodebookChange
from whyshore.errors import FixableError
from whyshore.tui.asking import ask, keys_of
from whyshore.tui.change_forms import Asked, ChangeForm, Words
from whyshore.tui.change_windows import ChangeWindow
from whyshore.tui.codebook_acts import CodebookActs
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.dialogs import CodePicker
from whyshore.tui.everywhere_acts import EverywhereActs


class ReorganiseActs(CodebookActs, EverywhereActs):
    """What one does with a code that is there; each is shown first and can be undone."""

    @on(CodebookTree.ChangeWanted)
    def _code_change_wanted(self, event: CodebookTree.ChangeWanted) -> None:
        acts: dict[str, Callable[[str], None]] = {
            "rename": self._rename_code,
            "move": self._move_code,
            "merge": self._merge_code,
            "split": self._split_code,
            "deprecate": self._deprecate_code,
        }
        try:
            acts[event.how](event.code)
        except FixableError as problem:
            self.fail(problem)

    def _called(self, code: str) -> str:
        known = self.desk.codebook.by_id.get(code)
        return known.name if known else code

    def _rename_code(self, code: str) -> None:
        known, clerk = self.desk.codebook.by_id.get(code), self.desk.clerk
        new_id = code if known else clerk.probably_now(code)
        asked = [Asked("id", "Id", "short and lasting; its codings follow", new_id)]
        if known:
            asked = [Asked("name", "Name", "what people read", known.name), *asked]

        def preview(words: Words) -> CodebookChange:
            return clerk.preview_rename(code, words["id"], words.get("name", ""))

        self._ask_code_change(f"Rename “{self._called(code)}”", tuple(asked), preview, code)

    def _move_code(self, code: str) -> None:
        clerk = self.desk.clerk
        above = self.desk.codebook.find(code).parent or ""
        asked = Asked("parent", "Under", "at the top; else a code by id, chord or name", above)
        self._ask_code_change(
            f"Move “{self._called(code)}” with all below it",
            (asked,),
            lambda words: clerk.preview_move(code, words["parent"]),
            code,
        )

    def _merge_code(self, code: str) -> None:
        def picked(into: str | None) -> None:
            if into is None:
                return
            try:
                change = self.desk.clerk.preview_merge(code, into)
            except FixableError as problem:
                self.fail(problem)
                return
            title = f"Merge “{self._called(code)}” into “{self._called(into)}”"
            window = ChangeWindow(title, change, self.desk.clerk.write_change)
            ask(self.app, window, lambda done: self._reorganised(done, into))

        known, recent = self.desk.codebook, self.desk.recent
        title = f"Merge “{self._called(code)}” into …"
        ask(self.app, CodePicker(known, recent, title, without=code), picked)

    def _split_code(self, code: str) -> None:
        clerk, letters = self.desk.clerk, keys_of(self.app).taken_letters()
        known = self.desk.codebook.find(code)

        def preview(words: Words) -> CodebookChange:
            names = tuple(each.strip() for each in words["names"].split(";") if each.strip())
            return clerk.preview_split(code, names, letters)

        def done(change: CodebookChange | None) -> None:
            self._reorganised(change, code)
            if change and any(used == code for _, used in self.desk.counts):
                self.show_segments(code)

        title = f"Split “{known.name}”; its codings are listed next, to be sorted"
        asked = Asked("names", "Into", "names of new codes with ; between them")
        ask(self.app, ChangeForm(title, (asked,), preview, clerk.write_change), done)

    def _deprecate_code(self, code: str) -> None:
        clerk = self.desk.clerk
        asked = Asked("why", "Why", "no longer used; or what to use instead")
        self._ask_code_change(
            f"Put “{self.desk.codebook.find(code).name}” on no more text",
            (asked,),
            lambda words: clerk.preview_deprecation(code, words["why"]),
            code,
        )

    def _ask_code_change(
        self,
        title: str,
        asked: tuple[Asked, ...],
        preview: Callable[[Words], CodebookChange],
        code: str,
    ) -> None:
        window = ChangeForm(title, asked, preview, self.desk.clerk.write_change)
        ask(self.app, window, lambda done: self._reorganised(done, code))

    def _reorganised(self, change: CodebookChange | None, code: str) -> None:
        """Show the codebook as it is now, the cursor on the code."""
        if change:
            self._codebook_changed(change)
            self.codebook_tree.go_to(change.recoded[1] if change.recoded else code)
