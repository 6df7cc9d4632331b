#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts a User-mode Linux in a session of its own, which ends when its parent does.
#
#   start.sh DIR MEGABYTES KERNEL ARGUMENT...
#
# DIR is the sandbox's folder; MEGABYTES the memory the kernel gets.

dir=$1
need=$2
shift 2
# shellcheck disable=SC3045 # dash and bash have it
ulimit -c 0

# usable FOLDER: whether a file of the kernel's memory fits there and can be executed
usable() {
    free=$(df -Pk -- "$1" 2> /dev/null | while read -r _ _ _ free _; do echo "$free"; done | tail -n 1)
    [ "${free:-0}" -ge $((need * 1024)) ] 2> /dev/null || return 1
    # Others may write there too: what is run lies in a folder that only this user has.
    probe=$(mktemp -d -- "$1/dtbind-exec.XXXXXX") || return 1
    printf '#!/bin/sh\n' > "$probe/run" && chmod 700 "$probe/run" && "$probe/run"
    set -- $? "$probe"
    rm -rf -- "$2"
    return "$1"
}

# The kernel's memory is a file: by itself it takes /dev/shm, which in containers often has
# 64 MB or is noexec. (The project's own kernel needs none, unless TMPDIR says where.)
if usable /dev/shm 2> /dev/null; then
    where=
else
    for where in "$dir" /var/tmp /tmp ''; do
        [ -n "$where" ] || break
        ! usable "$where" 2> /dev/null || break
    done
fi

# The kernel must not get the terminal's Ctrl-C, and must not outlive the program.
if command -v setpriv > /dev/null; then set -- setpriv --pdeathsig KILL "$@"; fi
# Only what is to be talked to reads the terminal.
[ -e "$dir/interactive" ] || exec < /dev/null
exec env -i HOME="$dir" PATH=/usr/bin:/bin ${where:+"TMPDIR=$where"} setsid "$@"
