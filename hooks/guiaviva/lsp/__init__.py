"""A language server: what the check says, and what `editing` knows of a place, in any editor that speaks LSP.

positions  places of the guide as the protocol counts them
guides     which guide a file belongs to, and how it follows what is typed
desk       the guides that are open: when what is typed is judged, and shown
whole      the verdict on the whole guide, made in a process of its own
answers    what the core says, in the terms of the protocol
server     what the editor asks for, and when it is told something
"""
