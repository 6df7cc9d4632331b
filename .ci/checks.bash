# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Functions that the check-* scripts share. Source this file. ScriptsTest reads the output of these
# scripts.

# check NAME: runs the function of that name, prints "ok NAME" or "FAILED NAME: why", and counts it
# in $checks. If the function fails, its output is the reason.
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
