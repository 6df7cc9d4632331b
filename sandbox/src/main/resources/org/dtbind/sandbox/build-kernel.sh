#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Builds the sandbox's kernels from Debian's package linux-source-6.1, with the
# files beside this script. User-mode Linux is built of another RELEASE, such as
# 6.12, if apt has its linux-source-RELEASE here; patches that do not apply to it are
# left out.
#
#   build-kernel.sh um DIRECTORY [RELEASE]  User-mode Linux, with um.config and um-*.patch:
#       um-6.1                         all that is needed built in
#   build-kernel.sh um-modules DIRECTORY  this, and from the same tree, which takes little longer:
#       um-6.1-modules,                with what um-modules.config says as modules,
#       um-6.1-modules.d               and what it has in /lib/modules
#   build-kernel.sh arm64 DIRECTORY   for QEMU's machine "virt", with arm64.config:
#       arm64-6.1.Image
#   build-kernel.sh source DIRECTORY  only linux-source-6.1.tar.xz, where the system does not have it
#
# Beside each: its configuration, and "source", Debian's source package and its version.
#
# DIRECTORY is made when all is done, and replaced where it was there. The packages
# that are missing are installed (apt-get, through sudo for those who are not
# root). Where linux-source-6.1 is none of this system's, as on Debian 13, Debian
# 12's is fetched for this build alone: signed by Debian, and not installed. Two at
# a time for one DIRECTORY: the second waits for the first and takes what that made.
#
# Exit status: 0 DIRECTORY is there; 1 the build failed; 64 usage; 69 packages are
# missing and can't be installed, or this is no x86-64 Linux; 73 no place to
# build or to write; 130 and 143 interrupted.
#
# DTBIND_LINUX_SOURCE names the archive to build from, such as what "build-kernel.sh source" made.
# DTBIND_BUILD_DIR names a directory to build in, else it is the first with
# room of TMPDIR, the directory of DIRECTORY, /var/tmp and /tmp.

me=build-kernel
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=sandbox/src/main/resources/org/dtbind/sandbox/build-common.sh
. "$here/build-common.sh"

usage='usage: build-kernel.sh um|um-modules|arm64|source DIRECTORY, or um DIRECTORY RELEASE'
case $# in
2) release=6.1 ;;
3) release=$3 ;;
*) die 64 "$usage" ;;
esac
kind=$1
package=linux-source-$release
source=/usr/src/$package.tar.xz
if [ "$release" = 6.1 ]; then
    source=${DTBIND_LINUX_SOURCE:-$source}
elif [ "$kind" != um ] || ! expr "$release" : '[0-9]*\.[0-9]*$' >/dev/null; then
    die 64 "$usage"
fi
if [ -z "$2" ]; then die 64 "$usage"; fi
# room: kB in the place to build, measured and half of it more; steps: lines that make prints
case $kind in
um | um-modules)
    room_needed=900000
    steps=1320
    arch=um
    cross=
    ;;
arm64)
    room_needed=1200000
    steps=1390
    arch=arm64
    cross=aarch64-linux-gnu-
    ;;
source)
    room_needed=200000
    arch=
    ;;
*) die 64 "$usage" ;;
esac
output=$(absolute "$2")
case $(uname -s -m) in
'Linux x86_64') ;;
*) die 69 "User-mode Linux and the cross compiler need Linux on x86-64, but this is $(uname -s -m)" ;;
esac

# packaged: whether apt has the source here; that of a new Debian 12 may have no lists yet. A dot in a
# name is any letter to "apt-cache show": it takes linux-source-6.12 for it.
packaged() {
    [ "$release" = 6.1 ] || return 0
    [ -r "$source" ] || ! command -v apt-get >/dev/null ||
        apt-cache pkgnames linux-source-6.1 2>/dev/null | grep -x 'linux-source-6\.1' >/dev/null ||
        grep -qx 'VERSION_CODENAME=bookworm' /etc/os-release
}

