"""Where events and commands come from and who handles them."""
