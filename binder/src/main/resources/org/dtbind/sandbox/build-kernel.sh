#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
#
# Builds the sandbox's kernels from Debian's package linux-source-6.1, with the
# files beside this script.
#
#   build-kernel.sh um FOLDER      User-mode Linux, with um.config and um-*.patch:
#       um-6.1                         all that is needed built in
#       um-6.1-modules, um-6.1-modules.d
#                                      the same with what um-modules.config says
#                                      as modules, and what it has in /lib/modules
#   build-kernel.sh arm64 FOLDER   for QEMU's machine "virt", with arm64.config:
#       arm64-6.1.Image
#
# FOLDER is made when all is done, and replaced where it was there. The packages
# that are missing are installed (apt-get, through sudo for those who are not
# root). Two at a time for one FOLDER: the second waits for the first and takes
# what that made.
#
# Exit status: 0 FOLDER is there; 1 the build failed; 64 usage; 69 packages are
# missing and can't be installed, or this is no x86-64 Linux; 73 no place to
# build or to write; 130 and 143 interrupted.
#
# DTBIND_BUILD_DIR names a directory to build in, else it is the first with
# room of TMPDIR, the directory of FOLDER, /var/tmp and /tmp.

set -eu
LC_ALL=C
export LC_ALL
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
unset CDPATH TAR_OPTIONS XZ_OPT XZ_DEFAULTS POSIXLY_CORRECT OMP_NUM_THREADS OMP_THREAD_LIMIT
umask 022

source=/usr/src/linux-source-6.1.tar.xz

say() { echo "build-kernel: $*" >&2; }
die() {
    status=$1
    shift
    say "$*"
    exit "$status"
}

if [ $# -ne 2 ] || [ -z "$2" ]; then die 64 "usage: build-kernel.sh um|arm64 FOLDER"; fi
kind=$1
# room: kB in the place to build, measured and half of it more; steps: lines that make prints
case $kind in
um)
    room_needed=900000
    steps=1170
    arch=um
    cross=
    ;;
arm64)
    room_needed=1200000
    steps=1900
    arch=arm64
    cross=aarch64-linux-gnu-
    ;;
