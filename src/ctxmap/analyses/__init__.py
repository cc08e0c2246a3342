"""Facts that several rules and backends ask for, each worked out once per model; they judge nothing."""
