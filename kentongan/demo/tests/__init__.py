"""Tests of the demonstration regency."""
