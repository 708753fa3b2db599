#!/usr/bin/env bash
# Brings what the tests need besides Java: Python environments under target/, and Chromium where this user may install it.
# Does nothing where everything is there already. Exit code 2: something is missing that only the user can bring.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

say() { echo "tallyhouse: $*" >&2; }

stop() {
  say "$@"
  exit 2
}

on_debian() { [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ]) && command -v apt-get >/dev/null; }

# An environment whose stamp says the same requirements, interpreter and folder (programs in it name the folder) is left alone.
stamp() { { cat "$2" && python3 -VV && echo "$1"; } | sha256sum | cut -d ' ' -f 1; }

make_environment() {
  rm -rf "$1"
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$(command -v python3)" "$1"
  else
    python3 -c 'import ensurepip' 2>/dev/null ||
      stop "Cannot make a Python environment: this python3 has no ensurepip. Run: apt-get install -y python3-venv"
    python3 -m venv "$1"
  fi
}

install_into() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --compile-bytecode --python "$1/bin/python" -r "$2"
  else
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check -r "$2"
  fi
}

environment() {
  local folder="$home/target/$1" requirements="$home/$2" hash
  hash=$(stamp "$folder" "$requirements")
  [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$hash" ] && return 0
  say "bringing $2 into target/$1 (once)"
  make_environment "$folder" || stop "Cannot make a Python environment in $folder; see the message above"
  install_into "$folder" "$requirements" ||
    stop "Cannot install $2 into $folder; see the message above, then run the same command again"
  echo "$hash" >"$folder/.stamp"
}

browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  if [ "$(id -u)" = 0 ] && on_debian; then
    say "installing Chromium, which the tests of the pages look through"
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2 ||
      stop "Cannot install Chromium; see the message above"
  else
    say "Chromium is missing; the tests of the pages will fail without it. Run: apt-get install -y chromium"
  fi
}

command -v python3 >/dev/null 2>&1 || stop "Cannot find python3. Install Python 3.10 or newer."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
  stop "Cannot use $(python3 -V): Airflow needs Python 3.10 or newer."
environment venv orchestration/requirements/airflow.txt
if [ -f "$home/jobs/publish/requirements/fakesnow.txt" ]; then
  environment venv-fakesnow jobs/publish/requirements/fakesnow.txt
fi
browser
