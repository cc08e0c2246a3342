"""What is fast, and compared with what: `python -m benchmarks` prints it as Markdown tables.

Every time is the median of several runs, taken in turn (A B A B) with something that runs beside it on the same
machine, and is worth as much as its ratio to that. Nothing here is a test: no time is asserted anywhere.
"""
