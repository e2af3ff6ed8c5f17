"""The table of keys with what `whyshore.toml` changes in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whyshore.coding.look_up import closest
from whyshore.domain.codebook import Codebook
from whyshore.domain.project import KeysWanted
from whyshore.errors import Problem, closest_hint
from whyshore.tui.key_names import MODIFIERS, NAMED, KeyNameError, key_called, typed_by
from whyshore.tui.keys import (
    ALL_GROUPS,
    CONTEXTS,
    LEADER,
    TRANSCRIPT_GROUPS,
    TYPED_INTO,
    Key,
    KeyGroup,
    actions_by_key,
    shown,
)
from whyshore.workflow.settings import SETTINGS

RESERVED = {
    LEADER: "it begins a chord",
    **dict.fromkeys("123456789", "it stands for a recent code"),
}
"""Keys that no action can have, with the reason."""
WORDS = "it is typed in words there"

Wanted = Mapping[str, KeysWanted]


@dataclass(frozen=True, slots=True)
class Keymap:
    """Every key as it is now, and what was wrong with the keys that were wanted."""

    groups: tuple[KeyGroup, ...] = ALL_GROUPS
    problems: tuple[Problem, ...] = ()
    configured: frozenset[str] = frozenset()
    """The actions whose keys are not those of the table."""

    def of(self, *groups: KeyGroup) -> tuple[KeyGroup, ...]:
        """Groups of the table, with their keys as they are now."""
        now = {group.title: group for group in self.groups}
        return tuple(now.get(group.title, group) for group in groups)

    def actions(self, *groups: KeyGroup) -> dict[str, str]:
        """The action behind each key of some groups."""
        return actions_by_key(self.of(*groups))

    def keys_of(self, action: str) -> tuple[str, ...]:
        """The keys of an action."""
        return next((k.keys for g in self.groups for k in g.keys if k.action == action), ())

    def shown(self, action: str) -> str:
        """The first key of an action, as people read it; `""` where it has none."""
        return next((shown(name) for name in self.keys_of(action)), "")

    def for_bindings(self) -> dict[str, str]:
        """The keys of Textual's bindings by their id, for the actions that were changed."""
        keys = {action: self.keys_of(action) for action in self.configured}
        return {action: ",".join(names) for action, names in keys.items() if names}

    def taken_letters(self) -> frozenset[str]:
        """Letters that are commands while reading: chords that start with them need the leader."""
        return frozenset(name for name in self.actions(*TRANSCRIPT_GROUPS) if len(name) == 1)

    def led_chords(self, codebook: Codebook) -> list[str]:
        """The chords that have to be typed after the leader."""
        taken = self.taken_letters()
        chords = [code.chord for code in codebook.codes if code.assignable and code.chord]
        return [chord for chord in chords if chord[0] in taken]


def keymap(wanted: Wanted) -> Keymap:
    """The table of keys with the wanted ones in it.

    A wanted key is taken from the action that has it by default. What cannot be done is left
    out and told: names that are no actions or keys, one key for two actions that meet on one
    screen, and actions left without any key.
    """
    problems: list[Problem] = []
    given = dict(_given(wanted, problems))
    _drop_doubles(given, wanted, problems)
    groups = tuple(_regrouped(group, given) for group in ALL_GROUPS)
    problems += dict.fromkeys(_left_without(groups, given, wanted))
    configured = frozenset(_changed(groups))
    return Keymap(groups, tuple(problems), configured)


def problems_with_keys(wanted: Wanted, codebook: Codebook | None) -> list[Problem]:
    """All that is wrong with the keys of `whyshore.toml`, chords they get in the way of too."""
    keys = keymap(wanted)
    return [*keys.problems, *(chord_problems(keys, wanted, codebook) if codebook else ())]


def chord_problems(keys: Keymap, wanted: Wanted, codebook: Codebook) -> Iterator[Problem]:
    """Wanted keys that are the first letter of chords which no command took before."""
    before = Keymap().taken_letters()
    for action, letter in _letters(keys, wanted):
        chords = [chord for chord in keys.led_chords(codebook) if chord[0] == letter]
        if chords and letter not in before:
            some = ", ".join(chords[:4]) + (" …" if len(chords) > 4 else "")  # noqa: PLR2004
            what = f"The key “{letter}” of “{action}” begins chords of the codebook ({some})."
            fix = "They have to be typed after ; now. Give the action another key to avoid that."
            yield Problem(SETTINGS, what, wanted[action].line, fix)


def _letters(keys: Keymap, wanted: Wanted) -> Iterator[tuple[str, str]]:
    actions = keys.actions(*TRANSCRIPT_GROUPS)
    for letter, action in actions.items():
        if len(letter) == 1 and action in wanted:
            yield action, letter


def _given(wanted: Wanted, problems: list[Problem]) -> Iterator[tuple[str, list[str]]]:
    """The keys of each action that there is, under Textual's names."""
    known = _known_actions()
    for action, each in wanted.items():
        if action not in known:
            hint = closest_hint(closest(action, known))
            fix = "docs/keys.md lists the actions."
            what = f"There is no action “{action}”.{hint}"
            problems.append(Problem(SETTINGS, what, each.line, fix))
            continue
        names = list(dict.fromkeys(_usable(action, each, problems)))
        if names:
            yield action, names


