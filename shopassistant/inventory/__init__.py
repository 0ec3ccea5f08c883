"""The stock ledger: what came, what went, how much there is."""
