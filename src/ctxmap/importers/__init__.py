"""Documents of other tools → a draft of a map → CML, with a comment for each guess.

One module for each kind of document adds what it says to the draft; `written` writes it. A draft knows services by the
names that they have in documents, so that several documents about one service make one context.
"""
