# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Provides the dtc with which tests compare dtbind. DTBIND_DTC names it: a directory that contains a
# built dtc and its tests, or an archive of its source. The default is the newest dtc of which
# Debian has the source. It may be older than the version that dtbind follows. Source this
# file. Needs toolchain.bash, the packages for the use dtc, and apt.

dtc_version=1.7.2
dtc_checksum=92d8ca769805ae1f176204230438fe52808f4e1c7944053c9eec0e649b237539

# newest_dtc: prints the directory that contains the built dtc and its tests, and builds it if it is
# missing. Prints its version on standard error.
newest_dtc() {
    local cache directory=${DTBIND_DTC:-} sum
    if [[ -z $directory ]]; then
        cache=$(cache_directory) || return
        directory=$cache/dtc-$dtc_version
        [[ -x $directory/dtc ]] || build_dtc "$cache" "$directory" '' || return
    elif [[ -f $directory ]]; then
        cache=$(cache_directory) || return
        sum=$(sha256sum < "$directory") || return
        directory=$cache/dtc-${sum:0:16}
        [[ -x $directory/dtc ]] || build_dtc "$cache" "$directory" "$DTBIND_DTC" || return
    elif [[ ! -x $directory/dtc ]]; then
        echo "${0##*/}: DTBIND_DTC ($directory) is neither a directory with dtc nor an archive of its source" >&2
        return 64
    fi
    echo "${0##*/}: comparing with dtc ($("$directory/dtc" -v))" >&2
    (cd -- "$directory" && pwd)
}

# build_dtc CACHE DIRECTORY ARCHIVE: builds the source in ARCHIVE, or Debian's source if ARCHIVE is
# empty
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

# fetch_dtc FILE: downloads the source; apt's download program checks the checksum
fetch_dtc() {
    local place
    for place in deb.debian.org/debian snapshot.debian.org/archive/debian/20250601T000000Z; do
        /usr/lib/apt/apt-helper -q download-file \
            "http://$place/pool/main/d/device-tree-compiler/device-tree-compiler_$dtc_version.orig.tar.xz" \
            "$1" "SHA256:$dtc_checksum" >&2 && return
    done
    return 1
}
