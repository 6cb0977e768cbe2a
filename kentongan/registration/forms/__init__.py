"""The shape of what is typed, a file for each matter."""
