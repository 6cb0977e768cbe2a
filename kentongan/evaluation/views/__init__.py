"""Looking at activity reports, and writing them."""
