"""What the shop can have tried on, for whom, in which order: read by the kiosk and by the counter's page alike."""
