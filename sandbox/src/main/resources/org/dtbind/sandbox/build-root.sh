#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Makes the root file systems of the sandbox's machines from Debian 12's packages.
#
#   build-root.sh arm64 DIRECTORY     for QEMU's arm64 machine: Java, gpiod and what
#                                  init.sh needs, unpacked but not configured
#   build-root.sh system DIRECTORY    for User-mode Linux: a small system with systemd,
#                                  udev and gpiod
#
# The script creates DIRECTORY only when everything in it is complete. It installs the
# packages that this machine lacks, including QEMU for arm64 (with apt-get, through
# sudo if you are not root). If root runs the script, the files keep their owners; any
# other user owns all of them, and needs user namespaces. If two runs make the same
# DIRECTORY at the same time, the second waits for the first and uses its result.
#
# Exit status: 0 DIRECTORY exists; 1 it could not be made; 64 wrong usage; 69 packages are
# missing and cannot be installed; 73 there is no place to write; 130 and 143
# interrupted.

me=build-root
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=sandbox/src/main/resources/org/dtbind/sandbox/build-common.sh
. "$here/build-common.sh"

if [ $# -ne 2 ] || [ -z "$2" ]; then die 64 "usage: build-root.sh arm64|system DIRECTORY"; fi
kind=$1
case $kind in
arm64)
    # Only unpacked: no program of this root file system runs on this machine.
    options='--variant=extract --architectures=arm64
        --include=openjdk-17-jre-headless,gpiod,busybox-static,dash,coreutils,findutils,grep,util-linux,mount,kmod,udev,libc-bin'
    needed='usr/lib/jvm/java-17-openjdk-arm64/bin/java usr/bin/gpioinfo bin/busybox bin/grep bin/sh bin/mount usr/lib/locale/C.utf8'
    room_needed=700000 # kB; 330000 measured
    ;;
system)
    options='--variant=minbase --include=systemd,systemd-sysv,udev,gpiod,kmod'
    needed='usr/bin/gpioinfo usr/sbin/init usr/bin/udevadm'
    room_needed=500000 # kB; 227000 measured
    ;;
*) die 64 "usage: build-root.sh arm64|system DIRECTORY" ;;
esac
output=$(absolute "$2")

missing() {
    command -v mmdebstrap >/dev/null || echo mmdebstrap
    [ "$kind" != arm64 ] || command -v qemu-system-aarch64 >/dev/null || echo qemu-system-arm
    [ "$(id -u)" -eq 0 ] || command -v newuidmap >/dev/null || echo uidmap
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || echo debian-archive-keyring
}

one_at_a_time
install_missing
if [ -d "$output" ]; then exit 0; fi
find_place

fetch() {
    set -o pipefail
    if [ "$(id -u)" -eq 0 ]; then
        set -- --mode=root
    else
        set -- --mode=unshare
    fi
    # As a tar archive: only root can create a directory with files of other owners.
    # shellcheck disable=SC2086 # several options
    mmdebstrap "$@" $options --format=tar bookworm - |
        tar -xf - -C "$temp" --exclude='./dev/*' --numeric-owner || return
    mkdir -p "$temp/proc" "$temp/sys" "$temp/dev" "$temp/tmp" "$temp/run" "$temp/mnt" || return
    for file in $needed; do
        [ -e "$temp/$file" ] || [ -h "$temp/$file" ] || {
            echo "$file is missing in the output of mmdebstrap"
            return 1
        }
    done
}

if [ "$(id -u)" -ne 0 ] && ! unshare --user true 2>/dev/null; then
    die 69 "mmdebstrap needs user namespaces if you are not root, but this system does not allow them: run this as root"
fi
stage "making a Debian root file system ($kind)" fetch
put_in_place
