"""Uploaded files: for readers anywhere (public_urls), for writers in the workspace (workspace_urls)."""

public_urls: tuple[list, str] = ([], "media")
workspace_urls: tuple[list, str] = ([], "uploads")
