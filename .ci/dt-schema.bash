# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Provides the dt-schema with which tests compare dtbind. DTBIND_DT_SCHEMA names the root of a
# Debian with the package dt-schema, 2026.06 or newer, such as
#
#   mmdebstrap --aptopt='Acquire::Check-Valid-Until "false"' --variant=apt --include=dt-schema sid ROOT
#
# If ROOT/opt/dt-schema-VERSION contains an unpacked source of dt-schema, it is used instead of the
# package. Source this file.

# shellcheck source=.ci/linux.bash
. "${BASH_SOURCE[0]%/*}/linux.bash" || exit

# dt_schema ARGUMENT...: runs the root's Python with these arguments, on this machine's files
dt_schema() {
    local root=$DTBIND_DT_SCHEMA source loader
    for loader in "$root"/lib64/ld-linux-x86-64.so.2 "$root"/lib/ld-linux-aarch64.so.1; do
        [[ ! -x $loader ]] || break
    done
    for source in "$root"/opt/dt-schema-*/; do
        [[ ! -d $source/dtschema ]] || export PYTHONPATH=$source
        [[ ! -d $source/dtschema || -f $source/dtschema/version.py ]] ||
            printf '__version__ = "%s"\n' "$(basename "$source" | sed 's/^dt-schema-//')" > "$source/dtschema/version.py"
    done
    PYTHONDONTWRITEBYTECODE=1 PYTHONHOME=$root/usr exec "$loader" \
        --library-path "$(printf '%s:' "$root"/usr/lib/*-linux-gnu "$root"/usr/lib)" "$root/usr/bin/python3" "$@"
}

# dt_schema_root: exits if DTBIND_DT_SCHEMA does not name such a root
dt_schema_root() {
    [[ -n ${DTBIND_DT_SCHEMA:-} && -x $DTBIND_DT_SCHEMA/usr/bin/dt-validate ]] || {
        echo "${0##*/}: DTBIND_DT_SCHEMA (${DTBIND_DT_SCHEMA:-not set}) does not name a Debian with dt-schema: see .ci/dt-schema.bash" >&2
        exit 69
    }
}

# unpack_kernel DIRECTORY: unpacks the devicetree sources and bindings of Debian's linux-source-6.1 to
# DIRECTORY, or makes it a link to DTBIND_KERNEL_SOURCE
unpack_kernel() {
    if [[ -n ${DTBIND_KERNEL_SOURCE:-} ]]; then
        ln -s -- "$DTBIND_KERNEL_SOURCE" "$1"
        return
    fi
    unpack_linux "$1" "${board_files[@]}" '*/Documentation/devicetree/bindings'
}
