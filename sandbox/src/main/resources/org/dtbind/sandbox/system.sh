#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Process 1 of a whole system under User-mode Linux, at first: the root is that
# system's, read-only, and the sandbox's folder (init.sh says what is in it, the
# command line too) is on /mnt. Lays a file system in memory over the root, puts
# there what is to be added, and starts systemd in it; after multi-user.target,
# system-command.sh runs the command and powers off.
#
#   files/       in the sandbox's folder: what is added to the root (optional)
#   mounts       "ro PATH" lines: folders of the host to show at the same path;
#                "modules PATH": one to show as /lib/modules
#
# /dtbind is the sandbox's folder then, writable.

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022

# Errors are on console 1, as with init.sh: tty0 and tty1 of the kernel.
# The kernel may have done this one (CONFIG_DEVTMPFS_MOUNT).
[ -c /dev/tty1 ] || mount -n -t devtmpfs dev /dev
exec < /dev/null > /dev/tty1 2>&1
stty -F /dev/tty1 raw -echo

# The kernel leaves when process 1 ends (panic=-1).
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
# Debian asks for more processes than this small kernel can number.
mkdir -p etc/sysctl.d
ln -sf /dev/null etc/sysctl.d/50-pid-max.conf
echo dtbind > etc/hostname
: > etc/machine-id
umount /proc
exec switch_root . /sbin/init
