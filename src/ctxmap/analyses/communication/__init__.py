"""Who calls, sends to and depends on whom, and how available that leaves each context."""
