"""Demand forecasts as distributions: what each product will sell on each of the next days, and how sure that is."""
