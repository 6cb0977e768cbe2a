"""Who may do what, a file for each matter."""
