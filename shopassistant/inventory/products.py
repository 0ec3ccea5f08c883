"""Editing what the shop sells: a new product with its variants, a price, a code, on sale or withdrawn."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Barcode, Category, PriceChange, Product, Supplier, TaxClass, Variant
from shopassistant.store.unit_of_work import UnitOfWork

LONGEST_CODE = 60
# A barcode typed as a price is far above it (minor units).
HIGHEST_PRICE = 100_000_000


@dataclass(frozen=True, slots=True)
class NewVariant:
    """One size and colour to add.

    Attributes:
        sku: the shop's own number; empty takes the next of the series.
        barcodes: codes printed on the package; blanks are dropped.
    """

    price_minor: int
    size: str = ""
    colour: str = ""
    sku: str = ""
    cost_minor: int | None = None
    barcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product to add, with at least one variant.

    Attributes:
        category: path with `` / `` between the names; missing parts are made. Empty for none.
        supplier: name; made if missing. Empty for none.
        tax_class_id: None takes the one most products have.
    """

    name: str
    variants: tuple[NewVariant, ...]
    brand: str = ""
    category: str = ""
    supplier: str = ""
    tax_class_id: int | None = None
    attributes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """What `add_product` made."""

    product_id: int
    variant_ids: tuple[int, ...]
    changes: Changes


def add_product(store: Store, actor: Actor, new: NewProduct) -> Added:
    """Add a product with its variants and codes; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``product.name_missing``, ``product.no_variant``, ``product.price``, ``product.sku_taken``,
            ``product.code_taken``, ``product.code_long``, ``product.variants_alike``.
    """
    actor.require("manager")
    _check_product(new)
    with store.begin(actor) as unit:
        number = f"P{unit.next_number('product'):06d}"
        while unit.session.scalar(select(Product.id).where(Product.code == number)) is not None:
            number = f"P{unit.next_number('product'):06d}"
        product = Product(
            code=number,
            name=new.name.strip(),
            brand=new.brand.strip() or None,
            category_id=_category(unit.session, new.category),
            supplier_id=_supplier(unit.session, new.supplier),
            tax_class_id=new.tax_class_id if new.tax_class_id is not None else _usual_tax(unit.session),
            attributes=dict(new.attributes),
            created_at=unit.clock.now(),
        )
        unit.session.add(product)
        unit.session.flush()
        ids = tuple(_add_variant(unit, product, one, index) for index, one in enumerate(new.variants, 1))
        unit.audit("product.added", "product", product.id, code=number, variants=len(ids))
        unit.commit()
    changes = Changes(products=frozenset({product.id}), variants=frozenset(ids))
    return Added(product.id, ids, changes)


def change_price(store: Store, actor: Actor, variant_id: int, price_minor: int) -> Changes:
    """Set the shelf price from now on; managers only. The prices before stay in the history.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``product.price``.
        NotFound: ``variant.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        if set_price(unit, variant_id, price_minor) is None:
            return Changes()
        product_id = _variant(unit.session, variant_id).product_id
        unit.commit()
    return Changes(variants=frozenset({variant_id}), products=frozenset({product_id}))


def set_price(unit: UnitOfWork, variant_id: int, price_minor: int) -> int | None:
    """Set a shelf price within a unit whose actor may; the id of its `PriceChange`, None where it is the price already.

    Raises:
        UserError: ``product.price``.
        NotFound: ``variant.unknown``.
    """
    _check_price(price_minor)
    variant = _variant(unit.session, variant_id)
    if variant.price_minor == price_minor:
        return None
    before, variant.price_minor = variant.price_minor, price_minor
    change = _note_price(unit, variant_id, price_minor)
    unit.audit("price.changed", "variant", variant_id, before_minor=before, after_minor=price_minor)
    unit.session.flush()
    return change.id


def set_active(store: Store, actor: Actor, variant_id: int, active: bool) -> Changes:
    """Put a variant on sale or withdraw it; managers only. A product with no variant on sale is withdrawn itself.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``variant.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        variant = _variant(unit.session, variant_id)
        product = unit.session.get_one(Product, variant.product_id)
        if variant.active == active and (product.active or not active):
            return Changes()
        variant.active = active
        unit.session.flush()
        others = unit.session.scalars(select(Variant.active).where(Variant.product_id == product.id))
        product.active = any(others)
        unit.audit("variant.activated" if active else "variant.withdrawn", "variant", variant_id)
        unit.commit()
    return Changes(variants=frozenset({variant_id}), products=frozenset({product.id}))


