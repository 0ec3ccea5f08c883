"""Who the customers are: groups by recency, frequency and money, by likeness or by hand; versioned and kept fresh."""
