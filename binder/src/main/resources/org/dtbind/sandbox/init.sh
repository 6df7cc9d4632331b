#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Process 1 of the sandbox: runs one command and powers off, either under a
# User-mode Linux kernel, on the host's own root, mounted read-only, or, after
# virt.sh, in QEMU (dtbind.machine=virt on the kernel's command line).
#
# The kernel's command line has  dtbind.dir=/abs/dir  (or dtbind.dir="/abs/d r"),
# a directory of the host, which is at the same path in here, writable:
#
#   command      sh script to run                              (needed)
#   environment  NAME=value lines for it                       (optional)
#   stdin        its standard input, else /dev/null            (optional)
#   mounts       "ro PATH" and "rw PATH" lines: directories or
#                files of the host to show at the same path,
#                for what /tmp and /run would hide, or to write;
#                "modules PATH": a directory to show as
#                /lib/modules                               (optional)
#   kernel.log   written here: the kernel's messages
#   status       written here, last: the command's exit status
#   output       its standard output, in QEMU, which has but one console
#
# No status file means that the command did not run to its end.
# Under User-mode Linux, standard output is console 0 and standard error console
# 1 (con0=null,fd:1 con1=null,fd:2 console=tty1); in QEMU the console is standard
# error. All are raw.
#
# Needs nothing but sh, coreutils and util-linux, and in QEMU busybox to power off.

PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
unset CDPATH ENV IFS
umask 022

say() { echo "dtbind sandbox: $*" >&2; }

# A program that calls reboot(2) to power off (x86-64, 154 bytes): an ELF header,
# one loadable segment, and
#   mov $169,%eax; mov $0xfee1dead,%edi; mov $0x28121969,%esi
#   mov $0x4321fedc,%edx; syscall; mov $60,%eax; mov $1,%edi; syscall
# since coreutils and util-linux have none.
write_poweroff() {
    {
        printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000'
        printf '\002\000\076\000\001\000\000\000\170\000\100\000\000\000\000\000'
        printf '\100\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000'
        printf '\000\000\000\000\100\000\070\000\001\000\000\000\000\000\000\000'
        printf '\001\000\000\000\005\000\000\000\000\000\000\000\000\000\000\000'
        printf '\000\000\100\000\000\000\000\000\000\000\100\000\000\000\000\000'
        printf '\232\000\000\000\000\000\000\000\232\000\000\000\000\000\000\000'
        printf '\000\020\000\000\000\000\000\000'
        printf '\270\251\000\000\000\277\255\336\341\376\276\151\031\022\050'
        printf '\272\334\376\041\103\017\005\270\074\000\000\000\277\001\000\000\000\017\005'
    } > "$1" && chmod 700 "$1"
}

leave() {
    cd /
    sync
    if [ "$machine" = virt ]; then
        stty -F /dev/ttyAMA0 -echo
        echo 0 > /proc/sys/kernel/printk
        exec busybox poweroff -f
    fi
    # Writes whatever the consoles still hold: stty waits for that first.
    stty -F /dev/tty0 -echo
    stty -F /dev/tty1 -echo
    # "reboot: Power down" is of no interest.
    echo 0 > /proc/sys/kernel/printk
    exec /run/dtbind/poweroff
}

mount -t proc -o nosuid,nodev,noexec proc /proc || exit 1
# The kernel may have done this one (CONFIG_DEVTMPFS_MOUNT).
mount -t devtmpfs -o nosuid dev /dev 2> /dev/null
read -r line < /proc/cmdline
case " $line " in
*' dtbind.machine=virt '*)
    machine=virt
    exec < /dev/null > /dev/ttyAMA0 2>&1
    stty -F /dev/ttyAMA0 raw -echo
    ;;
*)
    machine=um
    exec < /dev/null > /dev/tty0 2> /dev/tty1
    stty -F /dev/tty0 raw -echo
    stty -F /dev/tty1 raw -echo
    ;;
esac

mount -t tmpfs -o nosuid,nodev,mode=755 run /run &&
mkdir /run/dtbind /run/dtbind/host /run/lock || exit 1
[ $machine = virt ] || write_poweroff /run/dtbind/poweroff || exit 1

