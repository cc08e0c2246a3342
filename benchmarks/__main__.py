"""`python -m benchmarks [startup] [throughput] [rules] [building] [others] [mutations] [--mutants N] [--seed N]`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from benchmarks import building, mutations, others, rules, startup, throughput

CHECKOUT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("CTXMAP_CORPUS", CHECKOUT.parent / "shared" / "corpus"))
PARTS = ("startup", "throughput", "rules", "building", "others", "mutations")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--mutants", default=mutations.COUNT, show_default=True, help="The number of mutants.")
@click.option("--seed", type=int, help="Reproduce this mutant and show it.")
def main(parts: tuple[str, ...], mutants: int, seed: int | None) -> None:
    """Run benchmarks and print the results as Markdown tables; without PARTS, run all."""
    folders = (CORPUS, CHECKOUT / "samples")
    if seed is not None:
        click.echo(mutations.again(folders, seed))
        return
    reports = {
        "startup": lambda: startup.report(CORPUS),
        "throughput": throughput.report,
        "rules": rules.report,
        "building": building.report,
        "others": others.report,
        "mutations": lambda: mutations.report(folders, mutants),
    }
    if not CORPUS.is_dir():
        click.echo(f"no corpus of real maps in {CORPUS}; set CTXMAP_CORPUS to its folder", err=True)
        del reports["startup"]
    for part in parts or reports:
        if part in reports:
            click.echo(reports[part]())


if __name__ == "__main__":
    main()
