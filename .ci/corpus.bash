# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Provides the devicetree sources of Debian's linux-source-6.1, and the blobs that cpp and dtc make
# of them. Source this file. Needs the packages linux-source-6.1, device-tree-compiler, cpp and
# xz-utils.

# shellcheck source=.ci/linux.bash
. "${BASH_SOURCE[0]%/*}/linux.bash" || exit
if [[ -n ${DTBIND_DTC:-} ]]; then
    # shellcheck source=.ci/toolchain.bash
    . "${BASH_SOURCE[0]%/*}/toolchain.bash" || exit
    # shellcheck source=.ci/dtc.bash
    . "${BASH_SOURCE[0]%/*}/dtc.bash" || exit
    # Use the programs in that directory.
    DTBIND_DTC=$(newest_dtc) && export DTBIND_DTC PATH=$DTBIND_DTC:$PATH || exit
else
    echo "${0##*/}: comparing with dtc ($(dtc -v))" >&2
fi

# unpack_corpus DIRECTORY: unpacks the sources and the files that they include to DIRECTORY, and lists the
# sources in DIRECTORY.sources
unpack_corpus() {
    unpack_linux "$1" "${board_files[@]}"
    (cd "$1" && find arch -name '*.dts' | sort) > "$1.sources"
}

# The command with which a kernel's Makefile preprocesses a source, in the directory of the corpus
export preprocess='cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I scripts/dtc/include-prefixes'

# preprocessed SOURCE [ARGUMENT...]: prints the source as preprocessed by cpp; arguments can add
# directories to search
preprocessed() {
    # shellcheck disable=SC2086 # words
    $preprocess "${@:2}" "$1" 2> /dev/null
}

# expect SOURCE: writes the blob that cpp and dtc make of SOURCE to $expected. Calls cpp directly,
# because a function would add a process to the measurement.
expect() {
    local out=$expected/${1%.dts}.dtb
    mkdir -p "${out%/*}"
    # shellcheck disable=SC2086 # words
    $preprocess "$1" 2> /dev/null |
        dtc -q -@ -I dts -O dtb -i "${1%/*}" -o "$out" - 2> /dev/null
}

# expect_all SOURCES DIRECTORY: does this for all sources, in as many processes as there are processors
expect_all() {
    export -f expect
    export expected=$2
    # shellcheck disable=SC2016 # the inner bash expands this
    xargs -a "$1" -P "$(nproc)" -I{} bash -c 'expect "$1"' expect {}
}
