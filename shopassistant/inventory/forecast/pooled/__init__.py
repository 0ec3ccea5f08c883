"""One model learned from all series together: the chance that a product sells on a day, and how much when it does."""
