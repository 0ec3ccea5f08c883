"""What to offer a customer, in which order, and the reason one can say aloud."""
