"""How fast the product is, in figures that can be compared from one change to the next."""
