"""What the house says of itself: short lines on a terminal, or one JSON object a line for a log collector.

Ordinary requests are quiet (level INFO, shown with KENTONGAN_LOG_LEVEL=INFO); failures come once, with the request they
happened in. Tracebacks are plain: no values of variables, which may be somebody's phone number.
"""

import logging
import sys
from typing import Any

import structlog


class OncePerFailure(logging.Filter):
    """Leave out django-structlog's own word on a failed request: Django's, with the same context, is the one kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is to be shown."""
        return not (isinstance(record.msg, dict) and record.msg.get("event") == "request_failed")


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
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house", "filters": ["once"]}},
        "root": {"handlers": ["console"], "level": level},
        # Django warns of every 404; the request's own line says it already.
        "loggers": {"django.request": {"level": "ERROR"}},
    }
