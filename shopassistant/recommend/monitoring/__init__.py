"""Watching the recommendations: has the shop changed since they were learned, are they still right, what to do."""
