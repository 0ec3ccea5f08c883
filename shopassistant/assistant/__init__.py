"""What a language model does for the shop, where one is configured; everything works without one."""
