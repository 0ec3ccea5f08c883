"""A hand in a picture: its joints in true millimetres, how thick its fingers are, and what of it hides what is worn."""
