"""At the counter a card measures, too: begun and given up by one button, with nothing drawn over it."""

from shopassistant.desktop.kiosk.card_reading import CardReading
from shopassistant.tryon.face.measures import Measures
from shopassistant.tryon.face.scale import Scale
from tests.desktop.tryon.conftest import MEASURES, TryOn, Wearer, around


def test_a_card_measures_and_the_row_follows(tryon: TryOn, wearer: Wearer, variants: dict[str, int]) -> None:
    page = tryon.page
    assert not page.measures.by_card.isEnabled(), "nobody said yes to the camera"
    tryon.begin()
    page.row.chosen.emit(variants["Ash square"])
    tryon.until(lambda: bool(wearer.worn) and wearer.worn[-1] == ("glasses",))
    wearer.card = CardReading("tilted", 0.4)
    page.measures.by_card.click()
    tryon.until(lambda: page.measures.bar.value() == 40)
    assert page.measures.card_hint.text() == "Tilt it less: flat against your forehead"
    assert page.measures.by_card.text() == "Stop measuring"
    tryon.until(lambda: wearer.worn[-1] == ())
    page.measures.by_card.click()
    tryon.until(lambda: wearer.worn[-1] == ("glasses",))
    assert page.measures.by_card.text() == "Measure with a card"
    assert not wearer.is_measured
    page.measures.by_card.click()
    known = (MEASURES.pupil_distance, around(66.0, 1.0), around(160.0), MEASURES.nose_bridge, MEASURES.temple_to_ear)
    wearer.measures = Measures(*known, Scale(1.0, 0.01, ("card",)))
    wearer.card = CardReading("done", 1.0)
    tryon.until(lambda: not page.desk.measuring.is_on)
    assert page.measures.by_card.text() == "Measure with a card"
    tryon.until(lambda: wearer.worn[-1] == ("glasses",))
    tryon.clock[0] += 1
    tryon.until(lambda: page.measures.values["far_pupil_distance"][0].text() == "66.0 mm")
    assert page.measures.source.text().startswith("Size from the card.")
    page.desk.end()
    assert page.desk.measuring.pupil_distance is None
