"""The deeds of registration."""
