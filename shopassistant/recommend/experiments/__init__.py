"""Experiments in the shop: two methods side by side with its own customers, judged by what those buy."""