try() { "$@" || { say "failed: $*"; leave; }; }

try mount -t sysfs -o nosuid,nodev,noexec sys /sys
try mkdir -p /dev/pts /dev/shm
try mount -t tmpfs -o nosuid,nodev shm /dev/shm
mount -t devpts -o nosuid,noexec,gid=5,mode=620,ptmxmode=666 devpts /dev/pts 2> /dev/null
ln -sfn /proc/self/fd /dev/fd
ln -sfn fd/0 /dev/stdin
ln -sfn fd/1 /dev/stdout
ln -sfn fd/2 /dev/stderr
# The host's whole tree once more, writable, until what is needed is bound.
if [ $machine = virt ]; then
    try mount --move /host /run/dtbind/host
else
    try mount -t hostfs none /run/dtbind/host
fi
try mount -t tmpfs -o nosuid,nodev tmp /tmp
for pair in configfs:/sys/kernel/config debugfs:/sys/kernel/debug; do
    [ -d "${pair#*:}" ] && mount -t "${pair%%:*}" none "${pair#*:}"
done
echo dtbind > /proc/sys/kernel/hostname
ip link set lo up > /dev/null 2>&1

# show_host MODE PATH: the host's PATH at the same place in here
show_host() {
    if [ -d "/run/dtbind/host$2" ]; then
        [ -d "$2" ] || mkdir -p "$2" || return 1
    elif [ -e "/run/dtbind/host$2" ]; then
        [ -e "$2" ] || { mkdir -p "${2%/*}/" && touch "$2"; } || return 1
    else
        say "$2 does not exist on the host"
        return 1
    fi
    mount --bind "/run/dtbind/host$2" "$2" || return 1
    [ "$1" = rw ] || mount -o remount,bind,ro "$2"
}

# show_modules PATH: the host's PATH as /lib/modules, which many a host does not have
show_modules() {
    if ! [ -d /lib/modules ]; then
        lib=$(readlink -f /lib)
        mkdir -p /run/dtbind/lib/modules &&
        mount -t overlay -o "ro,lowerdir=/run/dtbind/lib:$lib" lib "$lib" || return 1
    fi
    mount --bind "/run/dtbind/host$1" /lib/modules && mount -o remount,bind,ro /lib/modules
}

dir=
case " $line" in
*' dtbind.dir="'*) dir=${line#*dtbind.dir=\"}; dir=${dir%%\"*} ;;
*' dtbind.dir='*) dir=${line#*dtbind.dir=}; dir=${dir%% *} ;;
esac
case $dir in
/*) ;;
*) say "no dtbind.dir=/... on the kernel's command line"; leave ;;
esac
if [ -f "/run/dtbind/host$dir/mounts" ]; then
    while read -r mode path; do
        case $mode in
        ro | rw) show_host "$mode" "$path" || say "can't show $path" ;;
        modules) show_modules "$path" || say "can't show $path as /lib/modules" ;;
        esac
    done < "/run/dtbind/host$dir/mounts"
fi
if [ $machine = virt ]; then
    try mkdir -p "$dir"
    try mount --move /sandbox "$dir"
else
    try show_host rw "$dir"
fi
umount /run/dtbind/host
[ -f "$dir/command" ] || { say "no file command in $dir"; leave; }

set -- "PATH=$PATH" HOME=/tmp TMPDIR=/tmp LANG=C.UTF-8 TERM=dumb USER=root LOGNAME=root \
    SHELL=/bin/sh "DTBIND_SANDBOX=$dir"
if [ -f "$dir/environment" ]; then
    while read -r line || [ -n "$line" ]; do
        case $line in [A-Za-z_]*=*) set -- "$@" "$line" ;; esac
    done < "$dir/environment"
fi
in=/dev/null
[ -e "$dir/stdin" ] && in=$dir/stdin

[ $machine = um ] || exec > "$dir/output"
cd /tmp || cd /
env -i "$@" sh "$dir/command" < "$in"
status=$?

kill -9 -1 2> /dev/null
cd /
dmesg > "$dir/kernel.log" 2> /dev/null
echo "$status" > "$dir/status.tmp" && sync "$dir/status.tmp" && mv "$dir/status.tmp" "$dir/status"
leave
