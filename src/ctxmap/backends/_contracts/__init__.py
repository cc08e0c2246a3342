"""What the API documents share: names that every tool accepts, JSON Schemas of a map's types, and YAML.

Nothing in here knows OpenAPI or AsyncAPI; the two backends know nothing of each other.
"""
