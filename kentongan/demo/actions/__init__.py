"""Building the demonstration regency, and many made-up groups for measuring."""

from .building import build_demo
from .scaling import build_scale

__all__ = ["build_demo", "build_scale"]
