"""The window around the pages: rail, header, sign-in, palette, messages, jobs."""
