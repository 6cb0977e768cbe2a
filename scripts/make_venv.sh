#!/bin/sh
# Make .venv and put the locked packages into it:  sh scripts/make_venv.sh PYTHON LOCKFILE
set -eu
cd "$(dirname "$0")/.."
python=$1
lock=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Kentongan needs Python 3.11 or newer, and found none. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh scripts/system_packages.sh venv
fi
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Setting up Python packages in .venv (once; a minute or two) …"
    rm -rf .venv
    "$python" -m venv .venv
else
    echo "Bringing the Python packages in .venv up to date …"
fi
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation --no-index -e .
