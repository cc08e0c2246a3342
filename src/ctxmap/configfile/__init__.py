"""A configuration file → a `Configuration`, with everything that is wrong with the file, each at its place.

`find` finds files, `read` reads one: `toml` gives values and places, `shapes` says what may stand where, `decode` goes
by that, and `schema` writes it down for editors. Only `find` is loaded where there is no file. Absent: what a
configuration is good for, and options of commands.
"""
