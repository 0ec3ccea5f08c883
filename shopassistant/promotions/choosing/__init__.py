"""Which products a promotion is about: chosen by what they are and how they lie, or proposed out of overstock."""
