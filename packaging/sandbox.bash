# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Builds the package dtbind-sandbox: the compiled kernel for "dtbind try", with its build script,
# configuration and patches. Source this file after deb.bash.

# sandbox_kernel: prints the directory of the kernel that this checkout builds, and builds the kernel
# if it is missing
sandbox_kernel() {
    local kernel
    kernel=$(env -u DTBIND_KERNELS "$root/dtbind" -q try --setup) && printf '%s\n' "${kernel%/*}"
}

# sandbox_tree KERNEL DIRECTORY: writes the files that the package installs to DIRECTORY; KERNEL is a
# directory that build-kernel.sh made
sandbox_tree() {
    local from=$1 to=$2 doc=$2/usr/share/doc/dtbind-sandbox scripts=$root/sandbox/src/main/resources/org/dtbind/sandbox
    mkdir -p "$to/usr/lib/dtbind/kernels" "$to/usr/share/lintian/overrides" "$doc/source" || return
    cp -- "$from/um-6.1" "$to/usr/lib/dtbind/kernels/" &&
        cp -- "$scripts"/build-{kernel,common}.sh "$scripts"/um{,-system}.config "$scripts"/um-*.patch "$from/um-6.1.config" "$doc/source/" &&
        cp -- "$root/packaging/debian/sandbox/copyright" "$doc/" &&
        cp -- "$root/packaging/debian/sandbox/lintian-overrides" "$to/usr/share/lintian/overrides/dtbind-sandbox" &&
        sed "s|@SOURCE@|$(< "$from/source")|" "$root/packaging/debian/sandbox/README.Debian" > "$doc/README.Debian" &&
        printf 'dtbind-sandbox (%s) unstable; urgency=medium\n\n  * See the changelog of dtbind.\n\n -- %s  %s\n' "$(deb_version)" "$maintainer" \
            "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9 -n > "$doc/changelog.Debian.gz"
}

# sandbox_deb KERNEL OUT: builds the package as a file in the directory OUT
sandbox_deb() {
    local to=$work/deb-sandbox source libc
    rm -rf -- "$to" && (umask 022 && sandbox_tree "$1" "$to") || return
    read -r source < "$1/source"
    [[ $source =~ ^[a-z0-9.+-]+\ [0-9][^\ ]*$ ]] || { echo "the source package of $1 is unknown"; return 1; }
    libc=$(readelf -W -V "$to/usr/lib/dtbind/kernels/um-6.1" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -V -u | tail -n 1)
    find "$to" -type d -exec chmod 755 {} + && find "$to" -type f -exec chmod 644 {} + &&
        chmod 755 "$to/usr/lib/dtbind/kernels/um-6.1" && mkdir "$to/DEBIAN" && chmod 755 "$to/DEBIAN" || return
    sed -e "s|@VERSION@|$(deb_version)|" -e "s|@MAINTAINER@|$maintainer|" -e "s|@LIBC@|$libc|" -e "s|@BUILT_USING@|${source% *} (= ${source#* })|" \
        -e "s|@SIZE@|$(du -sk --apparent-size --exclude=DEBIAN "$to" | cut -f 1)|" "$root/packaging/debian/sandbox/control" > "$to/DEBIAN/control" || return
    (cd "$to" && find . -path ./DEBIAN -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum | sed 's|  \./|  |') > "$to/DEBIAN/md5sums" || return
    chmod 644 "$to/DEBIAN/control" "$to/DEBIAN/md5sums" || return
    find "$to" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$to" "$2/dtbind-sandbox_$(deb_version)_amd64.deb"
}
