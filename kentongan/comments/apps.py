"""The mechanism of conversations: about anything that a room lets people talk about."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Threads, remarks, and their moderation with reasons and appeal."""

    name = "kentongan.comments"
    label = "comments"
