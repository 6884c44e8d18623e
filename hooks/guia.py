"""The program, where MkDocs looks for it."""

from guiaviva.site.events.hook import *  # noqa: F403
