"""Which contexts have contracts, and what is in them."""
