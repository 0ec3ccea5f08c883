"""What things should cost: suggestions with their risk, limits, what others ask, markdowns, and every decision."""
