#!/bin/sh
# See that the programs are there which pip cannot bring:  sh scripts/system_packages.sh SET
# Root on Debian or Ubuntu gets them by apt; anybody else is told which are missing. Nothing is asked, nothing is installed twice.
set -eu

missing=""
need() { # Debian package, then the test that says it is there
    package=$1
    shift
    case " $missing " in *" $package "*) return ;; esac
    if ! "$@" >/dev/null 2>&1; then
        missing="$missing $package"
    fi
}
program() { command -v "$1"; }
any_program() { for name in "$@"; do if command -v "$name"; then return 0; fi; done; return 1; }
any_file() { for file in "$@"; do if [ -e "$file" ]; then return 0; fi; done; return 1; }
postgres_there() { program initdb || any_file /usr/lib/postgresql/*/bin/initdb; }
python_can_venv() { python3 -c 'import ensurepip, venv'; }

venv() { need python3-venv python_can_venv; }
postgres() { need postgresql postgres_there; }
browser() {
    need chromium any_program chromium chromium-browser google-chrome
    letters
    need default-jre-headless program java
}
translations() { need gettext program xgettext; }
# PDF: WeasyPrint's libraries, the letters it sets (a machine without a screen has none), and what turns a page into a picture.
paper() {
    need libpango-1.0-0 any_file /usr/lib/*/libpango-1.0.so.0 /usr/lib/libpango-1.0.so.0 /usr/lib64/libpango-1.0.so.0
    need libpangoft2-1.0-0 any_file /usr/lib/*/libpangoft2-1.0.so.0 /usr/lib/libpangoft2-1.0.so.0 /usr/lib64/libpangoft2-1.0.so.0
    need libharfbuzz-subset0 any_file /usr/lib/*/libharfbuzz-subset.so.0 /usr/lib/libharfbuzz-subset.so.0 /usr/lib64/libharfbuzz-subset.so.0
    letters
    need poppler-utils program pdftoppm
}
# A voice that reads out in Indonesian, and what packs its sound small.
voice() {
    need espeak-ng program espeak-ng
    need opus-tools program opusenc
}
letters() {
    need fonts-noto-core any_file /usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf /usr/share/fonts/noto/NotoSerif-Regular.ttf
}

case "${1:-}" in
    venv) venv ;;
    postgres) postgres ;;
    browser) browser ;;
    translations) translations ;;
    run) paper ;;
    voice) voice ;;
    test) postgres; paper; browser; voice ;;
    *) echo "usage: sh scripts/system_packages.sh venv|postgres|browser|translations|run|voice|test" >&2; exit 2 ;;
esac

[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "These programs are missing on this machine (names as in Debian and Ubuntu):$missing" >&2
    echo "Install them once, for example:  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing system packages by apt:$missing"
# Debian would start a PostgreSQL cluster of its own when it installs the server; the tests need only the programs.
no_cluster=""
case "$missing" in
    *postgresql*)
        if ! [ -e /etc/postgresql-common ]; then
            no_cluster=/etc/postgresql-common/createcluster.d/kentongan.conf
            mkdir -p "$(dirname "$no_cluster")"
            echo "create_main_cluster = false" >"$no_cluster"
            trap 'rm -f "$no_cluster"' EXIT
        fi
        ;;
esac
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! { apt-get update -q && apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    echo "apt could not install:$missing" >&2
    exit 1
fi
rm -f "$log"
