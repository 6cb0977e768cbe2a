"""The demonstration regency: its people, its pictures and its stories."""
