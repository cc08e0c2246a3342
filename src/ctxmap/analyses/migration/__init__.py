"""Taking contexts out of legacy systems step by step: where each stands, what it costs, what comes first."""
