"""The smallest possible click program, as a reference for the start-up time of `ctxmap check`."""

import click


@click.command()
def main() -> None:
    """Do nothing."""


if __name__ == "__main__":
    main()
