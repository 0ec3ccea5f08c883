"""What a mesh may be at most, and what is said of one that is damaged."""

MOST_BYTES, MOST_POINTS, MOST_TRIANGLES = 8_000_000, 40_000, 60_000
MOST_CORNERS = 32  # of one face


class Damaged(Exception):
    """A file that is not what it should be.

    Args:
        line: where, counted from 1; 0 where lines do not count.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line
