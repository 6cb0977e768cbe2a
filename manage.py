#!/usr/bin/env python
"""Django's own door. Everyday commands are behind `kentongan` (see `kentongan --help`)."""

import os
import sys


def main() -> None:
    """Run the Django command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not there. Run `make setup` first, then use .venv/bin/python manage.py …")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
