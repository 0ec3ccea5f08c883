"""A face in a picture: its landmarks, where the head is and how it is turned, and what of it hides what is worn."""
