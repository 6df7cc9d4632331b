# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# The newest dtc of which Debian has the source, as what dtbind is compared with. To be sourced;
# needs toolchain.bash, the packages of dtc_packages, and apt.

dtc_version=1.7.2
dtc_checksum=92d8ca769805ae1f176204230438fe52808f4e1c7944053c9eec0e649b237539

# dtc_packages: prints those that are missing here, one a line
dtc_packages() {
    local pair
    for pair in gcc:gcc make:make flex:flex bison:bison pkg-config:pkg-config xz:xz-utils tar:tar; do
        command -v "${pair%%:*}" > /dev/null || printf '%s\n' "${pair#*:}"
    done
    [[ -e /usr/include/stdio.h ]] || printf 'libc6-dev\n'
    pkg-config --exists yaml-0.1 2> /dev/null || printf 'libyaml-dev\n'
}

# newest_dtc: prints the folder in which it and its tests are built, made if it is not there
newest_dtc() {
    local cache work folder
    cache=$(cache_folder) || return
    folder=$cache/dtc-$dtc_version
    if [[ ! -x $folder/dtc ]]; then
        work=$(mktemp -d "$cache/dtc.XXXXXX") || return
        if ! fetch_dtc "$work/dtc.tar.xz" || ! tar -xf "$work/dtc.tar.xz" -C "$work" ||
            ! make -C "$work/dtc-$dtc_version" -j"$(nproc)" NO_PYTHON=1 NO_VALGRIND=1 all tests > "$work/log" 2>&1; then
            [[ ! -f $work/log ]] || tail -n 20 "$work/log" >&2
            rm -rf -- "$work"
            return 1
        fi
        rm -rf -- "$folder" && mv -- "$work/dtc-$dtc_version" "$folder"
        rm -rf -- "$work"
    fi
    printf '%s\n' "$folder"
}

# fetch_dtc FILE: downloads the source; apt's own program checks the checksum
fetch_dtc() {
    local place
    for place in deb.debian.org/debian snapshot.debian.org/archive/debian/20250601T000000Z; do
        /usr/lib/apt/apt-helper -q download-file \
            "http://$place/pool/main/d/device-tree-compiler/device-tree-compiler_$dtc_version.orig.tar.xz" \
            "$1" "SHA256:$dtc_checksum" >&2 && return
    done
    return 1
}
