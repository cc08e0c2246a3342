"""Facts that several rules and backends ask for (call graph, availability, coupling), each computed once a model."""
