"""Every product gets a drawing of its kind and colour, and frames that measure differently look different."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from shopassistant.core.paths import resource
from shopassistant.desktop.kiosk.rendering import rendering_of
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.widgets.eyewear import lens_path
from shopassistant.desktop.widgets.illustration import Illustration, product_pixmap
from shopassistant.desktop.widgets.product_look import COLOURS, KINDS, ProductLook, look_of
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.looks.kinds import Glasses, Hat


@pytest.mark.parametrize(
    ("category", "name", "kind"),
    [
        ("Women / Clothing / Dresses", "Zennor slip", "dress"),
        ("Eyewear / Cases and cords / Cords", "Tansy slim glasses cord", "cord"),
        ("Eyewear / Sunglasses", "Ivo", "glasses"),
        ("Men / Shoes / Shoes and trainers", "Court trainer", "trainer"),
        ("", "WHITE HANGING HEART T-LIGHT HOLDER", "candle"),
        ("", "JUMBO BAG RED RETROSPOT", "bag"),
        ("", "POST", "box"),
    ],
)
def test_kind(category: str, name: str, kind: str) -> None:
    assert look_of(category, name).kind == kind


def test_measures_make_eyewear() -> None:
    look = look_of("", "Ivo", None, {"lens_width_mm": 52, "bridge_mm": 17, "shape": "round", "lens_height_mm": "bad"})
    assert (look.kind, look.lens_width_mm, look.bridge_mm, look.lens_height_mm) == ("glasses", 52, 17, 40)


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({"wearable": "earrings"}, "earrings"),
        ({"wearable": "necklace"}, "jewellery"),
        ({"wearable": "watch", "shape": "round"}, "watch"),
        ({"wearable": "watch", "shape": "bangle"}, "bangle"),
    ],
)
def test_what_it_is_when_worn_tells_more_than_its_category(attributes: dict[str, str], kind: str) -> None:
    assert look_of("Accessories / Jewellery", "Emrys twist bracelet", None, attributes).kind == kind


def test_colour_of_the_variant_wins() -> None:
    attributes = {"colour": "navy", "colour_hex": "#111111", "colours": {"navy": "#111111", "rust": "#aa5522"}}
    assert look_of("Men / Ties", "Tie, navy", "rust", attributes).colour == "#aa5522"
    assert look_of("", "MUG PINK").colour == COLOURS["pink"]
    assert look_of("", "Zzz").colour == look_of("", "Zzz").colour != look_of("", "Yyy").colour


def test_every_kind_has_a_drawing() -> None:
    for kind in {kind for kind, _words in KINDS} - {"glasses"} | {"box"}:
        assert resource("illustrations", f"{kind}.svg").is_file(), kind


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_drawings_show_their_colour(shell: Shell, mode: str) -> None:
    shell.theme.use(mode)
    for kind in {kind for kind, _words in KINDS}:
        image = product_pixmap(shell.theme, ProductLook(kind, "#c03020"), QSize(64, 64)).toImage()
        tones = {image.pixelColor(x, y).name() for x in range(64) for y in range(64)}
        assert len(tones) > 20, kind
        assert any(QColor(tone).red() > 150 and QColor(tone).blue() < 90 for tone in tones), kind


def test_lenses_follow_their_millimetres() -> None:
    wide = lens_path(ProductLook("glasses", "#000000", "square", lens_width_mm=58, lens_height_mm=34)).boundingRect()
    narrow = lens_path(ProductLook("glasses", "#000000", "square", lens_width_mm=46, lens_height_mm=42)).boundingRect()
    assert wide.width() == pytest.approx(58)
    assert narrow.height() == pytest.approx(42)


def test_unreadable_picture_falls_back_to_the_drawing(shell: Shell, tmp_path: object) -> None:
    widget = Illustration(shell.theme)
    widget.resize(64, 64)
    widget.set_product("Women / Clothing / Dresses", "teal", {}, name="Dress", image="/nowhere/at/all.png")
    drawn = widget.grab().toImage()
    assert any(drawn.pixelColor(x, y).name() == COLOURS["teal"] for x in range(64) for y in range(64))


def test_eyewear_shows_a_rendering_of_its_own_frame(shell: Shell) -> None:
    goods = {shape: Glasses(EyewearSpec(shape=shape, colour=(180, 40, 30))) for shape in ("round", "aviator")}
    made = {shape: rendering_of(one) for shape, one in goods.items()}
    assert rendering_of(Hat()) is None
    look, size = ProductLook("glasses", "#b4281e"), QSize(150, 100)
    plain = product_pixmap(shell.theme, look, size).toImage()
    shown = {shape: product_pixmap(shell.theme, look, size, rendering=one).toImage() for shape, one in made.items()}
    assert shown["round"] != plain
    assert shown["round"] != shown["aviator"]
    corner = shown["round"].pixelColor(75, 4), plain.pixelColor(75, 4)
    assert corner[0] == corner[1], "on the same quiet ground"
