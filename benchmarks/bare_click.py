"""The least a command-line program of click can be: what `ctxmap check` is measured against."""

import click


@click.command()
def main() -> None:
    """Do nothing."""


if __name__ == "__main__":
    main()
