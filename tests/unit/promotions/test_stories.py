"""No sequence of purchases and returns creates value: a few stories here, ten thousand in the benchmark."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from shopassistant.store.check import check_store
from tests.unit.promotions.stories import Story, check_story, make_tills, stories


def test_no_story_of_purchases_and_returns_creates_value(tmp_path: Path) -> None:
    tills = make_tills(tmp_path / "stories.db")

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(stories())
    def play(story: Story) -> None:
        check_story(tills, story)

    play()
    report = check_store(tills.store)
    assert report.is_fine, report.findings
    tills.store.close()
