"""A walk: thousands of random operations on a store, and beside it a plain model that knows what each must do."""
