#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts a User-mode Linux in a session of its own, which ends when its parent does.
#
#   start.sh DIR MEGABYTES KERNEL ARGUMENT...
#   start.sh confines DIR
#
# DIR is the sandbox's folder; MEGABYTES the memory the kernel gets. The second form's status is 0
# where the first shows a User-mode Linux this machine read-only.

# Root in there can make its root file system, which is this machine's, writable, or mount another
# part of it. So a User-mode Linux sees all of this machine read-only, but for DIR: in a mount
# namespace, for an ordinary user one of a user namespace of its own, where the kernel lets it.
# In that one, only this user has a number: what belongs to others, root among them, is nobody's.

root_unshares="unshare --mount --propagation private --"
user_unshares="unshare --user --map-current-user --keep-caps --mount --propagation private --"

# read_only: all that is mounted, in one go where mount(8) knows how (2.39), else one by one
read_only() {
    mount -n -o remount,bind,ro=recursive / 2> /dev/null
    # A mount in which a file is being written cannot become read-only, and tac writes one: wait for its end.
    mounts=$(tac /proc/self/mountinfo) || return
    printf '%s\n' "$mounts" | {
        seen=' '
        while read -r _ _ _ _ at options _; do
            # What another one hides cannot be seen from there either.
            case $seen in *" $at "*) continue ;; esac
            seen="$seen$at "
            case $options in ro | ro,*) continue ;; esac
            case $at in *\\*) at=$(printf '%b.' "$at") at=${at%.} ;; esac
            # In a user namespace, none of the others may be lost.
            said=$(mount -n -o "remount,bind,ro${options#rw}" "$at" 2>&1) || ! mountpoint -q "$at" || {
                echo "$said" >&2
                exit 1
            }
        done
    }
}

# confine: shows all read-only but DIR, and /dev/shm, which is a new one for the kernel's memory
confine() {
    shm=/dev/shm
    case $dir in "$shm"/*) shm= ;; esac
    [ -z "$shm" ] || mount -n -t tmpfs -o mode=1777,nosuid,nodev shm "$shm" 2> /dev/null || shm=
    mount -n --bind "$dir" "$dir" && read_only || return 1
    for at in "$dir" $shm; do mount -n -o remount,bind,rw "$at" || return 1; done
}

confined=
case $1 in
confine)
    dir=$2
    confine
    exit
    ;;
confines)
    for unshares in "$root_unshares" "$user_unshares"; do
        ! $unshares sh "$0" confine "$2" 2> /dev/null || exit 0
    done
    exit 1
    ;;
confined)
    confined=yes
    shift
    ;;
*)
    if [ "$2" = 0 ]; then
        :
    elif $root_unshares true 2> /dev/null; then
        exec $root_unshares sh "$0" confined "$@"
    elif $user_unshares sh "$0" confine "$1" 2> /dev/null; then
        : > "$1/nosuid" && exec $user_unshares sh "$0" confined "$@"
    fi
    ;;
esac
dir=$1
need=$2
shift 2
# shellcheck disable=SC3045 # dash and bash have it
ulimit -c 0

# Half of it would look like all of it.
if [ -n "$confined" ] && ! confine; then
    echo "dtbind sandbox: cannot show this machine read-only" >&2
    exit 69
fi

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
if command -v setpriv > /dev/null; then
    # Nor may it mount anything here.
    set -- setpriv --pdeathsig KILL \
        ${confined:+--bounding-set=-sys_admin --inh-caps=-all --ambient-caps=-all} "$@"
fi
# Only what is to be talked to reads the terminal.
[ -e "$dir/interactive" ] || exec < /dev/null
exec env -i HOME="$dir" PATH=/usr/bin:/bin ${where:+"TMPDIR=$where"} setsid "$@"
