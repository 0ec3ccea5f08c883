"""Promotions in use: coupons, the budgets and uses they move, and the ledger of points."""
