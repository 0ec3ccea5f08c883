"""What is offered to whom at which price, what that would earn, and what it did."""
