"""Hand-made segments: a tree of conditions over what the shop knows of a customer, answered by one query."""
