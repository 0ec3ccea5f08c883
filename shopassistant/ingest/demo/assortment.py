"""What an invented boutique of fashion and eyewear sells: kinds of goods, brands, colours, suppliers. Data only."""
# ruff: noqa: E501 - a table, read across

from dataclasses import dataclass

# Demand over the year, January first; each profile averages about 1.
SEASONS = {
    "even": (1.0, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 1.0, 1.0, 1.05, 1.15),
    "winter": (1.6, 1.2, 0.8, 0.4, 0.2, 0.15, 0.15, 0.4, 1.1, 1.8, 2.2, 2.0),
    "summer": (0.15, 0.25, 0.7, 1.3, 1.9, 2.3, 2.2, 1.6, 0.8, 0.4, 0.2, 0.2),
    "spring": (0.5, 0.8, 1.5, 1.8, 1.7, 1.3, 1.0, 0.8, 0.9, 0.7, 0.5, 0.5),
    "autumn": (0.8, 0.6, 0.7, 0.7, 0.6, 0.4, 0.4, 0.9, 1.8, 2.0, 1.7, 1.4),
    "gift": (0.5, 1.2, 0.9, 0.7, 0.8, 0.8, 0.7, 0.6, 0.7, 0.9, 1.6, 2.6),
    "party": (0.6, 0.7, 0.7, 0.9, 1.2, 1.3, 1.0, 0.7, 0.7, 0.8, 1.5, 1.9),
}

# Sizes people have, by scheme; a person keeps one position in each.
SIZES: dict[str, tuple[str, ...]] = {
    "none": ("",),
    "women": ("8", "10", "12", "14", "16", "18"),
    "men": ("S", "M", "L", "XL", "XXL"),
    "women_shoe": ("3", "4", "5", "6", "7", "8"),
    "men_shoe": ("6", "7", "8", "9", "10", "11", "12"),
    "waist": ("30", "32", "34", "36", "38"),
    "alpha": ("XS", "S", "M", "L", "XL"),
    "sock": ("3-5", "6-8", "9-11"),
    "power": ("-1.00", "-1.50", "-2.00", "-2.50", "-3.00", "-3.50", "-4.00", "-5.00"),
    "child": ("2-3 y", "4-5 y", "6-7 y", "8-9 y"),
}

