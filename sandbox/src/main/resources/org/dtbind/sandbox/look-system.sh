#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints the state of a whole system that has booted, for SystemState, in sections like those of
# look.sh, which this script runs last.

udevadm settle
printf '\001failed\n'
# systemd does not start a unit whose file has an error.
failed=$(systemctl list-units --state=failed,bad-setting,error --no-legend --plain | cut -d ' ' -f 1)
echo "$failed"
printf '\001errors\n'
errors() {
    set -- PRIORITY=0 PRIORITY=1 PRIORITY=2 PRIORITY=3
    # What a unit prints has a lower priority.
    for unit in $failed; do
        set -- "$@" + "_SYSTEMD_UNIT=$unit" + "UNIT=$unit"
    done
    journalctl -b -q --no-pager -o short-monotonic --no-hostname -n 100 "$@"
}
errors
printf '\001nodes\n'
find /dev \( -type c -o -type b \) -printf '%p\t%u\t%g\t%m\n'
printf '\001udev\n'
udevadm info --export-db | sed -n '/^[PNS]: /p'
# shellcheck source=sandbox/src/main/resources/org/dtbind/sandbox/look.sh
. "$DTBIND_SANDBOX/look.sh"
