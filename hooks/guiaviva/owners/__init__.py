"""What whoever keeps a page has to do with it, and how they are reminded."""

from guiaviva.owners.codeowners import FORGES, codeowners
from guiaviva.owners.duties import Duty, duties_of
from guiaviva.owners.reminders import events, message, with_changes

__all__ = ["FORGES", "Duty", "codeowners", "duties_of", "events", "message", "with_changes"]
