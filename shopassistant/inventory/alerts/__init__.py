"""Alerts: what about the stock needs somebody's eye, said once, to those who want to hear of it."""
