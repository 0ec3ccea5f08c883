"""The rules of promotions: what an offer gives, when and where it holds, and what it makes of a basket."""
