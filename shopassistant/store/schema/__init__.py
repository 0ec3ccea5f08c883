"""All tables in one place, because a shop has one database. Importing this module loads every table."""

from shopassistant.store.schema.alerts import Alert, AlertSubscription
from shopassistant.store.schema.base import Base, UtcDateTime
from shopassistant.store.schema.campaigns import (
    Campaign,
    CampaignArm,
    CampaignMember,
    MailEvent,
    MailMessage,
    MailSuppression,
)
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
from shopassistant.store.schema.counting import StockCount, StockCountEntry, StockCountLine
from shopassistant.store.schema.experiments import Experiment, ExperimentArm, ExperimentExposure
from shopassistant.store.schema.holds import Hold, HoldItem
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
from shopassistant.store.schema.planning import AdviceDecision, PlannedEvent, StockPolicy
from shopassistant.store.schema.prices import CompetitorPrice, MarkdownPlan, PriceLimit, PriceSuggestion
from shopassistant.store.schema.promotions import (
    BasketCoupon,
    Coupon,
    PointsEntry,
    Promotion,
    PromotionChange,
    PromotionItem,
    Redemption,
    SaleLineOffer,
)
from shopassistant.store.schema.purchasing import GoodsReceipt, GoodsReceiptLine, PurchaseOrder, PurchaseOrderLine
from shopassistant.store.schema.recommendations import RecommendationEvent
from shopassistant.store.schema.sales import Basket, BasketLine, Sale, SaleLine, Tender
from shopassistant.store.schema.segments import (
    Clustering,
    CustomerValue,
    Segment,
    SegmentMember,
    SegmentRefresh,
    SegmentVersion,
)
from shopassistant.store.schema.stock import Location, StockLevel, StockMovement, StockWarning
from shopassistant.store.schema.suppliers import PriceBreak, SupplierItem
from shopassistant.store.schema.system import AuditEntry, ImportRun, NumberSeries, ShopSetting, Staff
from shopassistant.store.schema.transfers import StockTransfer, StockTransferLine, StockTransferMovement

__all__ = [
    "AdviceDecision",
    "Alert",
    "AlertSubscription",
    "AuditEntry",
    "Barcode",
    "Base",
    "Basket",
    "BasketCoupon",
    "BasketLine",
    "Campaign",
    "CampaignArm",
    "CampaignMember",
    "Category",
    "Clustering",
    "CompetitorPrice",
    "Consent",
    "Contact",
    "Coupon",
    "Customer",
    "CustomerChange",
    "CustomerMerge",
    "CustomerValue",
    "Experiment",
    "ExperimentArm",
    "ExperimentExposure",
    "FollowUp",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "Hold",
    "HoldItem",
    "ImportRun",
    "ImportantDate",
    "Location",
    "MailEvent",
    "MailMessage",
    "MailSuppression",
    "MarkdownPlan",
    "ModelCheck",
    "ModelRefit",
    "Note",
    "NumberSeries",
    "PlannedEvent",
    "PointsEntry",
    "PriceBreak",
    "PriceChange",
    "PriceLimit",
    "PriceSuggestion",
    "Product",
    "ProductTouch",
    "Promotion",
    "PromotionChange",
    "PromotionItem",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "RecommendationEvent",
    "Redemption",
    "Sale",
    "SaleLine",
    "SaleLineOffer",
    "SearchSnapshot",
    "Segment",
    "SegmentMember",
    "SegmentRefresh",
    "SegmentVersion",
    "ShopSetting",
    "Staff",
    "StockCount",
    "StockCountEntry",
    "StockCountLine",
    "StockLevel",
    "StockMovement",
    "StockPolicy",
    "StockTransfer",
    "StockTransferLine",
    "StockTransferMovement",
    "StockWarning",
    "Supplier",
    "SupplierItem",
    "TaxClass",
    "Tender",
    "UtcDateTime",
    "Variant",
    "WishlistItem",
    "WorkLease",
]
