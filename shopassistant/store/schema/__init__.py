"""All tables in one place, because a shop has one database. Importing this module loads every table."""

from shopassistant.store.schema.base import Base, UtcDateTime
from shopassistant.store.schema.catalogue import (
    Barcode,
    Category,
    PriceChange,
    Product,
    ProductTouch,
    Supplier,
    TaxClass,
    Variant,
)
from shopassistant.store.schema.experiments import Experiment, ExperimentArm, ExperimentExposure
from shopassistant.store.schema.monitoring import ModelCheck, ModelRefit, WorkLease
from shopassistant.store.schema.people import (
    Consent,
    Contact,
    Customer,
    CustomerChange,
    CustomerMerge,
    FollowUp,
    ImportantDate,
    Note,
    SearchSnapshot,
    WishlistItem,
)
from shopassistant.store.schema.recommendations import RecommendationEvent
from shopassistant.store.schema.sales import Basket, BasketLine, Sale, SaleLine, Tender
from shopassistant.store.schema.stock import Location, StockLevel, StockMovement, StockWarning
from shopassistant.store.schema.system import AuditEntry, ImportRun, NumberSeries, ShopSetting, Staff

__all__ = [
    "AuditEntry",
    "Barcode",
    "Base",
    "Basket",
    "BasketLine",
    "Category",
    "Consent",
    "Contact",
    "Customer",
    "CustomerChange",
    "CustomerMerge",
    "Experiment",
    "ExperimentArm",
    "ExperimentExposure",
    "FollowUp",
    "ImportRun",
    "ImportantDate",
    "Location",
    "ModelCheck",
    "ModelRefit",
    "Note",
    "NumberSeries",
    "PriceChange",
    "Product",
    "ProductTouch",
    "RecommendationEvent",
    "Sale",
    "SaleLine",
    "SearchSnapshot",
    "ShopSetting",
    "Staff",
    "StockLevel",
    "StockMovement",
    "StockWarning",
    "Supplier",
    "TaxClass",
    "Tender",
    "UtcDateTime",
    "Variant",
    "WishlistItem",
    "WorkLease",
]
