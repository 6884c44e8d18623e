"""The guide in the browser while it is written.

state       what is kept in memory of the guide, and what follows from a change of files
site        what the browser gets of it
explaining  why something cannot be shown, in one sentence
judging     the verdict on the whole guide, made in a process of its own
watching    which files have changed
server      answers the browser, and lets it know when there is something new
"""
