"""Benchmarks: `python -m benchmarks` prints the results as Markdown tables.

Each time is the median of several runs, alternating (A B A B) with a reference on the same machine; only the ratio to
the reference is meaningful. These are not tests: nothing asserts a time.
"""
