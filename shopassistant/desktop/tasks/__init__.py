"""Lanes: where work goes that the GUI thread must not do."""
