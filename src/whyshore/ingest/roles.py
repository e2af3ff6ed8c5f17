"""Who asks and who answers, as far as well-known speaker labels tell."""

import re
import unicodedata
from collections.abc import Iterable

from whyshore.domain.interview import Role


def words(listed: str) -> frozenset[str]:
    """The words of a list set in lines."""
    return frozenset(listed.split())


_INTERVIEWER = words(
    """
    i int iv ir ivr q interviewer interviewers moderator mod facilitator researcher question
    entrevistador entrevistadora moderadora moderador investigador investigadora pregunta
    intervistatore intervistatrice moderatore moderatrice domanda
    intervieweur intervieweuse enqueteur enquetrice moderateur chercheur chercheuse
    interviewerin moderatorin befrager befragerin fragesteller fragestellerin forscher forscherin
    pesquisador pesquisadora pergunta elkarrizketatzailea galdera onderzoeker
    интервьюер вопрос 问 問 采访者 採訪者 访谈者 記者 记者 聞き手 질문 면담자
    المحاور المحاورة س מראיין מראיינת ש
    """
)
_RESPONDENT = words(
    """
    r resp respondent interviewee participant informant answer
    entrevistado entrevistada participante informante respuesta
    intervistato intervistata risposta interviewe interviewee enquete enquetee reponse
    befragter befragte interviewpartner interviewpartnerin teilnehmer teilnehmerin antwort
    resposta elkarrizketatua erantzuna geinterviewde
    респондент ответ 答 受访者 受訪者 被访者 話し手 답변 응답자
    المستجيب الضيف ج מרואיין מרואיינת ת
    """
)
# Initials that ask only where an R answers and nobody else asks: pregunta, pergunta, domanda.
_ASKS_BESIDE_R = frozenset({"p", "d"})
# Initials that answer only where somebody asks: answer, Befragte.
_ANSWERS_TO_A_QUESTION = frozenset({"a", "b"})
_LONG_WORD = 3


def guess_roles(keys: Iterable[str]) -> dict[str, Role]:
    """The role that each label of one interview most likely has, OTHER where nothing says so.

    Takes labels as `label_key` makes them, with or without a number: `i`, `interviewer 1`.
    `ie` is the interviewee, as in IR and IE, unless an R answers and nobody else asks: then
    it is the one who asks. What front matter says comes before all of this.
    """
    bare = {key: _bare(key) for key in keys}
    present = set(bare.values())
    asked = bool(present & _INTERVIEWER)
    return {key: _role(key, base, present, asked=asked) for key, base in bare.items()}


def _role(key: str, base: str, present: set[str], *, asked: bool) -> Role:
    if base in _INTERVIEWER:
        return Role.INTERVIEWER
    only_r_answers = "r" in present and not asked
    if base == "ie" or (base in _ASKS_BESIDE_R and base == key):
        asks = only_r_answers and not (base != "ie" and "ie" in present)
        return Role.INTERVIEWER if asks else _respondent(base)
    if base == "p" or base in _RESPONDENT:
        return Role.RESPONDENT
    asked = asked or (only_r_answers and bool(present & _ASKS_BESIDE_R))
    return Role.RESPONDENT if base in _ANSWERS_TO_A_QUESTION and asked else Role.OTHER


def _respondent(base: str) -> Role:
    return Role.OTHER if base == "d" else Role.RESPONDENT


def _bare(key: str) -> str:
    """A label's word without accents, number, bracketed addition and feminine ending."""
    letters = unicodedata.normalize("NFKD", key)
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    letters = re.sub(r"\s*\([^()]*\)?|/\w{1,3}$", "", unicodedata.normalize("NFC", letters))
    letters = re.sub(r"[\s_#.\-]*\d+$", "", letters).strip()
    if len(letters) > _LONG_WORD:
        letters = re.sub(r"\s+[a-z]$", "", letters)
    return letters
