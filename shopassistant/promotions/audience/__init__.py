"""Whom to offer a promotion: every segment with what it would answer, and why."""
