"""`python -m guiaviva` is the command `guia`."""

from guiaviva.cli import main

main(prog_name="guia")
