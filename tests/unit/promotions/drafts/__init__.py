"""Tests: drafts of promotions, their approval and what is in their way."""
