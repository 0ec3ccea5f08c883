"""Desktop tests: the page Try-on."""
