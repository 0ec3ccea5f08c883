"""The counter: customer, advice, basket, sale."""
