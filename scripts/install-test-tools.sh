#!/bin/sh
# Puts in place what the tests in the browser need: Debian's chromium. Does nothing when it is there.
set -eu

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo 'The tests in the browser need chromium: install it by your system, as `chromium` in the PATH.' >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  root=''
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  root='sudo -n'
else
  echo 'The tests in the browser need chromium. As root: apt-get install chromium' >&2
  exit 1
fi
echo 'Installing chromium for the tests in the browser …'
# An index that is out of date, or a list that cannot be reached, shows when the package is asked for.
$root apt-get update -qq || true
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends chromium >/dev/null || {
  echo 'chromium could not be installed by apt-get: see the message above.' >&2
  exit 1
}
