# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What the check-* scripts share; to be sourced. ScriptsTest reads what they print.

# check NAME: runs the function of that name, prints "ok NAME" or "FAILED NAME: why", and counts it
# in $checks; what the function prints is why it failed
checks=0
check() {
    local why
    checks=$((checks + 1))
    if why=$("$1" 2>&1); then
        echo "ok $1"
    else
        echo "FAILED $1: ${why:-no reason given}"
    fi
}
