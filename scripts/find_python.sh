#!/bin/sh
# Print the first Python that is new enough; where there is none, print "python3" so that make_venv.sh can say what is missing.
for name in python3 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$name"
        exit 0
    fi
done
echo python3
