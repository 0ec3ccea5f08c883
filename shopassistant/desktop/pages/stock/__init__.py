"""Stock: what lies where, what came and went, and the few things done to it."""
