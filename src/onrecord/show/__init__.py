"""Records for people: the terminal view and the reading page."""
