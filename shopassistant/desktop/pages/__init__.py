"""One room per page; each has a page of widgets and a presenter without any."""
