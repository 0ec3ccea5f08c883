"""The boutique's invented products and variants, as columns: names, measures, prices over time, taste."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.ingest.demo.assortment import (
    COLOURS,
    FAMILIES,
    HOUSES,
    KINDS,
    MADE_OF,
    METALS,
    MODELS,
    SIZES,
    Kind,
)
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.worn import sun_lenses, worn_as

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TASTE = 6  # dimensions of taste that people and products share
_FULL_RIM = 0.75
_METALS = ("titanium", "steel")
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Products (first axis P) and variants (first axis V), as columns.

    Attributes:
        kind: index into `KINDS`, shape (P,).
        name, brand, description, attributes: shape (P,).
        brand_index: shape (P,); brands are numbered by `brands`.
        family: index into `FAMILIES` of the main colour, -1 for none, shape (P,).
        taste: unit vectors, shape (P, TASTE).
        price_rank: standardised log price within the kind, shape (P,).
        appeal: log of how popular it is with everybody, shape (P,).
        frame_width: mm, 0 where it is no eyewear, shape (P,).
        launch, end: first day on sale and first day no longer reordered; before 0 is before the first day, shape (P,).
        price: pence by day, shape (days, P).
        cost: pence, shape (P,).
        counted: whether stock is kept for it, shape (P,).
        first, sizes, colours: its first variant and the number of its sizes and colours, shape (P,);
            variant = first + colour * sizes + size.
        product: product of each variant, shape (V,).
        size, colour, sku, barcode: shape (V,).
    """

    kind: Ints
    name: list[str]
    brand: list[str]
    brands: tuple[str, ...]
    brand_index: Ints
    description: list[str]
    attributes: list[dict[str, Any]]
    family: Ints
    taste: Floats
    price_rank: Floats
    appeal: Floats
    frame_width: Floats
    launch: Ints
    end: Ints
    price: Ints
    cost: Ints
    counted: NDArray[np.bool_]
    first: Ints
    sizes: Ints
    colours: Ints
    product: Ints
    size: list[str]
    colour: list[str]
    sku: list[str]
    barcode: list[str]


def make_catalogue(rng: np.random.Generator, count: int, days: Days) -> Catalogue:
    """`count` products over all kinds of goods (fewer kinds where `count` is less than their number)."""
    kind = np.repeat(np.arange(len(KINDS)), _shares(count))
    namer = _Namer(rng)
    drafts = [namer.draft(KINDS[index]) for index in kind]
    brands = tuple(sorted({name for house in HOUSES.values() for name, _ in house}))
    brand_index = np.array([brands.index(draft.brand) for draft in drafts])
    pounds = np.array([draft.pounds for draft in drafts])
    launch, end = _lifespans(rng, kind, days)
    price = _prices(rng, pounds, kind, launch, end, days)
    sizes = np.array([len(SIZES[KINDS[index].sizes]) for index in kind])
    colours = np.array([len(draft.colours) or 1 for draft in drafts])
    variants = sizes * colours
    product = np.repeat(np.arange(count), variants)
    size, colour, sku = _variants(kind, drafts)
    return Catalogue(
        kind=kind,
        name=[draft.name for draft in drafts],
        brand=[draft.brand for draft in drafts],
        brands=brands,
        brand_index=brand_index,
        description=[draft.description for draft in drafts],
        attributes=[draft.attributes for draft in drafts],
        family=np.array([draft.family for draft in drafts]),
        taste=_tastes(rng, brands, brand_index, drafts),
        price_rank=_ranks(np.log(pounds), kind),
        appeal=rng.normal(0, 0.75, count),
        frame_width=np.array([float(draft.attributes.get("frame_width_mm", 0)) for draft in drafts]),
        launch=launch,
        end=end,
        price=price,
        cost=np.round(
            price[0] / 1.2 * np.array([KINDS[index].cost for index in kind]) * rng.uniform(0.9, 1.1, count)
        ).astype(np.int64),
        counted=(rng.random(count) > 0.02) | np.array([KINDS[index].again_days > 0 for index in kind]),
        first=np.concatenate(([0], np.cumsum(variants)[:-1])),
        sizes=sizes,
        colours=colours,
        product=product,
        size=size,
        colour=colour,
        sku=sku,
        barcode=[ean13(f"50{1_234_500_000 + number}") for number in range(len(product))],
    )


