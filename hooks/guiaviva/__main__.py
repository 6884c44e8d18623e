"""`python -m guiaviva` is the command `guia`."""

from guiaviva.commands import program

program()
