"""A laid-out picture from a graph: the only place that knows Graphviz."""
