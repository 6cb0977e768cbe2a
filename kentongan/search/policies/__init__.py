"""Words, and the marks that show where they were found. Plain arithmetic."""
