"""What may be seen and found, a file for each matter."""
