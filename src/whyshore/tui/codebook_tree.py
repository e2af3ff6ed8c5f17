"""The codebook as a tree beside the text, and the line above it that filters."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from whyshore.coding.look_up import codes_with, rank_codes
from whyshore.domain.codebook import Codebook
from whyshore.tui.asking import AskLine, hold, keys_of, not_mine
from whyshore.tui.display_text import display
from whyshore.tui.key_names import key_pressed
from whyshore.tui.keys import CODEBOOK_KEYS, LEADER

WITHOUT_A_CODE = frozenset({"filter_codes", "chord", "open_all", "close_all", "new_code"})
"""What is done in the codebook with no code in particular."""
READ_ROWS = 3
"""How many rows one key scrolls what a code means."""


class FilterLine(AskLine):
    """Narrows the codebook while one types; Enter and ↓ go to the codes, Esc shows all again."""

    class Left(Message):
        """Typing is over; `keep` says whether the filter stays."""

        def __init__(self, *, keep: bool) -> None:
            self.keep = keep
            super().__init__()

    def on_key(self, event: events.Key) -> None:
        """Leave the line for the codes."""
        if not_mine(self, event):
            return
        if event.key in {"escape", "down"}:
            event.stop()
            event.prevent_default()
            hold(self.app)
            self.post_message(self.Left(keep=event.key == "down"))


class CodebookTree(Tree[str]):
    """The codebook with how often each code is used: in this interview, in all."""

    class About(Message):
        """Something is wanted of a code."""

        def __init__(self, code: str) -> None:
            self.code = code
            super().__init__()

    class Opened(About):
        """A code that can be put on text was picked."""

    class Looked(About):
        """The cursor went to a code."""

    class NewCodeWanted(About):
        """A code should be added near this one; `""` where there is none yet."""

    class RemovalWanted(About):
        """A code should be taken out of the codebook."""

    class ChangeWanted(About):
        """A code should be changed: `rename`, `move`, `merge`, `split` or `deprecate`."""

        def __init__(self, code: str, how: str) -> None:
            self.how = how
            super().__init__(code)

    class FilterWanted(Message):
        """The codes should be filtered, beginning with some letters."""

        def __init__(self, letters: str) -> None:
            self.letters = letters
            super().__init__()

    class FilterGivenUp(Message):
        """All codes should be shown again."""

    class ChordTyped(Message):
        """A chord is being typed to jump to its code; `""` when that is over."""

        def __init__(self, chord: str, problem: str = "") -> None:
            self.chord, self.problem = chord, problem
            super().__init__()

    class ReadOn(Message):
        """What the code means should be scrolled by some rows."""

        def __init__(self, rows: int) -> None:
            self.rows = rows
            super().__init__()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter_codes", "Filter", id="filter_codes"),
        Binding("right", "open_branch", "Open the branch", id="open_branch"),
        Binding("left", "close_branch", "Close it, or go to the code above", id="close_branch"),
        Binding("plus,equals_sign", "open_all", "Open every branch", id="open_all"),
        Binding("minus", "close_all", "Close every branch", id="close_all"),
        Binding("J,ctrl+down", "read_on", "Read on", id="read_on"),
        Binding("K,ctrl+up", "read_back", "Read back", id="read_back"),
        Binding("M", "screen.code_memo", "Memo", id="code_memo"),
        Binding("N", "new_code", "New code", id="new_code"),
        Binding("delete", "remove_code", "Take an unused code out", id="remove_code"),
        Binding("R", "rename_code", "Rename", id="rename_code"),
        Binding("P", "move_code", "Put under another", id="move_code"),
        Binding("G", "merge_code", "Merge into another", id="merge_code"),
        Binding("X", "split_code", "Split", id="split_code"),
        Binding("D", "deprecate_code", "Deprecate", id="deprecate_code"),
    ]

    def __init__(self, **options: str) -> None:
        super().__init__("", id=options.get("id"))
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._by_code: dict[str, TreeNode[str]] = {}
        self._codebook = Codebook()
        self._missing: tuple[str, ...] = ()
        self._totals: dict[str, tuple[int, int]] = {}
        self._opened: set[str] | None = None
        self._query = ""
        self._matching: frozenset[str] = frozenset()
        self._chord: str | None = None

    def notify_style_update(self) -> None:
        """Draw the lines in their new style.

        Textual's tree has the whole screen laid out and drawn anew, at every change of focus;
        no line of this one becomes longer or shorter by its style.
        """
        super(Tree, self).notify_style_update()
        self._line_cache.clear()
        self.refresh()

    def fill(self, codebook: Codebook, missing: Sequence[str]) -> None:
        """Show a codebook; codes that are used but no longer in it come last."""
        at = self.looked_at
        self._codebook, self._missing, self._totals = codebook, tuple(missing), {}
        if self._opened is None:
            self._opened = {code.id for code in codebook.codes if code.parent is None}
        else:
            self._keep_opened()
        self._make_lines()
        if at is not None:
            self.go_to(at)

    def filter(self, query: str) -> None:
        """Show only the codes that hold the typed words, with the branches they are in."""
        self._keep_opened()
        at = self.looked_at
        self._query = query.strip()
        self._make_lines()
        best = self._best() if self._query else at
        if best is not None:
            self.go_to(best)

    @property
    def filtered(self) -> bool:
        """Whether only some codes are shown."""
        return bool(self._query)

    def count(self, here: Counter[str], everywhere: Counter[str]) -> None:
        """Show these counts; a container shows those of its whole branch."""
        for code in reversed(self._codebook.codes):
            below = self._codebook.children.get(code.id, ())
            sums = [self._totals.get(child.id, (0, 0)) for child in below]
            self._show_total(
                code.id,
                here[code.id] + sum(each[0] for each in sums),
                everywhere[code.id] + sum(each[1] for each in sums),
            )
        for code_id in self._missing:
            self._show_total(code_id, here[code_id], everywhere[code_id])

    def go_to(self, code: str) -> None:
        """Put the cursor on a code, its branch opened."""
        node = self._by_code.get(code)
        if node is None:
            return
        parent = node.parent
        while parent is not None:
            parent.expand()
            parent = parent.parent
        self.call_after_refresh(self._move_to, code)

    def _move_to(self, code: str) -> None:
        """Move the cursor, unless the tree was made anew without the code meanwhile."""
        node = self._by_code.get(code)
        if node is not None:
            self.move_cursor(node)

    @property
    def looked_at(self) -> str | None:
        """The code under the cursor."""
        return self.cursor_node.data if self.cursor_node else None

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Letters filter; after the leader they are a chord to jump to."""
        if not_mine(self, event):
            return
        if self._chord is not None and event.character and event.character.isprintable():
            event.stop()
            self._go_on_with_chord(self._chord + event.character)
        elif event.key == LEADER:
            event.stop()
            self.action_chord()
        elif event.key == "escape" and (self._chord is not None or self.filtered):
            event.stop()
            self._give_up()
        elif self._acts(event):
            self._chord = None
        elif event.character and event.character.isalnum() and not event.character.isupper():
            event.stop()
            self._begin_filter(event.character)
        else:
            self._chord = None

    def _acts(self, event: events.Key) -> bool:
        """Whether a key does something here, as the keys are configured."""
        pressed = key_pressed(event.key, event.character)
        return pressed in keys_of(self.app).actions(CODEBOOK_KEYS)

    def _begin_filter(self, letters: str) -> None:
        hold(self.app)
        self.post_message(self.FilterWanted(letters))

    def action_filter_codes(self) -> None:
        """Ask for what the codes are to be filtered by."""
        self._begin_filter("")

    def action_chord(self) -> None:
        """Take the letters from now on as a chord to jump to."""
        self._chord = ""
        self.post_message(self.ChordTyped(";"))

    def action_apply_code(self) -> None:
        """Put the code on text, or open and close its branch."""
        self.action_select_cursor()

    def _go_on_with_chord(self, chord: str) -> None:
        """Go to the code of a chord, or to the first whose chord goes on from it."""
        fitting = [code for code in self._codebook.codes if code.chord.startswith(chord)]
        if not fitting:
            self._chord = None
            self.post_message(self.ChordTyped("", f"No code has the chord “{chord}”."))
            return
        exact = self._codebook.by_chord.get(chord)
        if self.filtered:
            self.post_message(self.FilterGivenUp())
        self.go_to((exact or fitting[0]).id)
        done = len(fitting) == 1 and exact is not None
        self._chord = None if done else chord
        self.post_message(self.ChordTyped("" if done else chord))

    def _give_up(self) -> None:
        if self._chord is None:
            self.post_message(self.FilterGivenUp())
        self._chord = None
        self.post_message(self.ChordTyped(""))

    def action_open_branch(self) -> None:
        """Open the branch; in an open one go to its first code."""
        node = self.cursor_node
        if node is not None and node.allow_expand and not node.is_expanded:
            node.expand()
        elif node is not None and node.children:
            self.move_cursor(node.children[0])

    def action_close_branch(self) -> None:
        """Close the branch; in a closed one go to the code above."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None and not node.parent.is_root:
            self.move_cursor(node.parent)

    def action_open_all(self) -> None:
        """Open every branch."""
        at = self.looked_at
        self.root.expand_all()
        if at is not None:
            self.go_to(at)

    def action_close_all(self) -> None:
        """Close every branch; the cursor stays in the one it is in."""
        path = self._codebook.path(self.looked_at or "")
        for node in self.root.children:
            node.collapse_all()
        if path:
            self.go_to(path[0].id)

    def action_read_on(self) -> None:
        """Scroll what the code means down."""
        self.post_message(self.ReadOn(READ_ROWS))

    def action_read_back(self) -> None:
        """Scroll what the code means up."""
        self.post_message(self.ReadOn(-READ_ROWS))

    def action_new_code(self) -> None:
        """Ask for a new code."""
        self.post_message(self.NewCodeWanted(self.looked_at or ""))

    def action_remove_code(self) -> None:
        """Ask to take the code out of the codebook."""
        if self.looked_at is not None:
            self.post_message(self.RemovalWanted(self.looked_at))

    def action_rename_code(self) -> None:
        """Ask for another name or id."""
        self._want("rename")

    def action_move_code(self) -> None:
        """Ask what to put the code under."""
        self._want("move")

    def action_merge_code(self) -> None:
        """Ask what to merge the code into."""
        self._want("merge")

    def action_split_code(self) -> None:
        """Ask what to split the code into."""
        self._want("split")

    def action_deprecate_code(self) -> None:
        """Ask why the code goes on no more text."""
        self._want("deprecate")

    def _want(self, how: str) -> None:
        if self.looked_at is not None:
            self.post_message(self.ChangeWanted(self.looked_at, how))

    @on(Tree.NodeSelected)
    def _picked(self, event: Tree.NodeSelected[str]) -> None:
        event.stop()
        code = self._codebook.by_id.get(event.node.data or "")
        if code and code.assignable:
            self.post_message(self.Opened(code.id))
        else:
            event.node.toggle()

    @on(Tree.NodeHighlighted)
    def _looked(self, event: Tree.NodeHighlighted[str]) -> None:
        event.stop()
        if event.node.data:
            self.post_message(self.Looked(event.node.data))

    # --- what is shown ---

    def _keep_opened(self) -> None:
        """Remember which branches are open; what a filter opens is not."""
        if not self.filtered and self._by_code:
            self._opened = {code for code, node in self._by_code.items() if node.is_expanded}

    def _make_lines(self) -> None:
        """Make the lines of the tree, all or those that fit the filter."""
        self.clear()
        self._by_code = {}
        shown = self._shown()
        for code in self._codebook.codes:
            if code.id in shown:
                parent = self._by_code.get(code.parent or "", self.root)
                below = any(each.id in shown for each in self._codebook.children.get(code.id, ()))
                wide = self.filtered or code.id in (self._opened or ())
                self._by_code[code.id] = parent.add(
                    "", data=code.id, allow_expand=below, expand=below and wide
                )
        for code_id in self._missing:
            if code_id in shown:
                self._by_code[code_id] = self.root.add_leaf("", data=code_id)
        for code_id in self._by_code:
            self._label(code_id)

    def _shown(self) -> set[str]:
        """The codes that fit the filter, with those above them."""
        every = [*(code.id for code in self._codebook.codes), *self._missing]
        if not self.filtered:
            self.border_subtitle = ""
            return set(every)
        missing = [each for each in self._missing if self._query.casefold() in each.casefold()]
        self._matching = frozenset([*codes_with(self._codebook, self._query), *missing])
        self.border_subtitle = f"{len(self._matching)} of {len(every)} match"
        above = {code.id for each in self._matching for code in self._codebook.path(each)}
        return above | self._matching

    def _best(self) -> str | None:
        """The code the cursor goes to: the best match, as in the picker of codes."""
        ranked = rank_codes(self._codebook, self._query, limit=5, assignable_only=False)
        best = next((each.code.id for each in ranked if each.code.id in self._matching), None)
        return best or next((each for each in self._by_code if each in self._matching), None)

    def _show_total(self, code_id: str, here: int, everywhere: int) -> None:
        if self._totals.get(code_id) != (here, everywhere):
            self._totals[code_id] = (here, everywhere)
            if code_id in self._by_code:
                self._label(code_id)

    def _label(self, code_id: str) -> None:
        here, everywhere = self._totals.get(code_id, (0, 0))
        code = self._codebook.by_id.get(code_id)
        label = Text()
        if code is None:
            label.append(f"{display(code_id)} (missing from codebook)", "italic")
        else:
            if code.colour:
                label.append("■ ", code.colour)
            if code.chord:
                label.append(f"{display(code.chord)} ", "bold" if code.assignable else "dim")
            if everywhere:
                label.append(f"{here}/{everywhere} ", "dim")
            label.append(display(code.name), "" if code.assignable else "italic")
            if code.deprecated:
                label.append(" (deprecated)", "italic dim")
        if self.filtered and code_id not in self._matching:
            label.stylize("dim")
        self._by_code[code_id].set_label(label)
