#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# The first process 1 on QEMU's machine "virt". The root is a Debian, over 9p and
# read-only; the sandbox's directory is on /mnt. Assembles a root in memory, in which
# files of the host can be at the same path, and continues there with init.sh,
# which finds
#
#   /host      the host's whole tree, read-only, to be unmounted
#   /sandbox   the sandbox's directory, writable, to be moved

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH

give_up() {
    echo "dtbind sandbox: failed: $*"
    busybox poweroff -f
}
try() { "$@" || give_up "$@"; }

# Large enough for directories and links; it is mounted on /run.
try mount -t tmpfs -o mode=755,size=1M root /run
cd /run || give_up cd /run
try mkdir proc sys dev tmp run mnt host sandbox
for name in bin sbin lib lib64 usr etc var; do
    if [ -h "/$name" ]; then
        try cp -P "/$name" "$name"
    elif [ -d "/$name" ]; then
        try mkdir "$name"
        try mount --bind "/$name" "$name"
    fi
done
try mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro host host
try mount -n --move /mnt sandbox
exec chroot . sh /sandbox/init.sh
