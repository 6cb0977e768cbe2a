"""What is answered: to programs (open311), to those who write them (about), and to the coordinator (keys)."""
