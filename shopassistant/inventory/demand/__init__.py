"""What was asked for, out of what was sold: corrected for empty shelves, closed days, prices and promotions."""
