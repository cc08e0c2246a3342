"""A configuration file → a `Configuration`, and all mistakes in the file with their positions.

`find` finds files and `read` reads one: `toml` parses it, `places` finds positions, `shapes` describes valid values,
`decode` checks against them, and `schema` writes them down for editors. Without a configuration file, only `find` is
imported. Absent: what a configuration is used for, and the options of commands.
"""
