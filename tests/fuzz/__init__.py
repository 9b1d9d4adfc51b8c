"""Files that nobody would make on purpose, or only with a bad one, thrown at the readers."""
