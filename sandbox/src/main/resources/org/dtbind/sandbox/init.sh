#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Process 1 of the sandbox: runs one command and powers off, either under a
# User-mode Linux kernel, on the host's own root, mounted read-only, or, after
# virt.sh, in QEMU.
#
# This script is in a folder of the host that is at the same path in here,
# writable; in QEMU it is /sandbox at first, and the kernel's command line has its
# path: dtbind.dir=/abs/dir. It has
#
#   fstab        all that is to be mounted                     (needed)
#   dev          links to add to /dev                          (needed)
#   nosuid       there where root's files are nobody's in here, made by start.sh
#   poweroff     a program that powers off    (needed, but not in QEMU)
#   command      what to run, for sh to read; its parameters are variables
#                for env(1) to set                             (needed)
#   files        files of the host to show at the same path, for what /tmp and
#                /run would hide, a line each                  (needed)
#   started      made when the command starts
#   status       written here, last: the command's exit status
#   output       its standard output, in QEMU, which has but one console
#
# No status means that the command did not run to its end.
# Under User-mode Linux, standard output is console 0 and standard error console
# 1 (con0=null,fd:1 con1=null,fd:2 console=tty1); in QEMU the console is standard
# error. All are raw.
#
# Needs nothing but sh, coreutils and util-linux, and in QEMU busybox to power off.
# As few processes as can be: each takes some 20 ms in User-mode Linux.

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
    # Without it, the kernel leaves when process 1 ends (panic=-1).
    [ -x "$dir/poweroff" ] || exit 1
    # "reboot: Power down" is of no interest.
    echo 0 > /proc/sys/kernel/printk
    exec "$dir/poweroff"
}

# mount(8), for one, is setuid: it would run as nobody.
[ ! -e "$here/nosuid" ] || setpriv --no-new-privs mount -n -t hostfs -o remount,bind,ro,nosuid none /
told=$(mount -a -T "$here/fstab" -t noconfigfs,debugfs,devpts 2>&1)
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
    *) told="needs the mount of util-linux: $told" ;;
    esac
    needed="can't show: "
    for at in /proc /dev /run /sys /tmp "$dir"; do
        mountpoint -q "$at" || needed="failed: $at is not mounted: "
    done
    # mount says of each error where more may be.
    echo "$told" | while read -r line; do
        case $line in 'dmesg(1) '*) ;; *) say "$needed$line" ;; esac
    done
    case $needed in failed*) leave ;; esac
fi

# Not every kernel was built with these.
types=
[ ! -d /sys/kernel/config ] || types=configfs
[ ! -d /sys/kernel/debug ] || types=$types,debugfs
# fs/devpts/inode.c: what only a kernel with it has.
[ ! -d /proc/sys/kernel/pty ] || types=$types,devpts
[ -z "$types" ] || mount -a -T "$dir/fstab" -t "${types#,}"
cp -P "$dir"/dev/* /dev/
echo dtbind > /proc/sys/kernel/hostname
# IFF_UP, as ip(8) would set it.
[ ! -e /sys/class/net/lo/flags ] || echo 1 > /sys/class/net/lo/flags

# show PATH: the host's file at the same place in here
show() {
    [ -e "$1" ] || { mkdir -p "${1%/*}/" && true > "$1"; } || return 1
    mount -o bind,ro "$host$1" "$1"
}

while IFS= read -r path; do
    show "$path" || say "can't show $path"
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