def ean13(twelve: str) -> str:
    """The code with its check digit (GS1: weights 1 and 3 in turn)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def _shares(count: int) -> Ints:
    weights = np.array([kind.share for kind in KINDS])
    exact = weights / weights.sum() * count
    shares: Ints = np.floor(exact).astype(np.int64)
    if count >= len(KINDS):
        shares = np.maximum(shares, 1)
    for index in np.argsort(shares - exact, kind="stable")[: max(0, count - shares.sum())]:
        shares[index] += 1
    while shares.sum() > count:
        shares[np.argmax(shares)] -= 1
    return shares


@dataclass(frozen=True, slots=True)
class _Draft:
    name: str
    brand: str
    description: str
    attributes: dict[str, Any]
    colours: tuple[str, ...]
    family: int
    style: str
    pounds: float


class _Namer:
    """Invents products one by one; no name comes twice."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._taken: set[str] = set()
        self._frame: tuple[str, dict[str, Any]] | None = None

    def draft(self, kind: Kind) -> _Draft:
        for attempt in range(200):
            draft = self._eyewear(kind) if kind.house == "eyewear" else self._plain(kind, attempt)
            if draft.name not in self._taken:
                break
        else:
            draft = self._numbered(draft)
        self._taken.add(draft.name)
        return draft

    def _numbered(self, draft: _Draft) -> _Draft:
        number = 2
        while f"{draft.name} No. {number}" in self._taken:
            number += 1
        name = f"{draft.name} No. {number}"
        return _Draft(
            name,
            draft.brand,
            draft.description,
            draft.attributes,
            draft.colours,
            draft.family,
            draft.style,
            draft.pounds,
        )

    def _pick(self, words: tuple[str, ...]) -> str:
        return words[int(self._rng.integers(len(words)))]

    def _brand_and_price(self, kind: Kind) -> tuple[str, float]:
        house = HOUSES[kind.house]
        brand, level = house[int(self._rng.integers(len(house)))]
        middle, spread = (np.log(kind.low) + np.log(kind.high)) / 2, np.log(kind.high / kind.low) / 4
        return brand, ending(
            float(np.clip(np.exp(self._rng.normal(middle, spread)) * level, kind.low * 0.8, kind.high * 1.3))
        )

    def _plain(self, kind: Kind, attempt: int) -> _Draft:
        brand, pounds = self._brand_and_price(kind)
        noun, style = self._pick(kind.nouns), self._pick(kind.styles)
        material = self._pick(_materials(kind, noun, style))
        several = kind.sizes in ("women", "men", "waist") and self._rng.random() < 0.22
        colours = METALS.get(material, kind.colours) if kind.house == "makers" else kind.colours
        chosen = list(dict.fromkeys(self._pick(colours) for _ in range(3 if several else 1))) if colours else []
        model = self._pick(MODELS) + (f" {self._pick(MODELS)}" if attempt > 20 else "")
        if kind.again_days and kind.house not in ("basics", "women"):
            name = ", ".join((f"{brand} {style} {noun}", *chosen, material))
        else:
            name = f"{model} {style} {noun}" + (f", {chosen[0]}" if len(chosen) == 1 else "")
        attributes: dict[str, Any] = {"style": style, "material": material}
        if chosen:
            attributes |= {"colour": chosen[0], "colour_hex": COLOURS[chosen[0]][1]}
        if len(chosen) > 1:
            attributes["colours"] = {colour: COLOURS[colour][1] for colour in chosen}
        attributes |= worn_as(noun, style, name)
        made = f"in {material}" if material[0].isalpha() and material != "boxed" else f"({material})"
        description = f"{style[0].upper()}{style[1:]} {noun} {made} by {brand}."
        family = FAMILIES.index(COLOURS[chosen[0]][0]) if chosen else -1
        return _Draft(name, brand, description, attributes, tuple(chosen), family, style, pounds)

    def _eyewear(self, kind: Kind) -> _Draft:
        # One model comes in several colours: the same shape and measures.
        if self._frame is None or self._frame[1]["of"] != kind.key or self._rng.random() < 0.35:
            self._frame = (self._pick(MODELS), self._measures(kind))
        model, frame = self._frame
        colour = self._pick(("gold", "silver", "gunmetal", "black") if frame["material"] in _METALS else kind.colours)
        brand, pounds = frame["brand"], frame["pounds"]
        attributes = {name: value for name, value in frame.items() if name not in ("of", "brand", "pounds")}
        attributes |= {"colour": colour, "colour_hex": COLOURS[colour][1]}
        name = f"{model} {frame['shape']} {kind.styles[0]}, {colour}"
        if name in self._taken:
            self._frame = None
        description = (
            f"{frame['shape'].capitalize()} {kind.styles[0]} in {frame['material']} by {brand}, "
            f"{frame['lens_width_mm']}-{frame['bridge_mm']}-{frame['temple_mm']}."
        )
        return _Draft(
            name, brand, description, attributes, (colour,), FAMILIES.index(COLOURS[colour][0]), frame["shape"], pounds
        )

    def _measures(self, kind: Kind) -> dict[str, Any]:
        rng = self._rng
        brand, pounds = self._brand_and_price(kind)
        material, shape = self._pick(kind.materials), self._pick(kind.nouns)
        rim = "full" if material not in _METALS or rng.random() < _FULL_RIM else self._pick(("semi", "rimless"))
        lens = int(np.clip(round(rng.normal(51 if kind.key != "SUN" else 53, 2.6)), 44, 60))
        bridge = int(np.clip(round(rng.normal(19, 1.9)), 14, 24))
        tall = {"round": 0.92, "panto": 0.88, "aviator": 0.88, "square": 0.84, "hexagonal": 0.88}.get(shape, 0.74)
        frame: dict[str, Any] = {
            "of": kind.key, "brand": brand, "pounds": pounds, "shape": shape, "rim": rim, "material": material,
            "style": shape, "lens_width_mm": lens, "lens_height_mm": round(lens * tall), "bridge_mm": bridge,
            "temple_mm": int(rng.choice([135, 140, 145, 150], p=[0.15, 0.4, 0.35, 0.1])),
            "frame_width_mm": 2 * lens + bridge + int(rng.integers(8, 16)),
        }  # fmt: skip
        if kind.key == "SUN":
            frame |= {"polarised": bool(rng.random() < 0.45), "filter_category": 3}
            frame |= sun_lenses(f"{brand} {shape} {lens}-{bridge}")
        return frame


