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
#   presets      the units among the added files, one per line: their presets enable them
#   keep         exists if what the system writes is kept in kept.tar after the command
#   kept.tar     what an earlier boot of the same system wrote (optional); then nothing is added
#   errors       what the last command that failed says
#   poweroff     a program that powers off
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

say() { echo "dtbind sandbox: $*"; }

# try COMMAND...: powers off if a command fails
dir=/mnt
try() {
    "$@" 2> "$dir/errors" && return
    # For each file that does not fit, there is an error.
    head -n 3 "$dir/errors"
    ! grep -qi 'no space left\|cannot allocate memory' "$dir/errors" ||
        say "the files of the system do not fit into its memory"
    say "failed: $*"
    # Do not print "reboot: Power down".
    echo 0 > /proc/sys/kernel/printk
    exec "$dir/poweroff"
}

# The command restarted the kernel, which exits when process 1 ends (panic=-1).
[ ! -e /mnt/started ] || exit 1

# What filled half of the memory in an earlier boot, the default of tmpfs, fits again.
size=50%
[ ! -s /mnt/kept.tar ] || size=60%
try mount -t tmpfs -o mode=755,size=$size layer /tmp
try mkdir /tmp/upper /tmp/work /tmp/root
[ ! -s /mnt/kept.tar ] || try tar -xf /mnt/kept.tar -C /tmp/upper --xattrs --xattrs-include='*'
try mount -t overlay -o lowerdir=/,upperdir=/tmp/upper,workdir=/tmp/work root /tmp/root
try cd /tmp/root
try mkdir -p dtbind
try mount -n --move /mnt dtbind
dir=/tmp/root/dtbind

# The added files replace these.
if [ ! -s dtbind/kept.tar ]; then
    # Debian sets a limit of processes that is too high for this small kernel.
    mkdir -p etc/sysctl.d
    ln -sf /dev/null etc/sysctl.d/50-pid-max.conf
    echo dtbind > etc/hostname
    : > etc/machine-id
    [ ! -d dtbind/files ] || try cp -RP --preserve=mode --remove-destination dtbind/files/. .
fi
while IFS= read -r line; do
    path=${line#* }
    at=$path
    case $line in modules\ *) at=/usr/lib/modules ;; esac
    try mkdir -p "./$at"
    try mount -t hostfs -o "ro,$path" none "./$at"
done < dtbind/mounts

# preset UNIT...: enables units as their presets say. systemd applies presets only at the first boot,
# but a package or an image's build does it, too.
preset() { preset_errors=$(SYSTEMD_OFFLINE=1 SYSTEMD_COLORS=0 chroot . systemctl -q preset -- "$@" 2>&1); }
if [ -s dtbind/presets ] && [ ! -s dtbind/kept.tar ]; then
    set --
    while IFS= read -r unit; do set -- "$@" "$unit"; done < dtbind/presets
    # If systemd rejects one of them, it enables none.
    preset "$@" || for unit; do preset "$unit" || say "$unit is not enabled: $preset_errors"; done
fi
if [ -e dtbind/keep ]; then
    try mkdir dtbind/upper
    try mount -n --bind /tmp/upper dtbind/upper
fi

mkdir -p etc/systemd/system/multi-user.target.wants
rm -f etc/systemd/system/dtbind-command.service
cat > etc/systemd/system/dtbind-command.service << 'UNIT'
[Unit]
Description=the command of the sandbox
After=multi-user.target

[Service]
Type=oneshot
ExecStart=/bin/sh /dtbind/system-command.sh
TimeoutStartSec=infinity
UNIT
ln -sf ../dtbind-command.service etc/systemd/system/multi-user.target.wants/
umount /proc
# It reports that the old root is not in memory, and would delete nothing there.
exec switch_root . /sbin/init 2> /dev/null
