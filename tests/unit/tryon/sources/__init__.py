"""Tests: where pictures come from."""
