"""Proof of work: a sum that costs a phone a second and a sender of thousands a day (ALTCHA, proof of work version 1).

A challenge carries its own signature, what it is for and until when it holds, so that nothing is kept of it until it is solved.
"""

import base64
import binascii
import json
from datetime import datetime
from urllib.parse import parse_qs

from altcha.v1 import ChallengeOptions, Payload, create_challenge, verify_solution

SUMS_MOST = 30_000  # SHA-256 digests; about a second on a cheap phone (own choice)


def new_challenge(*, key: str, about: str, expires: datetime, most: int = SUMS_MOST) -> dict[str, str | int]:
    """A challenge for one submission, as the page's script wants it."""
    options = ChallengeOptions(algorithm="SHA-256", max_number=most, hmac_key=key, expires=expires, params={"about": about})
    made = create_challenge(options)
    return {"challenge": made.challenge, "salt": made.salt, "signature": made.signature, "most": made.max_number}


def solved(payload: str, *, key: str, about: str, now: datetime) -> str:
    """The challenge that was solved, to be spent once; "" where the payload is none, of another submission, too late or wrong."""
    try:
        values = json.loads(base64.b64decode(payload, validate=True))
        parts = parse_qs(str(values["salt"]).partition("?")[2])
        fits = parts["about"] == [about] and float(parts["expires"][0]) >= now.timestamp()
        answer = Payload("SHA-256", str(values["challenge"]), int(values["number"]), str(values["salt"]), str(values["signature"]))
    except (binascii.Error, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return ""
    is_right, _error = verify_solution(answer, key, check_expires=False)
    return answer.challenge if fits and is_right else ""
