"""What others ask: their prices out of a file, after a look at which column means what."""
