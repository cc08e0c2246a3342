"""What each kind of diagram shows of a model."""
