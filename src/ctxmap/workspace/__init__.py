"""Which files make up which models, and what a team decided about findings: suppressions, baseline, levels."""
