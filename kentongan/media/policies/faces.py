"""Where a machine sees faces: a suggestion, no more. It misses faces and sees some where none are; an officer looks.

OpenCV's Haar cascades, which come with it (cv2.data): from the front, and from both sides. They run on the machine itself.
"""

from collections.abc import Iterable

from .masking import WHOLE, Box

MOST = 30  # more than a person would check
LONGEST_SIDE = 1280
SMALLEST_SHARE = 1 / 40  # of the longer side: smaller faces are not recognisable in what we publish
GROWN_BY = 0.2  # the cascades find the face without hair and chin


def _overlap(one: Box, other: Box) -> float:
    """The share of the smaller one that lies in the other."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0, width) * max(0, height) / min(one.width * one.height, other.width * other.height)


def once_each(found: Iterable[Box]) -> list[Box]:
    """The larger one of those that mean the same face, from left to right; each grown to hold the whole head."""
    kept: list[Box] = []
    for box in sorted(found, key=lambda box: -box.width * box.height):
        if all(_overlap(box, other) < 0.4 for other in kept):
            kept.append(box)
    cut = [grown for box in kept[:MOST] if (grown := box.grown(GROWN_BY).cut()) is not None]
    return sorted(cut)


def faces_in(data: bytes) -> list[Box]:
    """Boxes that seem to hold a face, from left to right. Raises ValueError for what is no picture. Takes some tenths of a second."""
    import cv2  # 60 MB of memory, so only where somebody looks for faces: in the worker
    import cv2.data
    import numpy

    picture = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise ValueError("no picture")
    height, width = picture.shape
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    small = cv2.equalizeHist(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    high, wide = small.shape
    smallest = max(20, round(max(wide, high) * SMALLEST_SHARE))
    found = []
    for name, mirrored in (("frontalface_alt2", False), ("profileface", False), ("profileface", True)):
        cascade = cv2.CascadeClassifier(f"{cv2.data.haarcascades}haarcascade_{name}.xml")
        seen = cv2.flip(small, 1) if mirrored else small
        for left, top, across, down in cascade.detectMultiScale(seen, scaleFactor=1.1, minNeighbors=5, minSize=(smallest, smallest)):
            begin = wide - left - across if mirrored else left
            found.append(
                Box(*(int(part) for part in (begin * WHOLE // wide, top * WHOLE // high, across * WHOLE // wide, down * WHOLE // high)))
            )
    return once_each(found)
