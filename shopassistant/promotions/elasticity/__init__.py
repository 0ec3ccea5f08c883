"""How the units asked for answer to the price, told from the shop's own past, product by product."""
