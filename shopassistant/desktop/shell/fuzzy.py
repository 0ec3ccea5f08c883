"""Finding an action by some of its letters: ``cmpl`` finds "Complete sale"."""

from shopassistant.core.text import fold


def score(query: str, text: str) -> float | None:
    """How well `query` fits `text`; None where its letters are not all there, in order.

    Words may come in any order; each must be found. Starts of words and runs of letters count most, and short texts
    more than long ones.
    """
    folded = fold(text)
    total = 0.0
    for word in fold(query).split():
        found = _word(word, folded)
        if found is None:
            return None
        total += found
    return total - len(folded) / 1000


def _word(word: str, text: str) -> float | None:
    at = text.find(word)
    if at >= 0:
        starts = at == 0 or not text[at - 1].isalnum()
        return len(word) * (3.0 if starts else 2.0) + (1.0 if at == 0 else 0.0)
    return _letters(word, text)


def _letters(word: str, text: str) -> float | None:
    """Letters in order with gaps; one at the start of a word or right after the one before is worth more."""
    total, before = 0.0, -2
    for letter in word:
        at = _next(letter, text, before + 1 if before >= 0 else 0)
        if at < 0:
            return None
        total += 1.0 if at == before + 1 or at == 0 or not text[at - 1].isalnum() else 0.3
        before = at
    return total


def _next(letter: str, text: str, start: int) -> int:
    """Where `letter` comes next: right here, else at the next start of a word, else anywhere."""
    if start < len(text) and text[start] == letter:
        return start
    for at in range(start, len(text)):
        if text[at] == letter and (at == 0 or not text[at - 1].isalnum()):
            return at
    return text.find(letter, start)
