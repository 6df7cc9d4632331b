# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
#
# Unpacks parts of Debian's linux-source-6.1, or of the archive that DTBIND_LINUX_SOURCE names. Source
# this file.

# The devicetree sources, and the files that they include
board_files=('*/arch/*/boot/dts' '*/arch/*.dts' '*/include/dt-bindings' '*/include/uapi/linux/*-codes.h' '*/scripts/dtc/include-prefixes')

# unpack_linux DIRECTORY PATTERN...: unpacks the files that match to DIRECTORY
unpack_linux() {
    local archive=${DTBIND_LINUX_SOURCE:-/usr/src/linux-source-6.1.tar.xz}
    [[ -f $archive ]] || {
        echo "${0##*/}: there is no $archive: apt-get install linux-source-6.1" >&2
        exit 69
    }
    mkdir -p "$1" && tar -xf "$archive" -C "$1" --strip-components=1 --wildcards "${@:2}" || exit
}