headers=/usr/include/x86_64-linux-gnu
keys=/usr/share/keyrings/debian-archive-keyring.gpg
missing() {
    if packaged; then
        [ -r "$source" ] || echo "$package"
    else
        [ -r $keys ] || echo debian-archive-keyring
    fi
    [ "$kind" != source ] || return 0
    # The sandbox needs mount(8).
    for pair in flex:flex bison:bison bc:bc gcc:gcc make:make xz:xz-utils patch:patch perl:perl-base mount:mount; do
        command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
    done
    if [ "$kind" = arm64 ]; then
        command -v "${cross}gcc" >/dev/null || echo gcc-aarch64-linux-gnu
    else
        command -v depmod >/dev/null || echo kmod
    fi
    [ -e $headers/bits/libc-header-start.h ] || [ -e /usr/include/bits/libc-header-start.h ] ||
        echo libc6-dev
}

# offered: the releases of which apt has a source
offered() {
    ! command -v apt-cache >/dev/null ||
        apt-cache pkgnames linux-source- | sed -n 's/^linux-source-\([0-9]*\.[0-9]*\)$/\1/p' | sort -V | tr '\n' ' '
}

if ! [ -r "$source" ] && [ "$release" != 6.1 ]; then
    known=$(offered)
    case " $known" in
    *" $release "*) ;;
    *) die 69 "apt has no $package here; it has the source of: ${known:-no release (run 'apt-get update' first)}" ;;
    esac
fi
one_at_a_time
install_missing
if packaged; then fetched=no; else
    fetched=yes
    room_needed=$((room_needed + 350000)) # the package, and the archive in it
fi
find_place

# With lists, state and cache of its own: this system's apt, and what dpkg knows, stay as they are.
fetch_source() {
    own=$work/apt
    mkdir -p "$own/lists/partial" "$own/cache/archives/partial"
    : >"$own/status"
    for archive in 'debian bookworm' 'debian-security bookworm-security'; do
        echo "deb [signed-by=$keys] http://deb.debian.org/$archive main"
    done >"$own/sources.list"
    set -- -q -o APT::Architecture=amd64 -o APT::Architectures::=amd64 -o Acquire::Languages=none \
        -o Dir::Etc::SourceList="$own/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State="$own" \
        -o Dir::State::Lists="$own/lists" -o Dir::State::status="$own/status" -o Dir::Cache="$own/cache"
    # As root, apt downloads as another user, who cannot write there.
    [ "$(id -u)" -ne 0 ] || set -- "$@" -o APT::Sandbox::User=root
    cd "$own"
    apt-get "$@" update && apt-get "$@" download linux-source-6.1 || return
    describe "$(dpkg-deb -f linux-source-6.1_*.deb Version)" "$(dpkg-deb -f linux-source-6.1_*.deb Source)"
    dpkg-deb --fsys-tarfile linux-source-6.1_*.deb | tar -xf - -C "$work" "./usr/src/${source##*/}" || return
    rm -r "$own"
}

# describe VERSION SOURCE: leaves in "source" what of Debian's it is built from
describe() {
    source_name=${2%% *}
    echo "${source_name:-$package} $1" >"$temp/source"
}

# What is never compiled stays in the archive, which leaves a third (490 MB).
unpack() {
    cd "$work"
    if [ "$arch" = um ]; then
        set -- 'arch/[!ux]*/*.[chS]' 'arch/[!ux]*/*.dts*'
    else
        set -- 'arch/[!a]*/*.[chS]' 'arch/a[!r]*/*.[chS]' 'arch/ar[!m]*/*.[chS]' 'arch/arm/*.[chS]' 'arch/*.dts*'
    fi
    for out in "$@" 'Documentation/*.rst' 'Documentation/*.yaml' 'Documentation/*.txt' \
        'drivers/gpu/*.[chS]' 'drivers/infiniband/*.[chS]' 'drivers/media/*.[chS]' \
        'drivers/net/ethernet/*.[chS]' 'drivers/net/wireless/*.[chS]' 'drivers/scsi/*.[chS]' \
        'drivers/staging/*.[chS]' 'sound/*.[chS]' 'tools/perf/*' 'tools/testing/*'; do
        echo "$package/$out"
    done >exclude
    tar -xJf "$source" --no-same-owner --exclude-from=exclude || return
    cd "$package"
    for file in "$here/$arch"-*.patch; do
        if [ ! -e "$file" ]; then
            continue
        elif [ "$release" != 6.1 ] && ! patch --dry-run -s -f -p1 <"$file" >&2; then
            echo "left out: ${file##*/}"
        else
            patch -p1 <"$file" || return
        fi
    done
}

