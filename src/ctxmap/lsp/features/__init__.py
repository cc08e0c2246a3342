"""Features of the protocol: each module has a function `register` that adds its handlers to the server."""
