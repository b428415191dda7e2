"""`python -m disclosurelint`."""

from disclosurelint.cli.main import run

if __name__ == "__main__":
    run()