# Nothing of the user's environment gets in, nothing that differs from one build to the next.
run_make() {
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$work" TMPDIR="$work" LC_ALL=C TZ=UTC0 \
        KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:00 UTC 2026' KBUILD_BUILD_VERSION=1 \
        KBUILD_BUILD_USER=dtbind KBUILD_BUILD_HOST=dtbind LOCALVERSION= \
        KCONFIG_ALLCONFIG="$work/config" \
        make -C "$work/$package" ARCH="$arch" CROSS_COMPILE="$cross" KCFLAGS=-DARCH_NR_GPIOS=4096 "$@"
}

# configure FILE...: as they say, the later ones in place of the earlier; in 6.1, every line must be
# in the configuration that comes of it.
configure() {
    awk -F= '/^CONFIG_/ { line[$1] = $0 } END { for (name in line) print line[name] }' "$@" >"$work/config"
    (run_make allnoconfig) || return
    absent=$(grep -vxF -f "$work/$package/.config" "$work/config") || :
    [ -z "$absent" ] || {
        echo "these lines of $* are missing in .config:"
        echo "$absent"
        # Another release may have other options.
        [ "$release" != 6.1 ]
    }
}

# The directory that will be /lib/modules; the links in it name the place of the build.
install_modules() {
    (run_make modules_install INSTALL_MOD_PATH="$work/root" INSTALL_MOD_STRIP=1) || return
    rm -f -- "$work"/root/lib/modules/*/build "$work"/root/lib/modules/*/source
    mv -- "$work/root/lib/modules" "$temp/um-6.1-modules.d"
}

# keep NAME FILE [SUFFIX]: keeps a kernel, which is FILE in the source, and its configuration
keep() {
    case $arch in
    um) strip -o "$temp/$1" "$work/$package/$2" ;;
    *) cp -- "$work/$package/$2" "$temp/$1${3:-}" ;;
    esac
    cp -- "$work/$package/.config" "$temp/$1.config"
}

jobs=-j$(nproc)
if [ $fetched = yes ]; then
    stage "fetching Debian 12's linux-source-6.1" fetch_source
    source=$work/usr/src/${source##*/}
fi
if [ $fetched = no ] && [ "$source" = "/usr/src/$package.tar.xz" ] && command -v dpkg-query >/dev/null; then
    describe "$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null)" \
        "$(dpkg-query -W -f '${source:Package}' "$package" 2>/dev/null)"
elif [ -n "${DTBIND_LINUX_SOURCE:-}" ] && [ -r "${source%/*}/source" ]; then
    cp -- "${source%/*}/source" "$temp"
fi
if [ "$kind" = source ]; then
    cp -- "$source" "$temp"
    put_in_place
    exit
fi
stage 'unpacking kernel source' unpack
case $kind in
um | um-modules)
    stage 'configuring kernel' configure "$here/um.config"
    stage 'building kernel' run_make "$jobs" linux
    keep "um-$release" linux
    if [ "$kind" = um-modules ]; then
        stage 'configuring kernel with modules' configure "$here/um.config" "$here/um-modules.config"
        stage 'building kernel with modules' run_make "$jobs" linux modules
        keep um-6.1-modules linux
        stage 'installing modules' install_modules
    fi
    ;;
arm64)
    stage 'configuring kernel' configure "$here/arm64.config"
    stage 'building kernel' run_make "$jobs" Image
    keep arm64-6.1 arch/arm64/boot/Image .Image
    ;;
esac

put_in_place
