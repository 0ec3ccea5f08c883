"""What to order today: from the distribution of demand, the money behind it and what people said about it."""
