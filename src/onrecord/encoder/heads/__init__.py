"""What is read off the vectors of a text: one module a head, each with its own file of weights."""
