#!/bin/sh
# Puts in place what the tests need from Debian: chromium; ffmpeg for pictures; coturn for calls. Does nothing when all is there.
set -eu

missing=''
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="$missing chromium"
command -v ffmpeg >/dev/null || missing="$missing ffmpeg"
command -v turnserver >/dev/null || missing="$missing coturn"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "The tests need these programs in the PATH; install them by your system:$missing" >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  root=''
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  root='sudo -n'
else
  echo "The tests need these programs. As root: apt-get install$missing" >&2
  exit 1
fi
echo "Installing for the tests:$missing …"
# An index that is out of date, or a list that cannot be reached, shows when the package is asked for.
$root apt-get update -qq || true
# shellcheck disable=SC2086 # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
  echo "Not all of these could be installed by apt-get, see the message above:$missing" >&2
  exit 1
}
