"""`python -m guiaviva` is the command `guia`."""

from guiaviva.commands import main

main(prog_name="guia")
