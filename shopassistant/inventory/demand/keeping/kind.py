"""How forecasts are named on disk, and the sentences for what can be wrong with them."""

from pathlib import Path

from shopassistant.store.artefacts.kind import Kind

FORECASTS = Kind(
    description="forecasts.json",
    format=1,
    key_setting="forecast.seal_key",
    damaged="forecast.kept_damaged",
    unknown="forecast.kept_format",
    unwritable="forecast.kept_unwritable",
    elsewhere="forecast.fit_elsewhere",
)


def forecasts_folder(store_path: Path) -> Path:
    """Where the forecasts of a store live: beside it, so that they move and are deleted with it."""
    return store_path.with_name(f"{store_path.name}.forecasts")
