#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs the sandbox's command in a system that has come up, and powers off; see
# system.sh and, for the files in the sandbox's folder, init.sh.

dir=/dtbind
set -- PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    TERM=dumb USER=root LOGNAME=root SHELL=/bin/sh "DTBIND_SANDBOX=$dir"
while read -r line || [ -n "$line" ]; do
    case $line in [A-Za-z_]*=*) set -- "$@" "$line" ;; esac
done < "$dir/environment"

# systemd has set the console up again.
stty -F /dev/tty1 raw -echo
cd /root || cd /
env -i "$@" sh "$dir/command" < /dev/null > "$dir/output" 2> /dev/tty1
status=$?

dmesg > "$dir/kernel.log" 2> /dev/null
echo "$status" > "$dir/status.tmp" && sync "$dir/status.tmp" && mv "$dir/status.tmp" "$dir/status"
systemctl poweroff --force --force
