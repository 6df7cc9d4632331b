#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# start-times.sh ROUNDS NAME COMMAND [NAME COMMAND]...: runs the shell commands one after the other,
# ROUNDS times. Prints "NAME MICROSECONDS" for each, unless NAME is "-".

rounds=$1
shift
output=$(mktemp) || exit
# once NAME COMMAND: runs a command once
once() {
    from=$(date +%s%N)
    eval "$2" > "$output" 2>&1 || { echo "$2: status $?" >&2; tail -n 5 "$output" >&2; exit 1; }
    to=$(date +%s%N)
    [ "$1" = - ] || echo "$1 $(((to - from) / 1000))"
}
all() {
    while [ $# != 0 ]; do
        once "$1" "$2"
        shift 2
    done
}
while [ "$rounds" != 0 ]; do
    all "$@"
    rounds=$((rounds - 1))
done
rm -f -- "$output"
