"""Is the port free? Only Python's own library, so that `make run` can ask before anything slow is set up.

The web server itself would not notice: it shares a busy port with whoever has it, and half the requests go astray.
"""

import contextlib
import errno
import socket
import sys

LOOPBACK = ("127.0.0.1", "::1")
HIGHEST = 65535


def _is_taken(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # Without this a port that was closed a minute ago would still count as busy.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind((address, port))
    except PermissionError:
        raise
    except OSError as problem:
        # A machine without IPv6 has nobody listening there either.
        return problem.errno == errno.EADDRINUSE
    return False


def is_free(port: int, *, host: str = "127.0.0.1") -> bool:
    """Tell whether nobody listens on the port, at the host and at both loopback addresses (browsers try ::1 first)."""
    return not any(_is_taken(address, port) for address in dict.fromkeys((host, *LOOPBACK)))


def next_free(port: int) -> int | None:
    """Return a free port a little above the given one."""
    for other in range(port + 1, min(port + 50, HIGHEST)):
        with contextlib.suppress(PermissionError):
            if is_free(other):
                return other
    return None


def trouble_with(port: str, *, host: str = "127.0.0.1") -> str | None:
    """Return a sentence, in Indonesian and English, on why the port cannot be used, or None where it can."""
    if not port.isdecimal() or not 0 < int(port) <= HIGHEST:
        return f"PORT harus angka antara 1 dan {HIGHEST}, bukan {port!r}. (PORT must be a number from 1 to {HIGHEST}.)"
    number = int(port)
    try:
        free = is_free(number, host=host)
    except PermissionError:
        return f"Port {port} hanya boleh dibuka oleh root; pilih angka di atas 1023. (Only root may open port {port}.)"
    if free:
        return None
    other = next_free(number)
    advice = f" Pakai port lain (use another one): make run PORT={other}" if other else ""
    return f"Port {port} sedang dipakai program lain. (Port {port} is in use by another program.){advice}"


def main() -> int:
    """Check the port named on the command line."""
    trouble = trouble_with(sys.argv[1])
    if trouble:
        sys.stderr.write(f"{trouble}\n")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
