"""Pages: what a document says of a map, of each context and of a migration."""
