"""What a promotion would have done to the baskets of the past, as a range, before it is let loose."""
