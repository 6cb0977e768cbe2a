"""Conversations as everybody meets them, and as their moderators do."""
