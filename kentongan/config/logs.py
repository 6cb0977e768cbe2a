"""What the house says of itself: short lines on a terminal, or one JSON object a line for a log collector.

Ordinary requests are quiet (level INFO, shown with KENTONGAN_LOG_LEVEL=INFO); failures come once, with the request they
happened in. Tracebacks are plain: no values of variables. What may be somebody's name or phone number is taken out of every line.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog


class OncePerFailure(logging.Filter):
    """Leave out django-structlog's own word on a failed request: Django's, with the same context, is the one kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is to be shown."""
        return not (isinstance(record.msg, dict) and record.msg.get("event") == "request_failed")


# What a line is never to carry, whoever wrote it.
PERSONAL = frozenset({"contact", "email", "full_name", "kontak", "nama", "phone", "telepon"})
HIDDEN = "…"
# A mobile number as people write it: 0812…, 62812…, +62 812-…; also where the database repeats it in its complaint.
PHONE = re.compile(r"(?<![\w.])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\w)")


def without_personal_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide the values that go by a personal name."""
    return {key: HIDDEN if key in PERSONAL else value for key, value in event.items()}


def without_phones(_logger: Any, _method: str, line: str) -> str:
    """The finished line, traceback and all, without phone numbers."""
    return PHONE.sub(HIDDEN, line)


def logging_setup(*, level: str, as_json: bool) -> dict[str, Any]:
    """Set structlog up to go through Python's logging, and return the setting LOGGING for both."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso" if as_json else "%H:%M:%S", utc=as_json),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"once": {"()": OncePerFailure}},
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_personal_values,
                    *renderer,
                    without_phones,
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house", "filters": ["once"]}},
        "root": {"handlers": ["console"], "level": level},
        # Django warns of every 404; the request's own line says it already.
        "loggers": {"django.request": {"level": "ERROR"}},
    }
