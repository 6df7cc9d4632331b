#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs the sandbox's command in a system that has booted, and powers off; see
# system.sh and, for the files in the sandbox's directory, init.sh.

dir=/dtbind
set -- "PATH=$dir/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LANG=C.UTF-8 \
    TERM=dumb USER=root LOGNAME=root SHELL=/bin/sh "DTBIND_SANDBOX=$dir"

# systemd has changed the settings of the console.
stty -F /dev/tty1 raw -echo
cd /root || cd /
true > "$dir/started"
# shellcheck disable=SC1091 # made for each start
(. "$dir/command") < /dev/null > "$dir/output" 2> /dev/tty1
status=$?

if [ -e "$dir/keep" ]; then
    # Status 1: a file changed while it was read.
    tar -C "$dir/upper" --sparse --xattrs --xattrs-include='*' -cf "$dir/kept.tar" . 2> "$dir/tar-errors" ||
        [ $? = 1 ] || { cat "$dir/tar-errors" > /dev/tty1; rm -f "$dir/kept.tar"; }
fi

echo "$status" > "$dir/status" && sync "$dir/status"
# Do not print "reboot: Power down".
echo 0 > /proc/sys/kernel/printk
systemctl poweroff --force --force
