"""Documents of other tools: read with the position of everything in them, and checked for the form that is used of it.

One module for each kind of document. None of them knows maps.
"""
