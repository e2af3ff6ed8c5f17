"""Answers that are bands of numbers, such as “18-29” or “$150,000+”, from low to high."""

import re
from collections.abc import Iterable

_GROUPED = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)"
_NUMBER = re.compile(rf"(?P<number>{_GROUPED}|\d+(?:[.,]\d+)?)\s?(?P<times>[kKmM]\b|[bm]n\b)?")
_TIMES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_BELOW = re.compile(
    r"<|≤|\b(under|below|less|fewer|younger|up|lt|le|unter|weniger|bis zu|menos|hasta|moins)\b"
)
_ABOVE = re.compile(
    r">|≥|\+|\b(over|above|more|older|greater|gt|ge|über|mehr|más|mas|plus|upwards|least)\b"
)
_FILLERS = re.compile(
    r"[-–—~<>≤≥=+%$€£¥().,/]|\b(to|and|or|than|at|least|most|from|between|through|until|up|"
    r"under|below|less|fewer|younger|lt|le|over|above|more|older|greater|gt|ge|upwards|"
    r"years?|yrs?|old|age|aged|euros?|eur|usd|gbp|dollars?|per cent|percent|employees|people|"
    r"persons|hours?|days?|months?|million|thousand|unter|weniger|bis|zu|und|über|mehr|als|jahre|von|"
    r"menos|más|mas|hasta|entre|de|a|y|o|e|años|moins|plus|ans|et|ou|à)\b"
)
_NOTHING = {"none", "nothing", "zero", "nil", "keine", "ninguno", "ninguna", "aucun", "aucune"}
_TWO = 2


def in_band_order(answers: Iterable[str]) -> list[str] | None:
    """Bands from low to high; None where not every answer is a band or two begin alike."""
    starts = {answer: _start(answer) for answer in answers}
    known = {answer: start for answer, start in starts.items() if start is not None}
    if len(known) < len(starts) or len(set(known.values())) < len(known):
        return None
    if sum(not _single(answer) for answer in known) < _TWO:
        return None
    return sorted(known, key=lambda answer: known[answer])


def _single(answer: str) -> bool:
    """Whether an answer is one number, not a stretch of numbers."""
    return _NUMBER.fullmatch(answer.strip()) is not None or answer.strip().casefold() in _NOTHING


def _start(answer: str) -> tuple[float, int] | None:
    """Where a band begins; one that is open below comes before one that begins there."""
    words = answer.casefold().replace("_", " - ").strip()
    if words in _NOTHING:
        return 0.0, 0
    numbers = [_value(found) for found in _NUMBER.finditer(words)]
    rest = _FILLERS.sub(" ", _NUMBER.sub(" ", words))
    if rest.strip() or not 1 <= len(numbers) <= _TWO:
        return None
    if len(numbers) == _TWO:
        return (numbers[0], 0) if numbers[0] <= numbers[1] else None
    if _BELOW.search(words):
        return numbers[0], -1
    return numbers[0], 1 if _ABOVE.search(words) else 0


def _value(found: re.Match[str]) -> float:
    written = found["number"]
    grouped = re.fullmatch(_GROUPED, written)
    plain = re.sub(r"\D", "", written) if grouped else written.replace(",", ".")
    return float(plain) * _TIMES.get((found["times"] or "").casefold(), 1)
