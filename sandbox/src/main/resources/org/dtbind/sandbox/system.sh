#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# The first process 1 of a whole system under User-mode Linux. The root is that
# system's root, read-only; the sandbox's directory is on /mnt (init.sh describes its
# contents, and the command line). Mounts a file system in memory over the root,
# adds files, and starts systemd there. After multi-user.target,
# system-command.sh runs the command and powers off.
#
#   files/       in the sandbox's directory: files to add to the root (optional)
#   mounts       "ro PATH" lines: directories of the host to show at the same path;
#                "modules PATH": a directory to show as /lib/modules
#
# The sandbox's directory is then at /dtbind, and writable.

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022

# Errors go to console 1, as with init.sh: tty0 and tty1 of the kernel.
# The kernel may have mounted this (CONFIG_DEVTMPFS_MOUNT).
[ -c /dev/tty1 ] || mount -n -t devtmpfs dev /dev
exec < /dev/null > /dev/tty1 2>&1
stty -F /dev/tty1 raw -echo

# The kernel exits when process 1 ends (panic=-1).
try() { "$@" || { echo "dtbind sandbox: failed: $*"; exit 1; }; }

try mount -t tmpfs -o mode=755 layer /tmp
try mkdir /tmp/upper /tmp/work /tmp/root
try mount -t overlay -o lowerdir=/,upperdir=/tmp/upper,workdir=/tmp/work root /tmp/root
cd /tmp/root || exit 1
try mkdir dtbind
try mount -n --move /mnt dtbind
[ ! -d dtbind/files ] || try cp -RP dtbind/files/. .
while IFS= read -r line; do
    path=${line#* }
    at=$path
    case $line in modules\ *) at=/usr/lib/modules ;; esac
    try mkdir -p "./$at"
    try mount -t hostfs -o "ro,$path" none "./$at"
done < dtbind/mounts

mkdir -p etc/systemd/system/multi-user.target.wants
cat > etc/systemd/system/dtbind-command.service << 'UNIT'
[Unit]
Description=the command of the sandbox
After=multi-user.target

[Service]
Type=oneshot
ExecStart=/bin/sh /dtbind/system-command.sh
TimeoutStartSec=infinity
UNIT
ln -s ../dtbind-command.service etc/systemd/system/multi-user.target.wants/
# Debian sets a limit of processes that is too high for this small kernel.
mkdir -p etc/sysctl.d
ln -sf /dev/null etc/sysctl.d/50-pid-max.conf
echo dtbind > etc/hostname
: > etc/machine-id
umount /proc
exec switch_root . /sbin/init
