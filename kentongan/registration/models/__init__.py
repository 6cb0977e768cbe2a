"""What registration keeps beside a case."""

from .importing import ImportBatch, ImportRow

__all__ = ["ImportBatch", "ImportRow"]
