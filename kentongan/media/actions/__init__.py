"""The deeds on files."""

from .describing import describe_upload, give_upload, name_upload, release_upload, withhold_upload
from .keeping import brought_along, clear_leftovers, find_faces, keep_file, keep_masked_copy, remove_upload, sentence_for, store_upload

__all__ = [
    "brought_along",
    "clear_leftovers",
    "describe_upload",
    "find_faces",
    "give_upload",
    "keep_file",
    "keep_masked_copy",
    "name_upload",
    "release_upload",
    "remove_upload",
    "sentence_for",
    "store_upload",
    "withhold_upload",
]
