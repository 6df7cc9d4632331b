#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts a User-mode Linux in a separate session, which ends when its parent ends.
#
#   start.sh DIR MEGABYTES KERNEL ARGUMENT...
#   start.sh confines DIR
#
# DIR is the sandbox's directory; MEGABYTES is the kernel's memory. The second form exits with 0 if the
# first form can show this machine read-only to a User-mode Linux.

# Root in the sandbox can make its root file system, which is this machine's, writable, or mount
# another part of it. A User-mode Linux therefore runs in a mount namespace in which everything
# except DIR is read-only. For an ordinary user, this needs a user namespace, if the kernel permits
# one. There, only this user has a number: files of other users, including root, belong to nobody.

# In a chroot whose root directory is not a mount point, unshare(1) cannot make mounts private.
root_unshares="unshare --mount --propagation unchanged --"
user_unshares="unshare --user --map-current-user --keep-caps --mount --propagation unchanged --"

# read_only: makes all mounts read-only: at once if mount(8) supports that (2.39), otherwise one by one
read_only() {
    mount -n -o remount,bind,ro=recursive / 2> /dev/null
    # In reverse order, and not with tac, which needs a temporary file: /tmp may be read-only by now.
    sed -n '1!G;h;$p' /proc/self/mountinfo | {
        seen=' '
        while read -r _ _ _ _ at options _; do
            # A mount that another one hides is not visible in the sandbox either.
            case $seen in *" $at "*) continue ;; esac
            seen="$seen$at "
            case $options in ro | ro,*) continue ;; esac
            case $at in *\\*) at=$(printf '%b.' "$at") at=${at%.} ;; esac
            # In a user namespace, the other options must not change.
            problem=$(mount -n -o "remount,bind,ro${options#rw}" "$at" 2>&1) || ! mountpoint -q "$at" || {
                echo "$problem" >&2
                exit 1
            }
        done
    }
}

# enter_root ARGUMENT...: if the root directory is not a mount point, as in some chroots, starts this
# script again in one that is, because only a mount can be made read-only. The new mount is below /proc,
# which can be made private: below the old root directory, it could propagate to this machine.
enter_root() {
    while read -r _ _ _ _ at _; do
        [ "$at" != / ] || return 0
    done < /proc/self/mountinfo
    mount -n --make-private /proc && mount -n --rbind / /proc/fs && exec chroot /proc/fs sh "$0" "$@"
}

# confine: makes everything read-only except DIR and a new /dev/shm for the kernel's memory
confine() {
    mount -n --make-rprivate / || return 1
    shm=/dev/shm
    case $dir in "$shm"/*) shm= ;; esac
    [ -z "$shm" ] || mount -n -t tmpfs -o mode=1777,nosuid,nodev shm "$shm" 2> /dev/null || shm=
    mount -n --bind "$dir" "$dir" && read_only || return 1
    for at in "$dir" $shm; do mount -n -o remount,bind,rw "$at" || return 1; done
}

# A partial result would look like a complete one.
refuse() {
    echo "dtbind sandbox: cannot make this machine's file systems read-only for the sandbox" >&2
    exit 69
}

confined=
case $1 in
confine)
    dir=$2
    enter_root "$@" && confine
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
    dir=$2
    enter_root "$@" || refuse
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
# shellcheck disable=SC3045 # dash and bash support this
ulimit -c 0

[ -z "$confined" ] || confine || refuse

# usable DIRECTORY: whether a file with the kernel's memory fits there and can be executed
usable() {
    free=$(df -Pk -- "$1" 2> /dev/null | while read -r _ _ _ free _; do echo "$free"; done | tail -n 1)
    [ "${free:-0}" -ge $((need * 1024)) ] 2> /dev/null || return 1
    # Others may be able to write there, so run the probe in a directory to which only this user can write.
    probe=$(mktemp -d -- "$1/dtbind-exec.XXXXXX") || return 1
    printf '#!/bin/sh\n' > "$probe/run" && chmod 700 "$probe/run" && "$probe/run"
    set -- $? "$probe"
    rm -rf -- "$2"
    return "$1"
}

# The kernel's memory is a file. By default, the kernel puts it in /dev/shm, which in containers
# often has only 64 MB or is noexec. (The project's own kernel needs no file unless TMPDIR is set.)
if usable /dev/shm 2> /dev/null; then
    where=
else
    for where in "$dir" /var/tmp /tmp ''; do
        [ -n "$where" ] || break
        ! usable "$where" 2> /dev/null || break
    done
fi

# At each system call, one of the kernel's processes stops and another continues. On one processor,
# this takes much less time, unless other programs need that processor, too.
read -r load _ < /proc/loadavg
if [ "${load%.*}" -lt "$(nproc)" ] && cpu=$(cut -d ' ' -f 39 /proc/self/stat) && taskset -c "$cpu" true 2> /dev/null; then
    set -- taskset -c "$cpu" "$@"
fi

# The kernel must not receive the terminal's Ctrl-C, and must not outlive the program.
if command -v setpriv > /dev/null; then
    # It must not mount anything on this machine.
    set -- setpriv --pdeathsig KILL \
        ${confined:+--bounding-set=-sys_admin --inh-caps=-all --ambient-caps=-all} "$@"
fi
# Only an interactive sandbox reads the terminal.
[ -e "$dir/interactive" ] || exec < /dev/null
exec env -i HOME="$dir" PATH=/usr/bin:/bin ${where:+"TMPDIR=$where"} setsid "$@"
