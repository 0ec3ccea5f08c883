"""What a column of other shops' prices can be."""

CODE, COMPETITOR, PRICE, SEEN = "code", "competitor", "price", "seen_on"
FIELDS = (CODE, PRICE, COMPETITOR, SEEN)
REQUIRED = (CODE, PRICE)
