"""Pure arithmetic of the room, a file for each matter."""
