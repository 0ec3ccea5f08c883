"""How the recommendation index is named on disk, and the sentences for what can be wrong with it."""

from shopassistant.store.artefacts.kind import Kind

INDEX = Kind(
    description="index.json",
    format=3,  # 3: the ranker also reads what products like it sold
    key_setting="recommend.seal_key",
    damaged="recommend.index_damaged",
    unknown="recommend.index_format",
    unwritable="recommend.index_unwritable",
    elsewhere="recommend.fit_elsewhere",
)
