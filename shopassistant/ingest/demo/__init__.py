"""The synthetic shop: a boutique of fashion and eyewear to try everything on, without anybody's real data."""

from shopassistant.ingest.demo.make import SHOP, STAFF, DemoSummary, make_demo

__all__ = ["SHOP", "STAFF", "DemoSummary", "make_demo"]
