"""Forecasts that outlive the window: saved with what they come from, loaded in a moment, learned anew in time."""
