#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Process 1 of a board under User-mode Linux, at first: lays a file system in memory over the root,
# which is shared and read-only, puts there what the board's folder has, and starts systemd.
# The kernel's command line names that folder of this machine: board=PATH.

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022

[ -c /dev/tty1 ] || mount -n -t devtmpfs dev /dev
# The kernel leaves when process 1 ends (panic=-1).
try() { "$@" || { echo "board: failed: $*" > /dev/tty0; exit 1; }; }

try mount -n -t proc proc /proc
# shellcheck disable=SC2013 # words
for word in $(cat /proc/cmdline); do
    case $word in board=*) folder=${word#board=} ;; esac
done
umount /proc
try mount -n -t tmpfs -o mode=755 layer /tmp
try mkdir /tmp/upper /tmp/work /tmp/root
try mount -n -t overlay -o lowerdir=/,upperdir=/tmp/upper,workdir=/tmp/work root /tmp/root
try cd /tmp/root
try mkdir board
# shellcheck disable=SC2154 # the command line has it
try mount -n -t hostfs -o "$folder" none board
try cp -RP board/files/. .
# By itself, Linux 6.1 gathers enough for sshd in a minute (RNDADDENTROPY).
# shellcheck disable=SC2016 # perl's
perl -e 'open R, "<", "board/seed" or die; read R, $s, 64; open D, ">", "/dev/random" or die; ioctl D, 0x40085203, pack("ii a64", 512, 64, $s) or die' > /dev/tty0 2>&1
# Debian asks for more processes than this small kernel can number.
mkdir -p etc/sysctl.d
ln -sf /dev/null etc/sysctl.d/50-pid-max.conf
: > etc/machine-id
exec switch_root . /sbin/init
