"""A product's attributes say what it is when worn, and nonsense is refused with a reason."""

import subprocess
import sys

import pytest

from shopassistant.core.errors import UserError
from shopassistant.tryon.looks.kinds import KINDS, Earrings, Glasses, Hat, Lipstick, Mesh, Necklace, Ring, Watch
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.looks.reading import can_try_on, wearable_of
from shopassistant.tryon.looks.sizes import head_circumference, ring_diameter


def test_products_say_what_they_are() -> None:
    hat = wearable_of({"wearable": "hat", "shape": "beanie", "crown_mm": 200, "material": "wool"}, "#102030", "58")
    assert hat == Hat("beanie", 580, 200, 60, (16, 32, 48), (16, 32, 48), "cloth")
    hoop = wearable_of({"wearable": "earrings", "shape": "hoop", "diameter_mm": "32", "material": "gold plate"})
    assert isinstance(hoop, Earrings)
    assert (hoop.shape, hoop.diameter_mm, hoop.material) == ("hoop", 32, "metal")
    shades = {"wearable": "lipstick", "colours": {"cherry": "#b3202c"}, "gloss": 0.8}
    assert wearable_of(shades, "cherry") == Lipstick((179, 32, 44), 0.75, 0.8)
    pendant = wearable_of({"wearable": "necklace", "shape": "pendant", "length_mm": 450, "stone_colour_hex": "#00ff00"})
    assert isinstance(pendant, Necklace)
    assert pendant.stone_colour == (0, 255, 0)
    watch = wearable_of({"wearable": "watch", "case_mm": 41, "strap_colour_hex": "#101010"})
    assert isinstance(watch, Watch)
    assert (watch.case_mm, watch.strap_colour) == (41, (16, 16, 16))
    mesh = wearable_of({"wearable": "mesh", "mesh_file": "linden.obj", "width_mm": 138})
    assert isinstance(mesh, Mesh)
    assert (mesh.place, mesh.width_mm) == ("eyes", 138)


def test_a_lens_width_alone_still_means_glasses_and_sunglasses_are_dark() -> None:
    clear = wearable_of({"lens_width_mm": 50, "bridge_mm": 18}, "#6e4527")
    dark = wearable_of({"lens_width_mm": 50, "bridge_mm": 18, "filter_category": 3}, "#6e4527")
    assert isinstance(clear, Glasses)
    assert isinstance(dark, Glasses)
    assert clear.spec.colour == (110, 69, 39)
    assert sum(dark.spec.lens_colour) < sum(clear.spec.lens_colour) / 2


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({}, "tryon.not_wearable"),
        ({"wearable": "trousers"}, "tryon.not_wearable"),
        ({"wearable": "hat", "brim_mm": 900}, "tryon.measure"),
        ({"wearable": "hat", "brim_mm": "wide"}, "tryon.measure"),
        ({"wearable": "hat", "crown_mm": float("nan")}, "tryon.measure"),
        ({"wearable": "hat", "shape": "crown"}, "tryon.style"),
        ({"wearable": "lipstick", "colour_hex": "red"}, "tryon.colour"),
        ({"wearable": "lipstick", "coverage": 40}, "tryon.measure"),
        ({"wearable": "mesh", "mesh_file": "../../etc/passwd.obj", "width_mm": 10}, "tryon.mesh_name"),
        ({"wearable": "mesh", "mesh_file": "a.obj"}, "tryon.measure"),
        ({"wearable": "glasses"}, "tryon.no_eyewear"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_not_offered(attributes: dict[str, object], code: str) -> None:
    assert can_try_on(attributes) is None
    with pytest.raises(UserError) as refused:
        wearable_of(attributes)
    assert refused.value.code == code


def test_what_is_offered_can_be_put_on() -> None:
    for kind in KINDS:
        attributes = {"wearable": kind, "lens_width_mm": 50, "mesh_file": "a.ply", "width_mm": 100}
        assert can_try_on(attributes) == kind
        assert wearable_of(attributes).kind == kind


def test_sizes_as_shops_write_them() -> None:
    assert [head_circumference(size) for size in ("58", "58 cm", "57,5", "M", "One size")] == [580, 580, 575, 570, 575]
    # ISO 8653: size 54 is 54 mm around; size 7 in the United States 17.3 mm across, as is N 1/2 in Britain.
    assert ring_diameter("54") == pytest.approx(17.19, abs=0.01)
    assert ring_diameter("7") == pytest.approx(17.32, abs=0.02)
    assert ring_diameter("N 1/2") == pytest.approx(17.4, abs=0.05)
    for size in ("", "huge", "99"):
        with pytest.raises(UserError, match=r"tryon\.size"):
            ring_diameter(size)
        with pytest.raises(UserError, match=r"tryon\.size"):
            head_circumference(size)


def test_a_size_that_says_nothing_does_not_keep_a_hat_of_known_size_off() -> None:
    hat = {"wearable": "hat", "circumference_mm": 580}
    assert wearable_of(hat, size="S/M") == wearable_of(hat)
    assert wearable_of(hat, size="56") == Hat(circumference_mm=560)
    with pytest.raises(UserError, match=r"tryon\.size"):
        wearable_of({"wearable": "hat"}, size="S/M")


def test_a_look_has_one_thing_at_each_place() -> None:
    look = Look().with_(Hat()).with_(Earrings()).with_(Hat("cap"))
    assert [each.kind for each in look.wearables] == ["earrings", "hat"]
    assert look.at("head") == Hat("cap")
    assert look.without("ears").wearables == (Hat("cap"),)
    assert not look.needs_hands
    assert look.with_(Ring()).needs_hands
    with pytest.raises(ValueError, match="two things"):
        Look((Hat(), Hat("cap")))
    assert hash(look) == hash(Look((Earrings(), Hat("cap")))), "a look can be a key of what is remembered"


def test_reading_products_loads_nothing_heavy() -> None:
    asked = "import sys, shopassistant.tryon.looks.reading; print([m for m in ('numpy', 'cv2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_frame_sold_as_tortoise_is_mottled_and_sunglasses_are_as_dark_as_their_filter() -> None:
    frame = {
        "lens_width_mm": 50,
        "material": "bio-acetate",
        "colours": {"blonde tortoise": "#b98a52", "navy": "#203050"},
    }
    tortoise, navy = (wearable_of(frame, colour) for colour in ("blonde tortoise", "navy"))
    assert isinstance(tortoise, Glasses)
    assert isinstance(navy, Glasses)
    assert (tortoise.spec.pattern, navy.spec.pattern) == ("tortoise", "plain")
    told = wearable_of(frame | {"pattern": "horn"}, "blonde tortoise")
    assert isinstance(told, Glasses)
    assert told.spec.pattern == "horn"
    dark, light = (wearable_of(frame | {"filter_category": one, "tint": "green"}, "navy") for one in (3, 1))
    assert isinstance(dark, Glasses)
    assert isinstance(light, Glasses)
    assert max(dark.spec.lens_colour) < min(light.spec.lens_colour)
    semi = wearable_of({"lens_width_mm": 50, "material": "steel", "rim": "semi", "shape": "hexagonal"})
    assert isinstance(semi, Glasses)
    assert (semi.spec.rim, semi.spec.material, semi.spec.shape) == ("half", "metal", "hexagonal")
