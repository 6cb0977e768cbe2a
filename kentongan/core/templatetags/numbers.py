"""Numbers as people write them: 1.250 and Rp 25.000 in Indonesian, 1,250 and Rp 25,000 in English."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

register = template.Library()
NO_BREAK_SPACE = "\u00a0"


def separators() -> tuple[str, str]:
    """The marks between thousands and before decimals in the active language."""
    return (",", ".") if (get_language() or "id").startswith("en") else (".", ",")


@register.filter
def angka(number: int | float | Decimal | None) -> str:
    """Write 1250 as 1.250 and 4.5 as 4,5; nothing stays nothing."""
    if number is None or number == "":
        return ""
    thousands, point = separators()
    written = f"{number:,}" if isinstance(number, int) else f"{Decimal(str(number)).normalize():,f}"
    return written.replace(",", "\0").replace(".", point).replace("\0", thousands)


@register.filter
def rupiah(amount: int | Decimal | None) -> str:
    """Write 25000 as Rp 25.000, without sen, and never broken over two lines."""
    if amount is None or amount == "":
        return ""
    rounded = int(Decimal(str(amount)).quantize(Decimal(1)))
    sign = "-" if rounded < 0 else ""
    return f"{sign}Rp{NO_BREAK_SPACE}{angka(abs(rounded))}"


@register.filter
def ukuran(size: int) -> str:
    """Write bytes as people compare them: 245 KB, 1,2 MB; at least 1 KB, never broken over two lines."""
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1000:
        return f"{kilobytes}{NO_BREAK_SPACE}KB"
    return f"{angka(round(size / 1024 / 1024, 1))}{NO_BREAK_SPACE}MB"


@register.filter
def persen(share: float | Decimal | None) -> str:
    """Write 0.93 as 93 % (93% in English), never broken over two lines."""
    if share is None or share == "":
        return ""
    space = "" if separators()[1] == "." else NO_BREAK_SPACE
    return f"{angka(round(share * 100))}{space}%"
