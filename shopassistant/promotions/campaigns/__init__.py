"""Campaigns: e-mail written for each customer of a segment, checked, sent once, and measured at the till."""
