"""Data in and out: reading a shop's files, cleaning them with a report, and making a synthetic shop."""
