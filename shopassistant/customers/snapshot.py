"""The word index as a few blobs in the store, so that a shop with a million customers searches right after start."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shopassistant.customers.vocabulary import Vocabulary
from shopassistant.customers.word_index import Postings, WordIndex
from shopassistant.store.schema import CustomerChange, SearchSnapshot
from shopassistant.store.unit_of_work import UnitOfWork

# Raised whenever folding, sound keys or the arrays change; an older snapshot is then ignored.
_FORMAT = "1"


def write(unit: UnitOfWork, index: WordIndex, seq: int, token: int) -> None:
    """Replace the snapshot by `index`, which holds every change up to `seq`, and cut the log behind it."""
    unit.session.execute(delete(SearchSnapshot))
    for part, data in _parts(index).items():
        unit.session.add(SearchSnapshot(part=f"{_FORMAT}.{part}", seq=seq, token=token, data=data))
    # The row of `seq` stays: by its token a reader recognises the log it was following.
    unit.session.execute(delete(CustomerChange).where(CustomerChange.seq < seq))


def read(session: Session) -> tuple[WordIndex, int, int] | None:
    """The stored index with the change it stands at and that change's token; None where there is none to trust."""
    rows = session.execute(
        select(SearchSnapshot.part, SearchSnapshot.data, SearchSnapshot.seq, SearchSnapshot.token)
        .join(CustomerChange, CustomerChange.seq == SearchSnapshot.seq)
        .where(CustomerChange.token == SearchSnapshot.token, SearchSnapshot.part.startswith(f"{_FORMAT}."))
    ).all()
    if not rows:
        return None
    parts = {row.part.removeprefix(f"{_FORMAT}."): row.data for row in rows}
    return _index(parts), rows[0].seq, rows[0].token


def _parts(index: WordIndex) -> dict[str, bytes]:
    parts = {"ids": index.ids.tobytes(), "visits": index.visits.tobytes()}
    for name, postings in (("names", index.names), ("places", index.places)):
        parts[f"{name}.words"] = "\n".join(postings.vocabulary.words).encode()
        parts[f"{name}.sounds"] = postings.vocabulary.sounds.tobytes()
        parts[f"{name}.offsets"] = postings.offsets.tobytes()
        parts[f"{name}.rows"] = postings.rows.tobytes()
    return parts


def _index(parts: Mapping[str, bytes]) -> WordIndex:
    def postings(name: str) -> Postings:
        text = parts[f"{name}.words"].decode()
        sounds: NDArray[np.uint64] = np.frombuffer(parts[f"{name}.sounds"], np.uint64)
        return Postings(
            Vocabulary(text.split("\n") if text else [], sounds),
            np.frombuffer(parts[f"{name}.offsets"], np.int64),
            np.frombuffer(parts[f"{name}.rows"], np.int32),
        )

    return WordIndex(
        np.frombuffer(parts["ids"], np.int64),
        np.frombuffer(parts["visits"], np.int32),
        postings("names"),
        postings("places"),
    )
