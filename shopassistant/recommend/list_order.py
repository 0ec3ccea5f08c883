"""The order of a list: what is on it is one question, in which order it stands another, and chances must fit both."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats

_NEAREST = 150  # so many places from the top have the nearest falling chances
PLACES = 10  # of a list, where nobody says how long it is


def by_list(order: NDArray[np.int64], margin: Floats, places: int) -> NDArray[np.int64]:
    """int64 (k,): the same order cut into lists of so many places, each with its likeliest first."""
    places = min(max(places, 1), max(len(order), 1))
    lists = order[: len(order) // places * places].reshape(-1, places)
    rest = order[lists.size :]
    likeliest = (-margin[lists]).argsort(axis=1, kind="stable")
    first = lists[np.arange(len(lists))[:, None], likeliest].ravel()
    return np.concatenate([first, rest[(-margin[rest]).argsort(kind="stable")]])


def levelled(chances: Floats) -> Floats:
    """float32 (k,): the falling sequence nearest to `chances`, each a hundred-thousandth below the one before, so that
    equal ones keep their order. By pooling adjacent violators (Ayer et al., Annals of Mathematical Statistics 1955).

    Far down, where hardly any list is read, none is higher than the one before it, and that is all.
    """
    out = np.asarray(chances, np.float64)
    out = np.concatenate([_nearest_falling(out[:_NEAREST]), out[_NEAREST:]])
    np.minimum.accumulate(out[_NEAREST - 1 :], out=out[_NEAREST - 1 :])
    return np.asarray(out * (1 - 1e-5 * np.arange(len(out))), np.float32)


def _nearest_falling(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    means, counts = [np.inf], [0]
    last = np.inf
    for mean in chances.tolist():
        count = 1
        while last < mean:
            before = counts.pop()
            mean = (mean * count + means.pop() * before) / (count + before)
            count += before
            last = means[-1]
        means.append(mean)
        counts.append(count)
        last = mean
    return np.repeat(np.array(means, np.float64), counts)
