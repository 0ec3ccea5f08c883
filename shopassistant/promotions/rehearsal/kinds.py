"""What is sold in each other's place."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.rehearsal.past import Articles


def kinds(articles: Articles) -> NDArray[np.int32]:
    """int32 (v,): what is sold in each other's place: a category, a brand where there is none, -1 where neither."""
    categories, category = np.unique(articles.category, return_inverse=True)
    kind = np.where(articles.brand >= 0, len(categories) + articles.brand, -1)
    return np.where(articles.category >= 0, category, kind).astype(np.int32)
