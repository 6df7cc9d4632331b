#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Builds the sandbox's kernels from Debian's package linux-source-6.1 and the files
# in this directory. Builds User-mode Linux of another RELEASE, such as 6.12, if apt
# offers linux-source-RELEASE. Reports each patch that does not apply to that release,
# and builds the kernel without it.
#
#   build-kernel.sh um-small DIRECTORY      User-mode Linux, with um.config and um-*.patch:
#       um-6.1-small                        enough for boards; everything is built in
#   build-kernel.sh um DIRECTORY [RELEASE]  the same, and also with the options in
#       um-6.1                              um-system.config, for whole systems and containers
#   build-kernel.sh um-modules DIRECTORY    the same, and also, from the same source:
#       um-6.1-modules,                     with the options in um-modules.config as modules,
#       um-6.1-modules.d                    and these modules, as /lib/modules
#   build-kernel.sh arm64 DIRECTORY         for QEMU's machine "virt", with arm64.config:
#       arm64-6.1.Image
#   build-kernel.sh source DIRECTORY        only linux-source-6.1.tar.xz, for systems without it
#
# Also writes the configuration of each kernel, and "source": the name and version of
# Debian's source package.
#
# Creates or replaces DIRECTORY when the build is complete. Installs missing packages
# with apt-get, through sudo unless it runs as root. If apt does not offer
# linux-source-6.1, as on Debian 13, the script downloads Debian 12's package for this
# build only: it verifies Debian's signature, and does not install the package. If two
# builds have the same DIRECTORY, the second waits, and uses the result of the first.
#
# Exit status: 0 DIRECTORY exists; 1 the build failed; 64 usage; 69 packages are
# missing and cannot be installed, or this is not Linux on x86-64; 73 there is no
# directory to build in, or DIRECTORY cannot be written; 130 and 143 interrupted.
#
# DTBIND_LINUX_SOURCE: the archive to build from, such as the result of
# "build-kernel.sh source".
# DTBIND_BUILD_DIR: the directory to build in. Default: the first of TMPDIR, the parent
# of DIRECTORY, /var/tmp and /tmp that has enough space.

me=build-kernel
here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=sandbox/src/main/resources/org/dtbind/sandbox/build-common.sh
. "$here/build-common.sh"

usage='usage: build-kernel.sh um-small|um|um-modules|arm64|source DIRECTORY, or um DIRECTORY RELEASE'
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
# room_needed: kB for the build, 1.5 times as many as measured; steps: lines that make prints
arch=um
cross=
purpose=
case $kind in
um-small)
    room_needed=800000
    steps=1010
    purpose=', enough for boards'
    ;;
um | um-modules)
    room_needed=900000
    steps=1320
    purpose=' for whole systems and containers, which takes longer than one for boards'
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

# packaged: whether apt offers the source; on a new Debian 12, apt may have no package lists yet. "apt-cache
# show" would take the name as a pattern, which also matches linux-source-6.12.
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

# offered: prints the releases whose source apt offers
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
    room_needed=$((room_needed + 350000)) # for the package, and for the archive that it contains
fi
find_place

# Uses lists, state and a cache of its own, so that it does not change this system's apt and dpkg.
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

# describe VERSION SOURCE: writes the name and version of Debian's source package to "source"
describe() {
    source_name=${2%% *}
    echo "${source_name:-$package} $1" >"$temp/source"
}

# Unpacks only what is compiled: a third of the archive (490 MB).
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
            echo "${file##*/}" >>"$work/left-out"
        else
            patch -p1 <"$file" || return
        fi
    done
}

# Without the user's environment, and with fixed dates and names, all builds give the same kernel.
run_make() {
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$work" TMPDIR="$work" LC_ALL=C TZ=UTC0 \
        KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:00 UTC 2026' KBUILD_BUILD_VERSION=1 \
        KBUILD_BUILD_USER=dtbind KBUILD_BUILD_HOST=dtbind LOCALVERSION= \
        KCONFIG_ALLCONFIG="$work/config" \
        make -C "$work/$package" ARCH="$arch" CROSS_COMPILE="$cross" KCFLAGS=-DARCH_NR_GPIOS=4096 "$@"
}

# configure FILE...: sets the options in these files; a later file overrides an earlier one. In 6.1, each
# line must be in the resulting configuration.
configure() {
    awk -F= '/^CONFIG_/ { line[$1] = $0 } END { for (name in line) print line[name] }' "$@" >"$work/config"
    (run_make allnoconfig) || return
    absent=$(grep -vxF -f "$work/$package/.config" "$work/config") || :
    [ -z "$absent" ] || {
        echo "these lines of $* are missing from .config:"
        echo "$absent"
        # Another release may have other options.
        [ "$release" != 6.1 ]
    }
}

# Creates the directory that becomes /lib/modules, without the links to the directory of the build.
install_modules() {
    (run_make modules_install INSTALL_MOD_PATH="$work/root" INSTALL_MOD_STRIP=1) || return
    rm -f -- "$work"/root/lib/modules/*/build "$work"/root/lib/modules/*/source
    mv -- "$work/root/lib/modules" "$temp/um-6.1-modules.d"
}

# keep NAME FILE [SUFFIX]: stores a kernel, which is FILE in the source, and its configuration
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
say "building Linux $release ($arch)$purpose"
stage 'unpacking kernel source' unpack
if [ -s "$work/left-out" ]; then
    say "building Linux $release without these patches, which do not apply to it:$(sed "s/^/ /" "$work/left-out" | tr -d "\n")"
fi
case $kind in
um-small)
    stage 'configuring kernel' configure "$here/um.config"
    stage 'building kernel' run_make "$jobs" linux
    keep um-6.1-small linux
    ;;
um | um-modules)
    stage 'configuring kernel' configure "$here/um.config" "$here/um-system.config"
    stage 'building kernel' run_make "$jobs" linux
    keep "um-$release" linux
    if [ "$kind" = um-modules ]; then
        stage 'configuring kernel with modules' configure "$here/um.config" "$here/um-system.config" "$here/um-modules.config"
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
