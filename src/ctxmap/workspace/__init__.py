"""Which files make up which models, and what a team says of their findings: suppressions, baseline, levels."""
