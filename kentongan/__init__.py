"""Kentongan: the village drum for the web."""

__version__ = "0.1.0"
