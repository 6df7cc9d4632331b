#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Process 1 of the sandbox: runs one command and powers off. It runs either under
# a User-mode Linux kernel, on the host's own root file system, mounted read-only,
# or, after virt.sh, in QEMU.
#
# This script is in a directory of the host that is writable at the same path in the
# sandbox. In QEMU, the directory is first at /sandbox, and the kernel's command line
# contains its path: dtbind.dir=/abs/dir. The directory contains
#
#   fstab        the file systems to mount                     (required)
#   dev          links to add to /dev                          (required)
#   nosuid       exists if root's files belong to nobody here; start.sh makes it
#   poweroff     a program that powers off           (required, except in QEMU)
#   command      the commands to run, which sh reads; their parameters are
#                variables for env(1)                          (required)
#   bin          programs for the command: press and level, which are line.sh
#   files        files of the host to show at the same path although /tmp and
#                /run hide them, one per line                  (required)
#   started      created when the command starts
#   status       written last: the exit status of the command
#   output       its standard output, in QEMU, which has only one console
#
# If there is no status, the command did not finish.
# Under User-mode Linux, standard output is console 0 and standard error is
# console 1 (con0=null,fd:1 con1=null,fd:2 console=tty1). In QEMU, the console is
# standard error. All consoles are raw.
#
# Needs only sh, coreutils and util-linux, and, in QEMU, busybox to power off.
# Starts as few processes as possible: each takes some 20 ms in User-mode Linux.

PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
unset CDPATH ENV IFS
umask 022
here=${0%/*}

say() { echo "dtbind sandbox: $*" >&2; }

leave() {
    cd /
    if [ "$machine" = virt ]; then
        sync
        stty -F /dev/ttyAMA0 -echo
        echo 0 > /proc/sys/kernel/printk
        exec busybox poweroff -f
    fi
    # Without poweroff, the kernel exits when process 1 ends (panic=-1).
    [ -x "$dir/poweroff" ] || exit 1
    # Do not print "reboot: Power down".
    echo 0 > /proc/sys/kernel/printk
    exec "$dir/poweroff"
}

# Setuid programs, such as mount(8), would run as nobody.
[ ! -e "$here/nosuid" ] || setpriv --no-new-privs mount -n -t hostfs -o remount,bind,ro,nosuid none /
mount_errors=$(mount -a -T "$here/fstab" -t noconfigfs,debugfs,devpts 2>&1)
mounted=$?
if [ "$here" = /sandbox ]; then
    machine=virt
    host=/host
    exec < /dev/null > /dev/ttyAMA0 2>&1
    stty -F /dev/ttyAMA0 raw -echo
    read -r line < /proc/cmdline
    dir=${line#*dtbind.dir=}
    dir=${dir%% *}
    mkdir -p "$dir" && mount --move /sandbox "$dir"
else
    machine=um
    host=/run/dtbind/host
    dir=$here
    exec < /dev/null > /dev/tty0 2> /dev/tty1
    stty -F /dev/tty0 raw -echo
    stty -F /dev/tty1 raw -echo
fi
if [ $mounted != 0 ]; then
    case $(mount --version) in
    *util-linux*) ;;
    *) mount_errors="needs the mount of util-linux: $mount_errors" ;;
    esac
    needed="cannot show: "
    for at in /proc /dev /run /sys /tmp "$dir"; do
        mountpoint -q "$at" || needed="failed: $at is not mounted: "
    done
    # Omit the hint that mount prints after each error.
    echo "$mount_errors" | while read -r line; do
        case $line in 'dmesg(1) '*) ;; *) say "$needed$line" ;; esac
    done
    case $needed in failed*) leave ;; esac
fi

# The command restarted the kernel.
[ ! -e "$dir/started" ] || leave

# Not every kernel supports these.
types=
[ ! -d /sys/kernel/config ] || types=configfs
[ ! -d /sys/kernel/debug ] || types=$types,debugfs
# fs/devpts/inode.c: this exists only if the kernel supports devpts.
[ ! -d /proc/sys/kernel/pty ] || types=$types,devpts
[ -z "$types" ] || mount -a -T "$dir/fstab" -t "${types#,}"
cp -P "$dir"/dev/* /dev/
echo dtbind > /proc/sys/kernel/hostname
# Set IFF_UP, as ip(8) does.
[ ! -e /sys/class/net/lo/flags ] || echo 1 > /sys/class/net/lo/flags

# show PATH: shows the host's file at the same path in the sandbox
show() {
    [ -e "$1" ] || { mkdir -p "${1%/*}/" && true > "$1"; } || return 1
    mount -o bind,ro "$host$1" "$1"
}

while IFS= read -r path; do
    show "$path" || say "cannot show $path"
done < "$dir/files"
umount "$host"
[ $machine = um ] || exec > "$dir/output"

set -- "PATH=$PATH" HOME=/tmp TMPDIR=/tmp LANG=C.UTF-8 TERM=dumb USER=root LOGNAME=root \
    SHELL=/bin/sh "DTBIND_SANDBOX=$dir"
cd /tmp || cd /
true > "$dir/started" || { say "failed: cannot write to $dir"; leave; }
# shellcheck disable=SC1091 # made for each start
(. "$dir/command")
status=$?

kill -9 -1 2> /dev/null
cd /
echo "$status" > "$dir/status"
leave
