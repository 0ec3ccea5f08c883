"""Import: the shop's own records in, with a look at them first and a report afterwards."""
