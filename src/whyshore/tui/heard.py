"""Whose words stand out in the text; the others are dimmed, and no position changes."""

from collections import Counter
from dataclasses import dataclass

from whyshore.domain.interview import Interview, Role, has_interviewer
from whyshore.domain.words import counted
from whyshore.tui.dialogs import Choice
from whyshore.tui.display_text import display

_ALL, _ANSWERING, _ONE = "all", "answering", "one "


@dataclass(frozen=True, slots=True)
class Heard:
    """Everybody's words, all but the interviewer's, or those of one speaker."""

    speaker: str | None = None
    """The one speaker; None where it is not about one."""
    answering: bool = False
    """Whether the interviewer's words are to stand back."""

    @classmethod
    def named(cls, choice: str) -> "Heard":
        """What was picked from `speaker_choices`."""
        if choice.startswith(_ONE):
            return cls(speaker=choice.removeprefix(_ONE))
        return cls(answering=choice == _ANSWERING)

    def quiet_in(self, interview: Interview) -> frozenset[int]:
        """The turns that stand back, by their place among all of an interview."""
        speaker = self._speaker_in(interview)
        return frozenset(
            place
            for place, turn in enumerate(interview.turns)
            if (speaker is not None and turn.speaker != speaker)
            or (self.answering and turn.role is Role.INTERVIEWER)
        )

    def note(self, interview: Interview) -> str:
        """What the status line says of it; `""` where everybody is heard."""
        speaker = self._speaker_in(interview)
        if speaker is not None:
            return f"only {display(speaker)} stands out"
        return "interviewer dimmed" if self.answering else ""

    def _speaker_in(self, interview: Interview) -> str | None:
        """The one speaker, if that person speaks in the interview at all."""
        speaks = any(turn.speaker == self.speaker for turn in interview.turns)
        return self.speaker if self.speaker is not None and speaks else None


EVERYBODY = Heard()


def speaker_choices(interview: Interview) -> list[Choice]:
    """Everybody, those who answer, and each speaker with the number of turns."""
    choices = [Choice(_ALL, "everybody")]
    if has_interviewer(interview):
        choices.append(Choice(_ANSWERING, "respondents: all but the interviewer"))
    turns = Counter(turn.speaker for turn in interview.turns if turn.speaker)
    roles = {turn.speaker: turn.role for turn in interview.turns}
    for speaker, count in turns.most_common():
        role = f", {roles[speaker].value}" if roles[speaker] is not Role.OTHER else ""
        choices.append(Choice(f"{_ONE}{speaker}", f"{speaker} ({counted(count, 'turn')}{role})"))
    return choices
