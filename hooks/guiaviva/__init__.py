"""The core of Guia Viva: a guide is read, judged as a whole against its content model, and told."""

__version__ = "0.1.0"