def add_barcode(store: Store, actor: Actor, variant_id: int, code: str) -> Changes:
    """Let one more code mean this variant; any member of staff, so that an unknown scan is learned at once.

    Raises:
        UserError: ``product.code_missing``, ``product.code_long``, ``product.code_taken``.
        NotFound: ``variant.unknown``.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        variant = _variant(unit.session, variant_id)
        _add_code(unit.session, variant.id, code)
        unit.audit("barcode.added", "variant", variant_id, code=code.strip())
        unit.commit()
    return Changes(variants=frozenset({variant_id}), products=frozenset({variant.product_id}))


def remove_barcode(store: Store, actor: Actor, variant_id: int, code: str) -> Changes:
    """Let a code mean nothing any more; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``product.code_unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        found = unit.session.get(Barcode, code)
        if found is None or found.variant_id != variant_id:
            raise NotFound("product.code_unknown", barcode=code)
        unit.session.delete(found)
        unit.audit("barcode.removed", "variant", variant_id, code=code)
        unit.commit()
    return Changes(variants=frozenset({variant_id}))


def _check_product(new: NewProduct) -> None:
    if not new.name.strip():
        raise UserError("product.name_missing")
    if not new.variants:
        raise UserError("product.no_variant")
    seen = set()
    for one in new.variants:
        _check_price(one.price_minor)
        if one.cost_minor is not None:
            _check_price(one.cost_minor)
        looks = (one.size.strip().casefold(), one.colour.strip().casefold())
        if looks in seen:
            raise UserError("product.variants_alike", size=one.size.strip(), colour=one.colour.strip())
        seen.add(looks)


def _check_price(price_minor: int) -> None:
    if not 0 <= price_minor <= HIGHEST_PRICE:
        raise UserError("product.price", given_minor=price_minor)


def _add_variant(unit: UnitOfWork, product: Product, new: NewVariant, index: int) -> int:
    sku = new.sku.strip() or f"{product.code}-{index}"
    if len(sku) > LONGEST_CODE:
        raise UserError("product.code_long", barcode=sku, most=LONGEST_CODE)
    if unit.session.scalar(select(Variant.id).where(Variant.sku == sku)) is not None:
        raise UserError("product.sku_taken", sku=sku)
    variant = Variant(
        product_id=product.id,
        sku=sku,
        size=new.size.strip() or None,
        colour=new.colour.strip() or None,
        price_minor=new.price_minor,
        cost_minor=new.cost_minor,
    )
    unit.session.add(variant)
    unit.session.flush()
    _note_price(unit, variant.id, new.price_minor)
    for code in new.barcodes:
        if code.strip():
            _add_code(unit.session, variant.id, code)
    return variant.id


def _note_price(unit: UnitOfWork, variant_id: int, price_minor: int) -> PriceChange:
    change = PriceChange(
        variant_id=variant_id, price_minor=price_minor, at=unit.clock.now(), staff_id=unit.actor.staff_id
    )
    unit.session.add(change)
    return change


def _add_code(session: Session, variant_id: int, code: str) -> None:
    code = code.strip()
    if not code:
        raise UserError("product.code_missing")
    if len(code) > LONGEST_CODE:
        raise UserError("product.code_long", barcode=code, most=LONGEST_CODE)
    taken = session.execute(
        select(Product.name, Variant.sku)
        .join(Variant, Variant.product_id == Product.id)
        .join(Barcode, Barcode.variant_id == Variant.id)
        .where(Barcode.code == code)
    ).one_or_none()
    if taken is not None:
        raise UserError("product.code_taken", barcode=code, name=taken[0], sku=taken[1])
    session.add(Barcode(code=code, variant_id=variant_id))
    session.flush()


def _variant(session: Session, variant_id: int) -> Variant:
    found = session.get(Variant, variant_id)
    if found is None:
        raise NotFound("variant.unknown", variant_id=variant_id)
    return found


def _category(session: Session, path: str) -> int | None:
    parent: Category | None = None
    names = [name.strip() for name in path.split("/") if name.strip()]
    for depth in range(len(names)):
        below = " / ".join(names[: depth + 1])
        found = session.scalar(select(Category).where(Category.path == below))
        if found is None:
            found = Category(name=names[depth], path=below, parent_id=None if parent is None else parent.id)
            session.add(found)
            session.flush()
        parent = found
    return None if parent is None else parent.id


def _supplier(session: Session, name: str) -> int | None:
    name = name.strip()
    if not name:
        return None
    found = session.scalar(select(Supplier.id).where(Supplier.name == name))
    if found is not None:
        return found
    made = Supplier(name=name)
    session.add(made)
    session.flush()
    return made.id


def _usual_tax(session: Session) -> int | None:
    """The tax class most products have; where there are none, the highest rate (nobody pays too little by default)."""
    from sqlalchemy import func

    usual = session.scalar(
        select(Product.tax_class_id)
        .where(Product.tax_class_id.is_not(None))
        .group_by(Product.tax_class_id)
        .order_by(func.count().desc())
        .limit(1)
    )
    return usual or session.scalar(select(TaxClass.id).order_by(TaxClass.rate_bp.desc()).limit(1))
