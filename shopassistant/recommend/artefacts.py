"""The recommendation index as versions on disk: `store.artefacts.versions` with this area's names and sentences.

The folder holds customers' purchases and deserves the same care as the store beside it.
"""

from functools import partial

from shopassistant.recommend.index_kind import INDEX
from shopassistant.store.artefacts import versions
from shopassistant.store.artefacts.versions import Version

save = partial(versions.save, INDEX)
describe = partial(versions.describe, INDEX)
seal = partial(versions.seal, INDEX)
load = partial(versions.load, INDEX)

__all__ = ["Version", "describe", "load", "save", "seal"]
