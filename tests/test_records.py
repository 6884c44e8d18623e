"""Records of data as forms: what is changed is written, and every byte that says something else stays."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guiaviva.editing.records.fields import Field, field_of
from guiaviva.editing.records.kinds import files, type_of
from guiaviva.editing.records.writing import NotWritableError, normal, value_of, with_value
from projects import ROOT
