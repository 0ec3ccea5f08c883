"""The model page: how good the advice is, where it comes from, and how to change that."""
