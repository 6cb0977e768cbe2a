"""What is logged carries no names and no phone numbers, whoever wrote the line and however it is printed."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog
from django.conf import settings

from kentongan.config.logs import PHONE, logging_setup


@pytest.fixture(params=[False, True], ids=["terminal", "json"])
def printed(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What a handler of the house prints."""
    setup = logging_setup(level="INFO", as_json=request.param)
    formatter = logging.config.DictConfigurator(setup).configure_formatter(setup["formatters"]["house"])
    page = io.StringIO()
    handler = logging.StreamHandler(page)
    handler.setFormatter(formatter)
    logger = logging.getLogger("kentongan.test")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield page
    logger.removeHandler(handler)
    logging_setup(level="WARNING", as_json=False)


def test_personal_values_are_hidden(printed: io.StringIO) -> None:
    structlog.get_logger("kentongan.test").warning("sent", phone="+6281255500199", nama="Anton", case=12)
    logging.getLogger("kentongan.test").warning("From %s, 0812 5550-0199.", "6281255500199")
    try:
        raise ValueError("DETAIL: Key (phone)=(+6281255500199) already exists.")
    except ValueError:
        logging.getLogger("kentongan.test").exception("Failed")
    lines = printed.getvalue()
    assert [word in lines for word in ("Anton", "5550", "case", "12", "already exists", "From …, ….")] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    if lines.startswith("{"):
        assert json.loads(lines.splitlines()[0])["nama"] == "…"


@pytest.mark.parametrize(
    "line", ["KIM-2026-0000123-X", "at 08:15:30", "2026-08-12 08:12:55.500199", "id 1081255500199", "3.0812555001", "8f4b0812-5550"]
)
def test_other_numbers_stay(line: str) -> None:
    assert PHONE.search(line) is None


def test_reports_of_failures_hide_what_is_sensitive() -> None:
    assert settings.DEFAULT_EXCEPTION_REPORTER_FILTER == "kentongan.config.reports.NothingPersonal"