*) die 64 "usage: build-kernel.sh um|arm64 FOLDER" ;;
esac
case $2 in
/*) output=$2 ;;
*) output=$(pwd)/$2 ;;
esac
here=$(dirname -- "$0")
here=$(cd -- "$here" && pwd)
case $(uname -s -m) in
'Linux x86_64') ;;
*) die 69 "User-mode Linux and the cross compiler need Linux on x86-64, this is $(uname -s -m)" ;;
esac
outdir=$(dirname -- "$output")
if ! mkdir -p -- "$outdir" || ! [ -w "$outdir" ]; then die 73 "can't write to $outdir"; fi
if [ -e "$output" ] && ! [ -d "$output" ]; then die 73 "$output is no directory"; fi

# ---------------------------------------------------------------- one at a time

id_of() { stat -c '%i %Y %s' -- "$output" 2>/dev/null || :; }
before=$(id_of)
if command -v flock >/dev/null; then
    exec 9<"$outdir"
    if ! flock -n 9; then
        say "waiting for another build in $outdir"
        flock 9 || say "no locks in $outdir: going on without"
        if [ -d "$output" ] && [ "$(id_of)" != "$before" ]; then
            say "the other build made $output"
            exit 0
        fi
    fi
fi

# --------------------------------------------------------------------- packages

headers=/usr/include/x86_64-linux-gnu
missing() {
    [ -r "$source" ] || echo linux-source-6.1
    for pair in flex:flex bison:bison bc:bc gcc:gcc make:make xz:xz-utils patch:patch perl:perl-base; do
        command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
    done
    if [ "$kind" = arm64 ]; then
        command -v ${cross}gcc >/dev/null || echo gcc-aarch64-linux-gnu
    else
        command -v depmod >/dev/null || echo kmod
    fi
    [ -e $headers/bits/libc-header-start.h ] || [ -e /usr/include/bits/libc-header-start.h ] ||
        echo libc6-dev
}

# The packages of $1 and nothing they only recommend.
install_packages() {
    # shellcheck disable=SC2086 # a list of names
    set -- $1
    install="apt-get install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null; then
        die 69 "missing: $* (names of Debian packages; there is no apt-get here to install them)"
    fi
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif ! command -v sudo >/dev/null; then
        die 69 "missing: $*; install with (as root): apt-get update && $install"
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    elif [ -t 0 ] && [ -t 2 ]; then
        as_root=sudo
    else
        die 69 "missing: $*; install with: sudo apt-get update && sudo $install"
    fi
    say "installing the missing packages: $*"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
    known=yes
    for package in "$@"; do
        apt-cache show "$package" >/dev/null 2>&1 || known=no
    done
    # Standard output is nobody's here: apt-get's goes to standard error.
    # shellcheck disable=SC2086 # $apt is a command with its arguments
    {
        if [ $known = yes ] && $apt install -y --no-install-recommends "$@" >&2 </dev/null 9<&-; then
            return
        fi
        $apt update >&2 </dev/null 9<&- || :
        $apt install -y --no-install-recommends "$@" >&2 </dev/null 9<&- ||
            die 69 "apt-get could not install $*; by hand: apt-get update && $install"
    }
}

need=$(missing)
if [ -n "$need" ]; then
    install_packages "$need"
    need=$(missing | tr '\n' ' ')
    [ -z "$need" ] || die 69 "still missing after apt-get: $need"
fi

# --------------------------------------------------------------- a place to build

work=''
child=''
log=''
temp=''
clean_up() {
    status=$?
    trap - EXIT
    trap '' INT TERM HUP
    if [ -n "$child" ]; then
        kill -- "-$child" 2>/dev/null || :
        wait "$child" 2>/dev/null || :
    fi
    [ -z "$temp" ] || rm -rf -- "$temp"
    # Twice: what was just ended may have made one more file.
    [ -z "$work" ] || rm -rf -- "$work" 2>/dev/null || { sleep 1 && rm -rf -- "$work"; }
    exit "$status"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

why=
for dir in ${DTBIND_BUILD_DIR:+"$DTBIND_BUILD_DIR"} ${TMPDIR:+"$TMPDIR"} "$outdir" /var/tmp /tmp; do
    case $dir in
    *[!A-Za-z0-9/._+,@=~-]*) # Kbuild wants no spaces and no colons, make no $ and #.
        why="$why; $dir: special characters"
        continue
        ;;
    esac
    if ! [ -d "$dir" ] || ! [ -w "$dir" ]; then
        why="$why; $dir: not writable"
        continue
    fi
    free=$(df -Pk -- "$dir" | awk 'NR == 2 { print $4 }')
    if [ "${free:-0}" -lt $room_needed ]; then
        why="$why; $dir: ${free:-0} kB free"
        continue
    fi
    work=$(mktemp -d -- "$dir/dtbind-kernel.XXXXXX")
    printf '#!/bin/sh\n' >"$work/run"
    chmod +x "$work/run"
    if "$work/run" 2>/dev/null; then
        rm -f -- "$work/run"
        break
    fi
    why="$why; $dir: mounted noexec"
    rm -rf -- "$work"
    work=
done
temp=$(mktemp -d -- "$outdir/.dtbind-kernel.XXXXXX") || die 73 "can't write to $outdir"
[ -n "$work" ] || die 73 "no directory to build in with $room_needed kB free${why}; name one in DTBIND_BUILD_DIR"

# ------------------------------------------------------------------------ running

log=$work/log
started=$(date +%s)
elapsed() {
    seconds=$(($(date +%s) - started))
    if [ $seconds -ge 60 ]; then echo "$((seconds / 60))m$((seconds % 60))s"; else echo "${seconds}s"; fi
}

fail() {
    kept=$(mktemp "${TMPDIR:-/tmp}/dtbind-kernel-log.XXXXXX" 2>/dev/null) ||
        kept=$(mktemp /tmp/dtbind-kernel-log.XXXXXX)
    cp -- "$log" "$kept"
    say "$1; the end of the log:"
    tail -n 30 -- "$kept" >&2
    die 1 "$1; the whole log: $kept"
}

# stage NAME COMMAND...: run it, into the log, saying how far it is
stage() {
    name=$1
    shift
    [ -t 2 ] || say "$name"
    set -m # in a process group, to end all of it
    "$@" >>"$log" 2>&1 </dev/null 9<&- &
    child=$!
    set +m
    seconds_said=$(date +%s)
    while kill -0 "$child" 2>/dev/null; do
        percent=
        if [ "$name" = 'building kernel' ]; then
            done_steps=$(grep -c '^  [A-Z]' "$log") || :
            percent=$((done_steps * 100 / steps))
            if [ $percent -gt 99 ]; then percent=99; fi
            percent=": $percent%"
        fi
        if [ -t 2 ]; then
            printf '\r%s%s %s\033[K' "$name" "$percent" "$(elapsed)" >&2
            sleep 0.5
        else
            sleep 0.5
            now=$(date +%s)
            if [ $((now - seconds_said)) -ge 10 ]; then
                say "$name$percent $(elapsed)"
                seconds_said=$now
            fi
        fi
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
    result=0
    wait "$child" || result=$?
    child=
    [ $result -eq 0 ] || fail "$name failed"
}

# What is never compiled stays in the archive, which leaves a third (490 MB).
unpack() {
    cd "$work"
    if [ "$kind" = um ]; then
        set -- 'arch/[!ux]*/*.[chS]' 'arch/[!ux]*/*.dts*'
    else
        set -- 'arch/[!a]*/*.[chS]' 'arch/a[!r]*/*.[chS]' 'arch/ar[!m]*/*.[chS]' 'arch/arm/*.[chS]' 'arch/*.dts*'
    fi
    for out in "$@" 'Documentation/*.rst' 'Documentation/*.yaml' 'Documentation/*.txt' \
        'drivers/gpu/*.[chS]' 'drivers/infiniband/*.[chS]' 'drivers/media/*.[chS]' \
        'drivers/net/ethernet/*.[chS]' 'drivers/net/wireless/*.[chS]' 'drivers/scsi/*.[chS]' \
        'drivers/staging/*.[chS]' 'sound/*.[chS]' 'tools/perf/*' 'tools/testing/*'; do
        echo "linux-source-6.1/$out"
    done >exclude
    tar -xJf "$source" --no-same-owner --exclude-from=exclude || return
    cd linux-source-6.1
    for file in "$here/$kind"-*.patch; do
        [ ! -e "$file" ] || patch -p1 <"$file" || return
    done
}

# Nothing of the user's environment gets in, nothing that differs from one build to the next.
run_make() {
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$work" TMPDIR="$work" LC_ALL=C TZ=UTC0 \
        KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:00 UTC 2026' KBUILD_BUILD_VERSION=1 \
        KBUILD_BUILD_USER=dtbind KBUILD_BUILD_HOST=dtbind LOCALVERSION= \
        KCONFIG_ALLCONFIG="$work/config" \
        make -C "$work/linux-source-6.1" ARCH=$arch CROSS_COMPILE=$cross KCFLAGS=-DARCH_NR_GPIOS=4096 "$@"
}

# configure FILE...: as they say, the later ones in place of the earlier; every line must be in
# the configuration that comes of it.
configure() {
    awk -F= '/^CONFIG_/ { line[$1] = $0 } END { for (name in line) print line[name] }' "$@" >"$work/config"
    (run_make allnoconfig) || return
    absent=$(grep -vxF -f "$work/linux-source-6.1/.config" "$work/config") || :
    [ -z "$absent" ] || {
        echo "these lines of $* did not make it into .config:"
        echo "$absent"
        return 1
    }
}

# The folder that will be /lib/modules; the links in it name the place of the build.
install_modules() {
    (run_make modules_install INSTALL_MOD_PATH="$work/root" INSTALL_MOD_STRIP=1) || return
    rm -f -- "$work"/root/lib/modules/*/build "$work"/root/lib/modules/*/source
    mv -- "$work/root/lib/modules" "$temp/um-6.1-modules.d"
}

jobs=-j$(nproc)
stage 'unpacking kernel source' unpack
stage 'configuring kernel' configure "$here/$kind.config"
if [ "$kind" = um ]; then
    stage 'building kernel' run_make "$jobs" linux
    strip -o "$temp/um-6.1" "$work/linux-source-6.1/linux"
    # In the same folder: only what differs is compiled again.
    stage 'configuring kernel with modules' configure "$here/um.config" "$here/um-modules.config"
    stage 'building kernel with modules' run_make "$jobs" linux modules
    stage 'installing modules' install_modules
    strip -o "$temp/um-6.1-modules" "$work/linux-source-6.1/linux"
else
    stage 'building kernel' run_make "$jobs" Image
    cp -- "$work/linux-source-6.1/arch/arm64/boot/Image" "$temp/arm64-6.1.Image"
fi

chmod 755 "$temp"
rm -rf -- "$output"
mv -T -- "$temp" "$output"
temp=
say "made $output in $(elapsed)"
