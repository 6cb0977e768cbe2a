"""Periods, numbers, adding up, and what a report says. Plain arithmetic."""
