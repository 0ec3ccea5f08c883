"""What can be worn besides glasses, what is worn together, and how products say so."""
