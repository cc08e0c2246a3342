"""`python -m ctxmap` is the same as `ctxmap`."""

from ctxmap.cli import main

main(prog_name="ctxmap")
