"""`shopassistant tryon`: a product put on whoever is in a picture, in true size; only the picture asked for is kept."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.shop import opened
from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError

if TYPE_CHECKING:
    from shopassistant.store.database import Store
    from shopassistant.tryon.looks.kinds import Wearable

# Larger pictures are no portraits, and a small file can claim to be a very large one.
_MOST_BYTES = 60_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--image", type=Path, required=True, help="a picture with a face (or a hand) in it")
    parser.add_argument("--product", required=True, metavar="SKU", help="what to put on")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="where to write the picture, PNG or JPEG"
    )
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Write the picture and print the measures. Returns 0.

    Raises:
        NotFound: ``variant.unknown_sku``.
        UserError: ``tryon.*``: nobody in the picture, nothing that is worn, measures that cannot be.
        EnvironmentProblem: ``tryon.picture_unreadable``, ``tryon.picture_unwritable``, a missing model.
    """
    from shopassistant.tryon.looks.kinds import Glasses
    from shopassistant.tryon.still import put_on, try_on

    picture = _read(args.image)
    with opened(args.db) as (store, catalogue):
        wearable = _wearable(store, args.product)
        if not isinstance(wearable, Glasses):
            _write(args.out, put_on(picture, wearable))
            return 0
        seen = try_on(picture, wearable.spec)
    _write(args.out, seen.picture)
    measures = {"pupils_mm": f"{seen.pupils_mm:.0f}", "pupils_off": f"{seen.pupils_off_mm:.0f}"}
    print(catalogue.say("tryon.pupils", measures))
    face = {"frame_mm": f"{seen.frame_mm:.0f}", "face_mm": f"{seen.face_mm:.0f}", "face_off": f"{seen.face_off_mm:.0f}"}
    print(catalogue.say(f"tryon.fit.{seen.fit}", face))
    return 0


def _wearable(store: "Store", sku: str) -> "Wearable":
    from sqlalchemy import select

    from shopassistant.desktop.widgets.product_look import look_of
    from shopassistant.store.schema import Category, Product, Variant
    from shopassistant.tryon.eyewear.spec import coloured
    from shopassistant.tryon.looks.kinds import Glasses
    from shopassistant.tryon.looks.reading import wearable_of

    with store.read() as session:
        found = session.execute(
            select(Product.name, Product.attributes, Variant.colour, Variant.size, Category.path)
            .join(Variant, Variant.product_id == Product.id)
            .outerjoin(Category, Category.id == Product.category_id)
            .where(Variant.sku == sku)
        ).one_or_none()
    if found is None:
        raise NotFound("tryon.sku_unknown", sku=sku[:60])
    name, attributes, colour, size, path = found
    look = look_of(path or "", name, colour, attributes)
    wearable = wearable_of(attributes, look.colour, size or "")
    if isinstance(wearable, Glasses):
        return Glasses(coloured(wearable.spec, look.colour, is_sun=look.is_sun))
    return wearable


def _read(path: Path):  # type: ignore[no-untyped-def]  # an array, whose package is loaded only here
    import cv2
    import numpy as np

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("tryon.picture_too_large", path=str(path))
        picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    except OSError as error:
        raise EnvironmentProblem("tryon.picture_unreadable", path=str(path), reason=str(error)) from error
    except cv2.error as error:  # an empty file, or one that claims to be larger than OpenCV allows
        raise UserError("tryon.no_picture", path=str(path)) from error
    if picture is None:
        raise UserError("tryon.no_picture", path=str(path))
    return picture


def _write(path: Path, picture) -> None:  # type: ignore[no-untyped-def]
    import cv2

    if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise UserError("tryon.out_format", path=str(path))
    try:
        path.write_bytes(cv2.imencode(path.suffix.lower(), picture)[1].tobytes())
    except OSError as error:
        raise EnvironmentProblem("tryon.picture_unwritable", path=str(path), reason=str(error)) from error
