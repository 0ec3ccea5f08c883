"""Counts as sessions: opened, counted by several people, looked at, and booked by a manager."""
