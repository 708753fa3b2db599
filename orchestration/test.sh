#!/usr/bin/env bash
# Brings what the tests need, then runs all of them. Arguments go to Maven: ./tallyhouse test -pl jobs/mining -am
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

for tool in java mvn; do
  command -v "$tool" >/dev/null 2>&1 ||
    { echo "tallyhouse: Cannot find $tool. Install JDK 17 and Maven 3.8.6 or newer." >&2; exit 2; }
done
"$home/orchestration/prepare-tests.sh"
cd "$home"
# Modules side by side where one does not need the other.
exec mvn -B -T 2 verify "$@"
