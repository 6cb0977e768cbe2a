"""Kentongan: the village drum for the web."""
