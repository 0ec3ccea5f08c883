"""Words that shops use for kinds, shapes and colours of what is worn, in English and German."""

import re

KIND_WORDS = {
    "hats": "hat", "cap": "hat", "beanie": "hat", "hut": "hat", "mütze": "hat", "kappe": "hat", "earring": "earrings",
    "ohrring": "earrings", "ohrringe": "earrings", "ohrstecker": "earrings", "creolen": "earrings",
    "pendant": "necklace", "chain": "necklace", "halskette": "necklace", "kette": "necklace", "anhänger": "necklace",
    "lip gloss": "lipstick", "lippenstift": "lipstick", "lipgloss": "lipstick", "rouge": "blush", "fingerring": "ring",
    "bracelet": "watch", "bangle": "watch", "uhr": "watch", "armbanduhr": "watch", "armreif": "watch",
    "brille": "glasses", "frame": "glasses", "sunglasses": "glasses", "sonnenbrille": "glasses",
}  # fmt: skip
SHAPE_WORDS = {
    "fedora": "brimmed", "trilby": "brimmed", "panama": "brimmed", "straw hat": "brimmed", "strohhut": "brimmed",
    "sun hat": "brimmed", "sonnenhut": "brimmed", "bucket hat": "bucket", "fischerhut": "bucket", "baseball cap": "cap",
    "kappe": "cap", "flat cap": "flat-cap", "schiebermütze": "flat-cap", "mütze": "beanie", "strickmütze": "beanie",
    "baskenmütze": "beret", "studs": "stud", "stecker": "stud", "ohrstecker": "stud", "hoops": "hoop", "creole": "hoop",
    "creolen": "hoop", "drops": "drop", "hänger": "drop", "ohrhänger": "drop", "kette": "chain", "perlen": "beads",
    "pearls": "beads", "anhänger": "pendant", "bandring": "band", "solitär": "solitaire", "siegelring": "signet",
    "rund": "round", "eckig": "square", "rectangular": "square", "bracelet": "bangle", "armreif": "bangle",
}  # fmt: skip
COLOUR_WORDS = {
    "black": "#1c1c1e", "schwarz": "#1c1c1e", "white": "#f4f4f0", "weiß": "#f4f4f0", "ivory": "#f1ead9",
    "cream": "#f1ead9", "creme": "#f1ead9", "beige": "#d6c4a3", "sand": "#cdb891", "grey": "#85898f", "gray": "#85898f",
    "grau": "#85898f", "charcoal": "#3b3f46", "anthrazit": "#3b3f46", "silver": "#c4c7cc", "silber": "#c4c7cc",
    "steel": "#b4b8be", "edelstahl": "#b4b8be", "gold": "#cda85a", "brass": "#b8943f", "messing": "#b8943f",
    "copper": "#b0693f", "kupfer": "#b0693f", "bronze": "#8c6a3f", "gunmetal": "#53585f", "brown": "#6f4a30",
    "braun": "#6f4a30", "chocolate": "#4a2f22", "tan": "#9a6a3f", "cognac": "#87492b", "camel": "#b98d5b",
    "red": "#b3202c", "rot": "#b3202c", "cherry": "#9d1f33", "burgundy": "#6b1f33", "bordeaux": "#6b1f33",
    "wine": "#6b1f33", "rust": "#a8492a", "orange": "#d8702a", "coral": "#e0705c", "koralle": "#e0705c",
    "peach": "#e8a888", "pink": "#d8708f", "rose": "#c97a86", "rosa": "#dc9aa6", "nude": "#c08a72", "mauve": "#a27085",
    "berry": "#7a2345", "beere": "#7a2345", "plum": "#5c2a4d", "purple": "#64407e", "lila": "#8f6aa8",
    "violett": "#64407e", "blue": "#2f5d9b", "blau": "#2f5d9b", "navy": "#1f2a4d", "denim": "#47628c", "sky": "#9cc3e0",
    "turquoise": "#2fa59b", "türkis": "#2fa59b", "teal": "#1f6f74", "green": "#3a7a4c", "grün": "#3a7a4c",
    "forest": "#25503b", "olive": "#6b6b3a", "oliv": "#6b6b3a", "sage": "#a3b18a", "khaki": "#8a8458",
    "yellow": "#e0b93a", "gelb": "#e0b93a", "mustard": "#c9972c", "senf": "#c9972c", "tortoise": "#6e4527",
    "havanna": "#6e4527", "crystal": "#dfe6e6", "kristall": "#dfe6e6", "pearl": "#efe8da", "perle": "#efe8da",
}  # fmt: skip


def kind_of(said: str) -> str:
    """The kind that is meant; the word itself where none is known."""
    word = said.strip().lower()
    return KIND_WORDS.get(word, word)


def shape_of(said: str) -> str:
    """The shape that is meant; the word itself where none is known."""
    word = said.strip().lower()
    return SHAPE_WORDS.get(word, word)


def colour_of(said: str) -> str | None:
    """``#rrggbb`` of a colour's name, which in names of several words is the last that is known: ``dark navy``."""
    words = re.findall(r"[^\W\d_]+", said.lower())
    return next((COLOUR_WORDS[word] for word in reversed(words) if word in COLOUR_WORDS), None)