def _usable(action: str, each: KeysWanted, problems: list[Problem]) -> Iterator[str]:
    if not each.keys:
        what = f"The keys of “{action}” have to be text in quotes, or a list of such."
        fix = f'Write: {action} = "f9" or ["f9", "ctrl+g"]'
        problems.append(Problem(SETTINGS, what, each.line, fix))
    for written in each.keys:
        try:
            name = key_called(written)
        except KeyNameError as error:
            hint = closest_hint(closest(written.split("+")[-1], (*NAMED, *MODIFIERS)))
            fix = "Write a letter or sign, f1 to f12, or a name such as ctrl+g or pagedown."
            what = f"{error} (keys of “{action}”).{hint if 'no key' in str(error) else ''}"
            problems.append(Problem(SETTINGS, what, each.line, fix))
            continue
        reason = RESERVED.get(name) or (WORDS if action in TYPED_INTO and typed_by(name) else "")
        if reason:
            what = f"“{written}” cannot be a key of “{action}”: {reason}."
            problems.append(Problem(SETTINGS, what, each.line, "Take another key."))
        else:
            yield name


def _drop_doubles(given: dict[str, list[str]], wanted: Wanted, problems: list[Problem]) -> None:
    """Let the first of two actions that want one key have it, where they meet on a screen."""
    for first, second in _meeting(given):
        for name in [name for name in given[second] if name in given[first]]:
            line = wanted[first].line
            where = f" (line {line})" if line else ""
            what = f"The key “{shown(name)}” of “{second}” is that of “{first}”{where} too."
            problems.append(
                Problem(SETTINGS, what, wanted[second].line, "Give one of them another key.")
            )
            given[second].remove(name)
    for action in [action for action, names in given.items() if not names]:
        del given[action]


def _meeting(given: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    order = list(given)
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            if any({first, second} <= context for context in CONTEXTS):
                yield first, second


def _regrouped(group: KeyGroup, given: Mapping[str, Sequence[str]]) -> KeyGroup:
    keys = tuple(_rekeyed(key, given) for key in group.keys)
    names = {
        shown(name).casefold(): shown(now.keys[0])
        for before, now in zip(group.keys, keys, strict=True)
        for name in before.keys
        if now.keys and now.keys != before.keys and name not in now.keys
    }
    return replace(group, keys=tuple(replace(k, hint=_hint(k.hint, names)) for k in keys))


def _rekeyed(key: Key, given: Mapping[str, Sequence[str]]) -> Key:
    if key.action in given:
        return replace(key, keys=tuple(given[key.action]))
    taken = {
        name
        for action, names in given.items()
        if any({action, key.action} <= context for context in CONTEXTS)
        for name in names
    }
    if key.action in BUILT_IN:
        return key
    return replace(key, keys=tuple(name for name in key.keys if name not in taken))


BUILT_IN = frozenset(
    {"open", "apply_code", "move", "page", "ends", "guide_go", "keep", "give_up", "chord"}
)
"""What Textual's own lists and the table do with keys of theirs."""


def _hint(hint: str, names: Mapping[str, str]) -> str:
    """A hint with the keys at its beginning as they are now."""
    words = hint.split(" ")
    for place in range(min(2, len(words) - 1)):
        now = names.get(words[place].casefold())
        if now is None and place and len(words[place]) > 1:
            break
        words[place] = now or words[place]
    return " ".join(words)


def _left_without(
    groups: Sequence[KeyGroup], given: Mapping[str, Sequence[str]], wanted: Wanted
) -> Iterator[Problem]:
    for before, now in zip(ALL_GROUPS, groups, strict=True):
        for key_before, key in zip(before.keys, now.keys, strict=True):
            if key.keys:
                continue
            taken = {name: action for action, names in given.items() for name in names}
            thief = next(taken[name] for name in key_before.keys if name in taken)
            what = f"“{thief}” takes the last key of “{key.action}” ({key.what})."
            fix = f'Give that one a key too: {key.action} = "…"'
            yield Problem(SETTINGS, what, wanted[thief].line, fix)


def _changed(groups: Sequence[KeyGroup]) -> Iterator[str]:
    for before, now in zip(ALL_GROUPS, groups, strict=True):
        for key_before, key in zip(before.keys, now.keys, strict=True):
            if key_before.keys != key.keys:
                yield key.action


def _known_actions() -> list[str]:
    actions = [key.action for group in ALL_GROUPS for key in group.keys]
    return [each for each in dict.fromkeys(actions) if each not in BUILT_IN]


def told_shortly(problems: Sequence[Problem]) -> list[str]:
    """What a screen says of problems with keys at its start: two in full, the others counted."""
    said = [str(problem) for problem in problems[:2]]
    more = len(problems) - len(said)
    return [*said, f"{more} more lines of [keys]: whyshore check lists them."] if more else said
