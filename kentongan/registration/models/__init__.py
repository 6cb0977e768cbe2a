"""What registration keeps beside a case."""
