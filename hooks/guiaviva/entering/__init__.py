"""What whoever enters figures gets each month: a sheet to fill in, a message and a calendar, for each role."""

from guiaviva.entering.calendar import calendar
from guiaviva.entering.message import message
from guiaviva.entering.month import Month, months_of
from guiaviva.entering.workbook import sheet_names, workbook

__all__ = ["Month", "calendar", "message", "months_of", "sheet_names", "workbook"]
