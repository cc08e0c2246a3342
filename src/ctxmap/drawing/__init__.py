"""The drawing kit that all pictures share: cards, badges, lines, labels, areas, legend.

A backend says what a picture shows (`diagram`: cards with connectors between them, on fields), and `picture` measures,
has it laid out, and draws it as SVG. Nothing in here knows the semantic model.
"""
