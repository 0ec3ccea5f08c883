"""The dashboard's figures: stock value, cover, service, turnover, age and risk of every shelf, kept as arrays."""
