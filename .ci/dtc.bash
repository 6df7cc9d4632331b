# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# The dtc that dtbind is compared with. DTBIND_DTC names it: a folder in which it and its tests are
# built, or an archive of its source. Without that it is the newest of which Debian has the source,
# which may be older than the one whose texts dtbind has. To be sourced; needs toolchain.bash, the
# packages of dtc_packages, and apt.

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

# newest_dtc: prints the folder in which it and its tests are built, made if it is not there, and
# says on standard error which one it is
newest_dtc() {
    local cache folder=${DTBIND_DTC:-} sum
    if [[ -z $folder ]]; then
        cache=$(cache_folder) || return
        folder=$cache/dtc-$dtc_version
        [[ -x $folder/dtc ]] || build_dtc "$cache" "$folder" '' || return
    elif [[ -f $folder ]]; then
        cache=$(cache_folder) || return
        sum=$(sha256sum < "$folder") || return
        folder=$cache/dtc-${sum:0:16}
        [[ -x $folder/dtc ]] || build_dtc "$cache" "$folder" "$DTBIND_DTC" || return
    elif [[ ! -x $folder/dtc ]]; then
        echo "${0##*/}: DTBIND_DTC ($folder) is neither a folder with dtc nor an archive of its source" >&2
        return 64
    fi
    echo "${0##*/}: compares with dtc's $("$folder/dtc" -v)" >&2
    (cd -- "$folder" && pwd)
}

# build_dtc CACHE FOLDER ARCHIVE: builds the source in ARCHIVE, or in Debian's where that is empty
build_dtc() {
    local work archive=$3
    work=$(mktemp -d "$1/dtc.XXXXXX") || return
    if { [[ -n $archive ]] || { archive=$work/dtc.tar.xz && fetch_dtc "$archive"; }; } &&
        mkdir "$work/source" && tar -xf "$archive" -C "$work/source" --strip-components=1 &&
        make -C "$work/source" -j"$(nproc)" NO_PYTHON=1 NO_VALGRIND=1 all tests > "$work/log" 2>&1; then
        rm -rf -- "$2" && mv -- "$work/source" "$2"
        rm -rf -- "$work"
        return
    fi
    [[ ! -f $work/log ]] || tail -n 20 "$work/log" >&2
    rm -rf -- "$work"
    return 1
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
