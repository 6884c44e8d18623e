"""Guia Viva reads a social media guide, judges it against its content model, and reports or publishes the result."""

__version__ = "0.2.0"
