"""Proof: what a campaign earned beyond what would have been sold anyway, held against customers left out by chance."""
