"""A key that words share when they sound alike, for names heard across a counter.

The idea is Hans Joachim Postel's ("Die Kölner Phonetik", IBM-Nachrichten 19, 1969): consonants fall into few classes
and vowels are dropped. The classes here are a compromise of our own between English, German and French spelling,
because the one who types heard the name and does not know its language.
"""

_LONGEST = 8

# Applied in this order; longer spellings first.
_SPELLINGS = (
    ("tsch", "s"), ("dsch", "s"), ("sch", "s"), ("eigh", "a"), ("ough", "o"), ("augh", "a"), ("igh", "i"),
    ("tch", "s"), ("sh", "s"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("dt", "t"), ("tz", "s"), ("ts", "s"),
    ("cz", "s"), ("ck", "k"), ("ch", "k"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("x", "ks"),
)  # fmt: skip
_SILENT_STARTS = (("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"), ("pf", "f"), ("mc", "mak"), ("x", "s"))
_CLASSES = str.maketrans("bcdgjqvwyz", "pktkikffis")
_VOWELS = frozenset("aeiou")


def sound_key(word: str) -> str:
    """The key of a folded word, at most eight letters; empty where there is nothing to hear (digits, other scripts).

    ``meier``, ``mayr`` and ``meyer`` share one, ``philip`` and ``filip``, ``catherine`` and ``kathryn``.
    """
    if not (word.isascii() and word.isalpha()):
        return ""
    for spelling, heard in _SILENT_STARTS:
        if word.startswith(spelling):
            word = heard + word[len(spelling) :]
            break
    for spelling, heard in _SPELLINGS:
        if spelling in word:
            word = word.replace(spelling, heard)
    return _classes(word)


def _classes(word: str) -> str:
    heard = word[:1] + word[1:].replace("h", "")
    heard = heard.translate(_CLASSES)
    key: list[str] = []
    before = ""
    for letter in heard:
        if letter != before:
            if letter not in _VOWELS and letter != "h":
                key.append(letter)
            elif not before:
                key.append("h" if letter == "h" else "a")
        before = letter
    return "".join(key)[:_LONGEST]