COLOURS = {
    "black": ("dark", "#1c1c1e"), "charcoal": ("dark", "#3b3f46"), "slate": ("dark", "#5a6672"),
    "navy": ("blue", "#1f2a4d"), "denim": ("blue", "#47628c"), "sky": ("blue", "#9cc3e0"), "teal": ("blue", "#1f6f74"),
    "forest": ("green", "#25503b"), "olive": ("green", "#6b6b3a"), "sage": ("green", "#a3b18a"),
    "burgundy": ("red", "#6b1f33"), "rust": ("red", "#a8492a"), "coral": ("red", "#ee7f66"), "cherry": ("red", "#b3202c"),
    "blush": ("pink", "#e7c2bd"), "rose": ("pink", "#c97a86"), "plum": ("pink", "#5c2a4d"), "lilac": ("pink", "#b9a4d0"),
    "camel": ("warm", "#b98d5b"), "tan": ("warm", "#9a6a3f"), "cognac": ("warm", "#87492b"), "mustard": ("warm", "#c9972c"),
    "chocolate": ("warm", "#4a2f22"), "ivory": ("light", "#f1ead9"), "oat": ("light", "#d9c9ab"),
    "stone": ("light", "#b8ae9c"), "white": ("light", "#f7f7f4"), "silver": ("metal", "#b9bdc2"),
    "gold": ("metal", "#c6a052"), "gunmetal": ("metal", "#53585f"), "tortoise": ("shell", "#6e4527"),
    "honey": ("shell", "#c18a3d"), "crystal": ("shell", "#dfe6e6"), "blonde tortoise": ("shell", "#b98a52"),
}  # fmt: skip
FAMILIES = ("dark", "blue", "green", "red", "pink", "warm", "light", "metal", "shell")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of goods, such as men's boots.

    Attributes:
        key: short code; part of SKUs.
        path: names of the category from the root.
        share: relative number of products.
        demand: relative number of units sold to people whom it suits.
        low, high: usual shelf prices in pounds.
        cost: cost as a share of the price without tax.
        nouns, styles, materials, colours: what names are made of.
        sizes: key of `SIZES`.
        season: key of `SEASONS`.
        returned: share of units brought back.
        house: key of `HOUSES`: brands and supplier.
        suits: ``w``, ``m`` or ``u`` (everybody).
        lifespan: ``season`` goods come and go, ``core`` goods stay.
        goes_with: kinds that people take along, with how likely.
        again_days: personal interval of buying again; 0 for goods that are no consumables.
        pack: usual units bought at once.
    """

    key: str
    path: tuple[str, ...]
    share: float
    demand: float
    low: float
    high: float
    nouns: tuple[str, ...]
    styles: tuple[str, ...]
    materials: tuple[str, ...]
    colours: tuple[str, ...]
    house: str
    suits: str = "w"
    sizes: str = "none"
    season: str = "even"
    returned: float = 0.04
    cost: float = 0.48
    lifespan: str = "season"
    goes_with: tuple[tuple[str, float], ...] = ()
    again_days: int = 0
    pack: float = 1.0


_NEUTRAL = ("black", "navy", "charcoal", "camel", "ivory", "olive", "burgundy")
_BRIGHT = ("coral", "sky", "mustard", "sage", "lilac", "cherry", "teal", "rose", "white", "navy", "black")
_LEATHER = ("black", "tan", "cognac", "chocolate", "burgundy", "stone")
_FRAME = ("tortoise", "black", "crystal", "honey", "blonde tortoise", "navy", "olive", "burgundy", "slate")
_METAL = ("gold", "silver", "gunmetal", "black")

FRAME_SHAPES = (
    "round",
    "square",
    "rectangle",
    "cat-eye",
    "aviator",
    "oval",
    "browline",
    "panto",
    "geometric",
    "hexagonal",
)

KINDS = (
    Kind("FRM", ("Eyewear", "Optical frames"), 150, 9, 95, 290, FRAME_SHAPES, ("frame",), ("acetate", "titanium", "steel", "bio-acetate"), _FRAME,
         "eyewear", "u", season="even", returned=0.03, cost=0.34, lifespan="core", goes_with=(("CSE", 0.45), ("CLN", 0.4), ("CRD", 0.08))),
    Kind("SUN", ("Eyewear", "Sunglasses"), 130, 9, 65, 240, FRAME_SHAPES, ("sunglasses",), ("acetate", "steel", "bio-acetate", "nylon"), _FRAME,
         "eyewear", "u", season="summer", returned=0.03, cost=0.36, goes_with=(("CSE", 0.3), ("CRD", 0.18), ("CLN", 0.18), ("HAT", 0.08))),
    Kind("RDG", ("Eyewear", "Reading glasses"), 30, 3, 25, 60, FRAME_SHAPES[:5], ("readers",), ("acetate", "steel"), _FRAME,
         "eyewear", "u", returned=0.02, cost=0.4, lifespan="core", goes_with=(("CSE", 0.3), ("CLN", 0.2), ("CRD", 0.2))),
    Kind("CLN", ("Eyewear", "Lens care"), 12, 2.5, 5, 14, ("lens cleaner", "lens wipes", "lens spray"), ("everyday", "anti-fog", "travel"), ("60 ml", "120 ml", "30 pack"), (),
         "optics_care", "u", returned=0.002, cost=0.4, lifespan="core", again_days=85, pack=1.2),
    Kind("CSE", ("Eyewear", "Cases and cords", "Cases"), 24, 1.5, 10, 38, ("glasses case",), ("hard", "folding", "slim", "zip"), ("leather", "felt", "cork"), _LEATHER + _BRIGHT[:4],
         "optics_care", "u", season="gift", returned=0.01, lifespan="core"),
    Kind("CRD", ("Eyewear", "Cases and cords", "Cords"), 16, 1, 9, 26, ("glasses cord", "glasses chain"), ("braided", "beaded", "slim"), ("cotton", "leather", "steel"), _NEUTRAL,
         "optics_care", "u", season="summer", returned=0.01, lifespan="core"),
    Kind("SOL", ("Eyewear", "Contact lenses", "Solution"), 8, 0.3, 8, 17, ("contact lens solution",), ("gentle", "all-in-one", "saline"), ("100 ml", "360 ml", "twin pack"), (),
         "lenses", "u", returned=0.002, cost=0.55, lifespan="core", again_days=62, pack=1.3),
    Kind("LNS", ("Eyewear", "Contact lenses", "Lenses"), 10, 0.2, 14, 38, ("contact lenses",), ("daily", "monthly", "two-week"), ("30 pack", "90 pack", "6 pack"), (),
         "lenses", "u", sizes="power", returned=0.004, cost=0.6, lifespan="core", goes_with=(("SOL", 0.35),), again_days=45, pack=1.8),
    Kind("WDR", ("Women", "Clothing", "Dresses"), 150, 12, 55, 240, ("dress",), ("wrap", "shirt", "midi", "slip", "pleated", "smock"), ("cotton", "linen", "viscose", "silk"), (*_BRIGHT, "forest", "plum"),
         "women", sizes="women", season="spring", returned=0.11, goes_with=(("WFL", 0.1), ("JWL", 0.12), ("BAG", 0.08), ("WBL", 0.06))),
    Kind("WKN", ("Women", "Clothing", "Knitwear"), 110, 10, 45, 190, ("jumper", "cardigan", "roll-neck", "vest"), ("ribbed", "cable", "fine", "chunky"), ("merino", "lambswool", "cashmere", "cotton"), (*_NEUTRAL, "rose", "sage", "oat"),
         "women", sizes="women", season="autumn", returned=0.06, goes_with=(("SCF", 0.12), ("WTR", 0.1))),
    Kind("WCT", ("Women", "Clothing", "Coats and jackets"), 80, 6, 110, 420, ("coat", "parka", "trench", "jacket"), ("belted", "quilted", "tailored", "cocoon"), ("wool", "cotton", "down", "waxed cotton"), (*_NEUTRAL, "rust", "teal"),
         "women", sizes="women", season="winter", returned=0.08, goes_with=(("SCF", 0.22), ("GLV", 0.12), ("WBT", 0.08))),
    Kind("WTP", ("Women", "Clothing", "Tops and blouses"), 140, 14, 25, 120, ("blouse", "top", "tee", "shirt"), ("pleated", "boxy", "tie-neck", "striped", "relaxed", "puff-sleeve"), ("cotton", "silk", "linen", "viscose"), _BRIGHT,
         "women", sizes="women", season="spring", returned=0.07, goes_with=(("WTR", 0.14), ("WSK", 0.08), ("JWL", 0.08))),
    Kind("WTR", ("Women", "Clothing", "Trousers and jeans"), 90, 9, 50, 150, ("trousers", "jeans", "culottes"), ("wide", "straight", "cropped", "high-rise"), ("cotton", "wool", "denim", "linen"), ("navy", "black", "denim", "camel", "olive", "ivory"),
         "women", sizes="women", season="even", returned=0.1, lifespan="core", goes_with=(("WBL", 0.14), ("WTP", 0.14))),
    Kind("WSK", ("Women", "Clothing", "Skirts"), 50, 5, 40, 130, ("skirt",), ("pleated", "A-line", "pencil", "wrap"), ("wool", "cotton", "satin", "linen"), (*_BRIGHT, "forest", "plum"),
         "women", sizes="women", season="even", returned=0.08, goes_with=(("WTP", 0.2), ("TGT", 0.14))),
    Kind("WBT", ("Women", "Shoes", "Boots"), 60, 5, 90, 280, ("ankle boot", "Chelsea boot", "knee boot", "lace boot"), ("block-heel", "flat", "lug-sole"), ("leather", "suede"), _LEATHER,
         "shoes", sizes="women_shoe", season="winter", returned=0.13, goes_with=(("CRM", 0.22), ("SCK", 0.12), ("TGT", 0.08))),
    Kind("WTN", ("Women", "Shoes", "Trainers"), 45, 5, 60, 160, ("trainer",), ("court", "retro", "platform"), ("leather", "canvas", "suede"), ("white", "navy", "blush", "sage", "black", "oat"),
         "shoes", sizes="women_shoe", season="spring", returned=0.12, goes_with=(("SCK", 0.25),)),
    Kind("WFL", ("Women", "Shoes", "Flats and heels"), 60, 5, 60, 190, ("ballet flat", "loafer", "court shoe", "sandal"), ("pointed", "slingback", "kitten-heel", "woven"), ("leather", "suede", "satin"), (*_LEATHER, "blush", "cherry", "gold"),
         "shoes", sizes="women_shoe", season="summer", returned=0.13, goes_with=(("CRM", 0.1), ("BAG", 0.06))),
    Kind("BAG", ("Women", "Accessories", "Bags"), 70, 5, 45, 290, ("tote", "crossbody bag", "shoulder bag", "clutch"), ("structured", "soft", "mini", "woven"), ("leather", "canvas", "suede"), (*_LEATHER, "forest", "navy"),
         "leather", season="gift", returned=0.05, goes_with=(("WLT", 0.1),)),
    Kind("JWL", ("Women", "Accessories", "Jewellery"), 70, 6, 15, 120, ("earrings", "pendant", "bracelet", "ring"), ("hammered", "fine", "beaded", "twist"), ("silver", "gold plate", "brass"), _METAL,
         "makers", season="gift", returned=0.02, cost=0.4, lifespan="core", goes_with=(("JWL", 0.16),)),
    Kind("WBL", ("Women", "Accessories", "Belts"), 20, 2, 22, 70, ("belt",), ("waist", "woven", "slim"), ("leather", "suede"), _LEATHER,
         "leather", sizes="alpha", returned=0.05, lifespan="core"),
    Kind("TGT", ("Women", "Accessories", "Tights"), 14, 2, 8, 24, ("tights",), ("opaque", "sheer", "ribbed"), ("60 denier", "20 denier", "wool mix"), ("black", "navy", "plum", "charcoal"),
         "basics", sizes="alpha", season="winter", returned=0.005, lifespan="core", again_days=110, pack=1.7),
    Kind("MSH", ("Men", "Clothing", "Shirts"), 110, 10, 45, 130, ("shirt",), ("Oxford", "poplin", "flannel", "grandad", "linen"), ("cotton", "linen", "brushed cotton"), ("white", "sky", "navy", "sage", "charcoal", "rust", "stone"),
         "men", "m", sizes="men", season="even", returned=0.06, lifespan="core", goes_with=(("TIE", 0.26), ("MTR", 0.1), ("CFL", 0.06))),
    Kind("MKN", ("Men", "Clothing", "Knitwear"), 75, 7, 50, 180, ("jumper", "cardigan", "quarter-zip", "roll-neck"), ("fisherman", "fine", "cable", "waffle"), ("merino", "lambswool", "cotton", "cashmere"), (*_NEUTRAL, "slate", "rust", "oat"),
         "men", "m", sizes="men", season="autumn", returned=0.05, goes_with=(("SCF", 0.08), ("MSH", 0.1))),
    Kind("MCT", ("Men", "Clothing", "Coats and jackets"), 60, 5, 120, 420, ("overcoat", "jacket", "parka", "blazer"), ("waxed", "chore", "tailored", "quilted"), ("wool", "cotton", "waxed cotton"), (*_NEUTRAL, "slate"),
         "men", "m", sizes="men", season="winter", returned=0.07, goes_with=(("SCF", 0.18), ("GLV", 0.12), ("MSH", 0.08))),
    Kind("MTR", ("Men", "Clothing", "Trousers and jeans"), 70, 7, 55, 150, ("chinos", "jeans", "trousers", "cords"), ("slim", "straight", "tapered", "pleated"), ("cotton", "denim", "wool", "corduroy"), ("navy", "stone", "olive", "denim", "charcoal", "camel"),
         "men", "m", sizes="waist", season="even", returned=0.09, lifespan="core", goes_with=(("MBL", 0.16), ("SCK", 0.12))),
    Kind("MTE", ("Men", "Clothing", "Tees and polos"), 50, 6, 22, 75, ("tee", "polo", "henley"), ("pocket", "striped", "heavy", "piqué"), ("cotton", "linen mix"), ("white", "navy", "sage", "stone", "black", "rust"),
         "men", "m", sizes="men", season="summer", returned=0.04, pack=1.2),
    Kind("MBT", ("Men", "Shoes", "Boots"), 40, 3.5, 110, 290, ("Chelsea boot", "desert boot", "work boot", "brogue boot"), ("classic", "lug-sole", "commando"), ("leather", "suede"), _LEATHER,
         "shoes", "m", sizes="men_shoe", season="winter", returned=0.12, goes_with=(("CRM", 0.28), ("SCK", 0.18))),
    Kind("MSO", ("Men", "Shoes", "Shoes and trainers"), 60, 5, 70, 230, ("derby", "loafer", "court trainer", "brogue"), ("classic", "soft", "minimal"), ("leather", "suede", "canvas"), (*_LEATHER, "white", "navy"),
         "shoes", "m", sizes="men_shoe", season="even", returned=0.12, goes_with=(("CRM", 0.24), ("SCK", 0.2), ("MBL", 0.08))),
    Kind("TIE", ("Men", "Accessories", "Ties"), 30, 2, 25, 65, ("tie", "bow tie"), ("knitted", "silk", "spotted", "striped"), ("silk", "wool"), ("navy", "burgundy", "forest", "mustard", "slate", "plum"),
         "men", "m", season="party", returned=0.02, lifespan="core"),
    Kind("CFL", ("Men", "Accessories", "Cufflinks"), 10, 0.7, 20, 70, ("cufflinks",), ("knot", "enamel", "oval"), ("silver", "brass"), _METAL,
         "makers", "m", season="gift", returned=0.02, lifespan="core"),
    Kind("MBL", ("Men", "Accessories", "Belts"), 18, 2, 28, 75, ("belt",), ("plain", "woven", "stitched"), ("leather", "suede"), _LEATHER,
         "leather", "m", sizes="waist", returned=0.04, lifespan="core"),
    Kind("WLT", ("Accessories", "Wallets and small leather"), 30, 2.5, 22, 85, ("wallet", "card holder", "key fob", "coin purse"), ("slim", "bifold", "zip"), ("leather", "suede"), (*_LEATHER, "forest", "navy"),
         "leather", "u", season="gift", returned=0.02, lifespan="core"),
    Kind("SCF", ("Accessories", "Scarves"), 50, 4, 25, 110, ("scarf", "shawl", "snood"), ("checked", "brushed", "fringed", "fine"), ("lambswool", "cashmere", "merino", "silk"), _NEUTRAL + _BRIGHT[:5],
         "basics", "u", season="winter", returned=0.02),
    Kind("GLV", ("Accessories", "Gloves"), 24, 2, 22, 80, ("gloves", "mittens"), ("lined", "touchscreen", "ribbed"), ("leather", "lambswool", "cashmere"), (*_LEATHER, "navy", "charcoal"),
         "basics", "u", sizes="alpha", season="winter", returned=0.04),
    Kind("HAT", ("Accessories", "Hats"), 30, 2, 22, 85, ("beanie", "fedora", "bucket hat", "straw hat", "flat cap"), ("ribbed", "packable", "classic"), ("wool", "cotton", "straw"), _NEUTRAL,
         "basics", "u", season="even", returned=0.04),
    Kind("SCK", ("Accessories", "Socks"), 40, 4, 6, 19, ("socks", "ankle socks", "boot socks"), ("striped", "ribbed", "spotted", "plain"), ("cotton", "merino", "bamboo"), (*_BRIGHT, "charcoal"),
         "basics", "u", sizes="sock", season="gift", returned=0.004, lifespan="core", again_days=125, pack=2.4),
    Kind("CRM", ("Care", "Shoe care"), 16, 1.2, 6, 16, ("shoe cream", "suede spray", "leather balm"), ("nourishing", "neutral", "protecting"), ("50 ml", "75 ml", "200 ml"), ("black", "tan", "chocolate", "stone"),
         "care", "u", returned=0.002, cost=0.42, lifespan="core", again_days=170),
    Kind("WSH", ("Care", "Garment care"), 12, 1, 6, 20, ("wool wash", "cashmere comb", "clothes brush", "cedar balls"), ("gentle", "lavender", "natural"), ("500 ml", "250 ml", "boxed"), (),
         "care", "u", returned=0.002, cost=0.42, lifespan="core", again_days=150),
    Kind("KID", ("Children", "Knitwear"), 24, 1.5, 18, 48, ("jumper", "cardigan", "hat"), ("Fair Isle", "striped", "bobble"), ("cotton", "lambswool"), _BRIGHT,
         "basics", "u", sizes="child", season="gift", returned=0.03),
)  # fmt: skip

# Words that leave no choice of material (or package).
MADE_OF: dict[str, tuple[str, ...]] = {
    "jeans": ("denim",), "chinos": ("cotton",), "cords": ("corduroy",), "tee": ("cotton",), "Oxford": ("cotton",),
    "poplin": ("cotton",), "flannel": ("brushed cotton",), "linen": ("linen",), "heavy": ("cotton",), "piqué": ("cotton",),
    "waffle": ("cotton", "merino"), "chunky": ("lambswool", "merino"), "quilted": ("cotton", "down"), "parka": ("cotton", "down"),
    "trench": ("cotton", "waxed cotton"), "waxed": ("waxed cotton",), "tailored": ("wool",), "overcoat": ("wool",),
    "blazer": ("wool",), "slip": ("silk", "viscose"), "tie-neck": ("silk", "viscose"), "satin": ("satin",),
    "silk": ("silk",), "knitted": ("silk", "wool"), "straw hat": ("straw",), "beanie": ("wool",), "bucket hat": ("cotton",),
    "flat cap": ("wool",), "fedora": ("wool",), "opaque": ("60 denier",), "sheer": ("20 denier",), "ribbed tights": ("wool mix",),
    "boot socks": ("merino",), "mittens": ("lambswool", "cashmere"), "touchscreen": ("lambswool", "cashmere"),
    "glasses chain": ("steel",), "glasses cord": ("cotton", "leather"), "hard": ("leather",), "felt": ("felt",),
    "lens wipes": ("30 pack",), "lens cleaner": ("60 ml", "120 ml"), "lens spray": ("60 ml", "120 ml"),
    "daily": ("30 pack", "90 pack"), "monthly": ("6 pack",), "two-week": ("6 pack",), "saline": ("100 ml", "360 ml"),
    "shoe cream": ("50 ml", "75 ml"), "suede spray": ("200 ml",), "leather balm": ("50 ml", "75 ml"),
    "wool wash": ("500 ml", "250 ml"), "cashmere comb": ("boxed",), "clothes brush": ("boxed",), "cedar balls": ("boxed",),
    "court": ("leather", "canvas"), "desert boot": ("suede",), "work boot": ("leather",), "brogue": ("leather",),
    "brogue boot": ("leather",), "derby": ("leather", "suede"), "court shoe": ("leather", "suede", "satin"),
}  # fmt: skip
# Metals come in their own colours.
METALS = {"silver": ("silver",), "gold plate": ("gold",), "brass": ("gold", "gunmetal")}

# Brands with their price level, by house; the supplier of a house delivers all of them.
HOUSES: dict[str, tuple[tuple[str, float], ...]] = {
    "eyewear": (("Oriel", 1.0), ("Hartwell Optics", 0.85), ("Fathom & Pine", 1.15), ("Petra Lund", 1.35), ("Kestrel Row", 0.75)),
    "optics_care": (("Clearwell", 1.0), ("Oriel", 1.1), ("Lumen Lane", 0.9)),
    "lenses": (("Brightsea", 1.0), ("Clearwell", 0.9), ("Irisfold", 1.15)),
    "women": (("Maren Sole", 1.0), ("Ines Vidalle", 1.4), ("Wren & Alder", 0.8), ("Odette Blanchard", 1.5), ("Calder Rose", 0.9), ("Tamsin Greyfield", 1.1)),
    "men": (("Ashcombe", 1.0), ("Northing", 0.85), ("Haldenbrook", 1.25), ("Brackenhall", 1.1), ("Marlow Street", 0.8)),
    "shoes": (("Cobblers' Yard", 1.0), ("Stride & Stone", 0.8), ("Larkfoot", 1.1), ("Bellamy Last", 1.4)),
    "leather": (("Tannery Nine", 1.1), ("Haldenbrook", 1.2), ("Satchel & Sons", 0.9)),
    "makers": (("Copper Finch", 1.0), ("Studio Thistle", 1.2)),
    "basics": (("Wren & Alder", 1.0), ("Northing", 1.0), ("Fell & Fleece", 1.1), ("Pinfold", 0.8)),
    "care": (("Good Tread", 1.0), ("Cedar & Suds", 1.05)),
}  # fmt: skip

# Name, usual lead time in days, by house.
SUPPLIERS = {
    "eyewear": ("Oriel Optical Trading", 12), "optics_care": ("Lumen Lane Supplies", 6),
    "lenses": ("Brightsea Vision Wholesale", 4), "women": ("Atelier Agencies", 21), "men": ("Haldenbrook Menswear", 18),
    "shoes": ("Last & Welt Importers", 24), "leather": ("Tannery Nine Leather", 16),
    "makers": ("Makers' Collective", 14), "basics": ("Pinfold Hosiery", 9), "care": ("Good Tread Care", 7),
}  # fmt: skip

MODELS = (
    "Linden", "Marlow", "Ashby", "Juno", "Arden", "Bryony", "Calla", "Dunmore", "Elowen", "Farrow", "Greta", "Hollis",
    "Isla", "Jarrow", "Kew", "Larch", "Mabel", "Nettle", "Orla", "Perrin", "Quill", "Rowan", "Sorrel", "Thea", "Una",
    "Vesper", "Willa", "Yarrow", "Zennor", "Alder", "Beck", "Clover", "Dale", "Esme", "Fern", "Gale", "Heath", "Ivo",
    "Jasper", "Kit", "Lyra", "Merle", "Noor", "Otis", "Piper", "Rafferty", "Selby", "Tansy", "Ulla", "Verity",
    "Wilder", "Briar", "Corin", "Della", "Emrys", "Fleet", "Garnet", "Hazel", "Inez", "Joss", "Keats", "Lowen",
    "Milo", "Nell", "Olive", "Prim", "Roan", "Saffron", "Tilly", "Upton", "Vale", "Wick", "Alba", "Bodmin", "Cove",
    "Drift", "Ember", "Fjord", "Glen", "Harbour", "Indigo", "Jura", "Kelso", "Loch", "Moor", "North", "Oak", "Pebble",
    "Ripple", "Skye", "Tarn", "Wharf",
)  # fmt: skip
