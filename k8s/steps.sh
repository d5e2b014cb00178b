# Sourced by install and smoke: what they say, and how they wait.
# shellcheck shell=bash

# The longest wait of a step, and the pause between two looks, in seconds.
longest=${PRESAGE_WAIT:-600}
pause=${PRESAGE_PAUSE:-5}

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

run() { kubectl --namespace presage "$@"; }

# await WHAT MISSING COMMAND...: until the command succeeds; after the longest wait it ends the script and says what is missing.
await() {
    local what=$1 missing=$2 begun=$SECONDS
    shift 2
    say "Waiting for $what ..."
    until "$@" >/dev/null 2>&1; do
        if ((SECONDS - begun >= longest)); then fail "$missing (After $longest s of waiting for $what.)"; fi
        sleep "$pause"
    done
}
