"""What a command answers, for the stories of these tests."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What a command printed, and the status it ended with."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON of any shape
        """The printed JSON."""
        return json.loads(self.out)


Run = Callable[..., Answer]
