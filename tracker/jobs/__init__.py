"""The door of the clock: which jobs there are, when they are due, and what runs them once."""
