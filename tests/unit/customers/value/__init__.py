"""What customers will yet be worth."""