def _materials(kind: Kind, noun: str, style: str) -> tuple[str, ...]:
    """What the thing can be made of: style and noun may leave little choice."""
    fixed = MADE_OF.get(f"{style} {noun}") or MADE_OF.get(style) or MADE_OF.get(noun)
    return fixed or kind.materials


def ending(pounds: float) -> float:
    """The shelf price next to `pounds` that looks like one: 7.95, 12.50, 49.00, 129.00, 245.00."""
    if pounds < 12:
        return float(np.floor(pounds) + 0.95)
    if pounds < 30:
        return float(round(pounds * 2) / 2) if round(pounds * 2) % 2 else float(round(pounds) - 0.05)
    if pounds < 80:
        return float(round(pounds)) - (0.05 if round(pounds) % 5 == 0 else 0.0)
    return float(round(pounds / 5) * 5 - (1 if pounds < 200 else 0))


def _variants(kind: Ints, drafts: list[_Draft]) -> tuple[list[str], list[str], list[str]]:
    size, colour, sku = [], [], []
    for number, (index, draft) in enumerate(zip(kind.tolist(), drafts, strict=True), 1):
        goods = KINDS[index]
        measures = draft.attributes
        sizes = SIZES[goods.sizes]
        if goods.house == "eyewear":
            sizes = (f"{measures['lens_width_mm']}-{measures['bridge_mm']}-{measures['temple_mm']}",)
        for place, shade in enumerate(draft.colours or ("",), 1):
            for each in sizes:
                size.append(each)
                colour.append(shade)
                tail = "" if goods.house == "eyewear" else each.upper().replace(" ", "").replace(".", "")
                parts = (f"{goods.key}{number:04d}", str(place) if len(draft.colours) > 1 else "", tail)
                sku.append("-".join(part for part in parts if part))
    return size, colour, sku


def _lifespans(rng: np.random.Generator, kind: Ints, days: Days) -> tuple[Ints, Ints]:
    count = len(kind)
    seasonal = np.array([KINDS[index].lifespan == "season" for index in kind])
    launch = -rng.integers(20, 700, count)
    fresh = rng.random(count) < np.where(seasonal, 0.4, 0.1)
    # New goods come in waves, at the start of each quarter.
    waves = np.arange(8, max(9, days.count - 10), 91)
    launch[fresh] = (rng.choice(waves, count) + rng.integers(0, 21, count))[fresh].clip(max=days.count - 3)
    gone = rng.random(count) < np.where(seasonal, 0.22, 0.03)
    end = np.where(gone, rng.integers(days.count // 3, max(days.count // 3 + 1, days.count), count), _NEVER)
    return launch, np.where(end > launch + 100, end, _NEVER)


def _prices(rng: np.random.Generator, pounds: Floats, kind: Ints, launch: Ints, end: Ints, days: Days) -> Ints:
    """Pence by day: a rise in some Februaries, a markdown in the last weeks of goods that leave."""
    count = len(pounds)
    price = np.tile(np.round(pounds * 100).astype(np.int64), (days.count, 1))
    februaries = np.flatnonzero((days.month == 1) & (np.roll(days.month, 1) == 0))
    for day in februaries:
        rises = (rng.random(count) < 0.3) & (launch < day - 120)
        for index in np.flatnonzero(rises):
            price[day:, index] = round(ending(price[day, index] / 100 * rng.uniform(1.03, 1.09)) * 100)
    for index in np.flatnonzero(end < _NEVER):
        start = int(max(0, end[index] - 50))
        price[start:, index] = round(ending(price[start, index] / 100 * 0.65) * 100)
    return price


def _tastes(rng: np.random.Generator, brands: tuple[str, ...], brand_index: Ints, drafts: list[_Draft]) -> Floats:
    styles = sorted({draft.style for draft in drafts})
    places = {style: place for place, style in enumerate(styles)}
    style = rng.normal(0, 1, (len(styles), TASTE))[[places[draft.style] for draft in drafts]]
    brand = rng.normal(0, 1, (len(brands), TASTE))[brand_index]
    mixed: Floats = 0.8 * brand + 0.7 * style + 0.45 * rng.normal(0, 1, (len(drafts), TASTE))
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return mixed


def _ranks(values: Floats, kind: Ints) -> Floats:
    ranks: Floats = np.zeros(len(values))
    for index in np.unique(kind):
        chosen = kind == index
        ranks[chosen] = (values[chosen] - values[chosen].mean()) / (values[chosen].std() or 1.0)
    return ranks
