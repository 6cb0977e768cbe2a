"""Plain arithmetic of the interface: keys, documents, spans of time, and its own description."""

from .keys import client_id_for, digest_of, new_key, prefix_of
from .spans import TooWide, read_moment, span
from .wire import CONTENT_TYPE, Document, Value, moment, written

__all__ = [
    "CONTENT_TYPE",
    "Document",
    "TooWide",
    "Value",
    "client_id_for",
    "digest_of",
    "moment",
    "new_key",
    "prefix_of",
    "read_moment",
    "span",
    "written",
]
