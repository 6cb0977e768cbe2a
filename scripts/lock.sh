#!/bin/sh
# Work out requirements.lock.txt and requirements-dev.lock.txt from pyproject.toml. They hold names, versions and hashes,
# and no address of any package index. Versions already locked stay; `sh scripts/lock.sh --upgrade` takes newer ones.
# Extras stay beside the names: without them pip looks for the newest release of "coverage[toml]" and finds it without a hash.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv
common="--universal --python-version 3.11 --no-header --generate-hashes --no-annotate --no-strip-extras --quiet"
# shellcheck disable=SC2086
"$uv" pip compile pyproject.toml $common "$@" --extra postgres --group setup -o requirements.lock.txt
# shellcheck disable=SC2086
"$uv" pip compile pyproject.toml $common "$@" --extra postgres --group setup --group dev -c requirements.lock.txt -o requirements-dev.lock.txt
