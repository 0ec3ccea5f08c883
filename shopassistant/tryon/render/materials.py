"""What common materials do with light, by name."""

from collections.abc import Mapping

from shopassistant.tryon.render.surface import Finish

FINISHES: Mapping[str, Finish] = {
    # Plastics and wood of frames.
    "polished": Finish(0.45, 44.0, sky=0.9),
    "satin": Finish(0.16, 14.0, sky=0.16),
    "matte": Finish(0.06, 7.0, sky=0.04),
    "wood": Finish(0.14, 18.0, sky=0.14),
    "clear": Finish(0.80, 110.0, sky=0.80),
    "pad": Finish(0.60, 60.0, sky=0.60),
    "edge": Finish(0.70, 40.0, sky=0.90),
    # Metals.
    "metal": Finish(0.90, 48.0, metal=True, sky=1.0),
    "brushed": Finish(0.55, 9.0, metal=True, sky=0.45),
    "matte metal": Finish(0.25, 6.0, metal=True, sky=0.25),
    "gold": Finish(1.00, 60.0, metal=True, sky=1.0),
    "silver": Finish(1.10, 60.0, metal=True, sky=1.0),
    # Jewellery, hats.
    "pearl": Finish(0.50, 34.0, sky=0.60),
    "gem": Finish(1.60, 160.0, sky=1.3),
    "glass": Finish(1.00, 120.0, sky=1.0),
    "felt": Finish(0.03, 4.0, sky=0.0),
    "knit": Finish(0.02, 3.0, sky=0.0),
    "straw": Finish(0.10, 12.0, sky=0.05),
    "leather": Finish(0.20, 22.0, sky=0.16),
    "fabric": Finish(0.04, 5.0, sky=0.0),
}
