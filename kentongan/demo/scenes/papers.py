"""A document of one page, written by hand as PDF: what goes with a text of the demo."""

from collections.abc import Sequence


def _shown(text: str) -> bytes:
    return text.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def draw_paper(title: str, lines: Sequence[str], *, foot: str) -> bytes:
    """An A4 page with a title, lines below it and a line at its foot, as PDF 1.4 with the fonts every reader has."""
    drawn = [b"BT /F2 18 Tf 60 760 Td (%s) Tj ET" % _shown(title)]
    drawn += [b"BT /F1 12 Tf 60 %d Td (%s) Tj ET" % (720 - 22 * number, _shown(line)) for number, line in enumerate(lines)]
    drawn.append(b"BT /F1 9 Tf 60 60 Td (%s) Tj ET" % _shown(foot))
    content = b"\n".join(drawn)
    fonts = b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << %s >> >> >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (len(objects) + 1, table, len(objects) + 1, len(body))
