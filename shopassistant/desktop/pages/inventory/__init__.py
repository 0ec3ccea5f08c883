"""The inventory dashboard: what the stock is worth, what runs out, what to order today and why."""
