# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The dtbind authors
# shellcheck shell=bash disable=SC2154
#
# What build-kernel.sh and build-root.sh have in common. To be sourced, with the
# variables
#
#   me       what messages begin with
#   output   the directory to be made
#
# and a function missing, which prints the names of packages that are not there.

set -eu
LC_ALL=C
export LC_ALL
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
unset CDPATH TAR_OPTIONS XZ_OPT XZ_DEFAULTS POSIXLY_CORRECT OMP_NUM_THREADS OMP_THREAD_LIMIT
umask 022

say() { echo "$me: $*" >&2; }
die() {
    status=$1
    shift
    say "$*"
    exit "$status"
}

# absolute PATH
absolute() {
    case $1 in
    /*) echo "$1" ;;
    *) echo "$(pwd)/$1" ;;
    esac
}

id_of() { stat -c '%i %Y' -- "$output" 2>/dev/null || :; }

# wait_for_lock: locks descriptor 9; while another build has the lock, says which one, and for how long it waits
wait_for_lock() {
    started=$(date +%s)
    until flock -n 9; do
        other=
        for dir in "$outdir"/.dtbind-build.*; do
            [ ! -d "$dir" ] || other=${dir##*/.dtbind-build.}
        done
        say "waiting for another build${other:+ (${other%.*})}, $(elapsed)"
        # Exit status 1: it is still locked.
        flock -w 10 9 && return
        [ $? -eq 1 ] || return
    done
}

# one_at_a_time: waits for another build of the same directory, and exits when that has made it
one_at_a_time() {
    outdir=$(dirname -- "$output")
    if ! mkdir -p -- "$outdir" || ! [ -w "$outdir" ]; then die 73 "cannot write to $outdir"; fi
    if [ -e "$output" ] && ! [ -d "$output" ]; then die 73 "$output is not a directory"; fi
    before=$(id_of)
    command -v flock >/dev/null || return 0
    exec 9<"$outdir"
    wait_for_lock || say "cannot lock $outdir: continuing without a lock"
    if [ -d "$output" ] && [ "$(id_of)" != "$before" ]; then
        say "the other build created $output"
        exit 0
    fi
}

# The packages of $1 and nothing they only recommend. In a subshell, so that the variables remain those of
# the script.
install_packages() (
    # shellcheck disable=SC2086 # a list of names
    set -- $1
    install="apt-get install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null; then
        die 69 "missing Debian packages: $* (cannot install them, because there is no apt-get)"
    fi
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif ! command -v sudo >/dev/null; then
        die 69 "missing: $*; to install them, run as root: apt-get update && $install"
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    elif [ -t 0 ] && [ -t 2 ]; then
        as_root=sudo
    else
        die 69 "missing: $*; to install them, run: sudo apt-get update && sudo $install"
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
            die 69 "apt-get could not install $*; run it yourself: apt-get update && $install"
    }
)

# install_missing: what missing() prints
install_missing() {
    need=$(missing)
    if [ -n "$need" ]; then
        install_packages "$need"
        need=$(missing | tr '\n' ' ')
        [ -z "$need" ] || die 69 "still missing after apt-get: $need"
    fi
}

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

# Sets work, a place to build in with the kB of room_needed, and temp, which becomes the directory.
find_place() {
    temp=$(mktemp -d -- "$outdir/.dtbind-build.$kind.XXXXXX") || die 73 "cannot write to $outdir"
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
        if [ "${free:-0}" -lt "$room_needed" ]; then
            why="$why; $dir: ${free:-0} kB free"
            continue
        fi
        work=$(mktemp -d -- "$dir/dtbind-build.XXXXXX")
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
    [ -n "$work" ] || die 73 "no directory for the build has $room_needed kB free${why}; set DTBIND_BUILD_DIR to one"
    log=$work/log
    started=$(date +%s)
}

# put_in_place: what is in temp becomes the directory
put_in_place() {
    chmod 755 "$temp"
    rm -rf -- "$output"
    mv -T -- "$temp" "$output"
    temp=
    say "created $output in $(elapsed)"
}

elapsed() { duration $(($(date +%s) - started)); }

duration() {
    if [ "$1" -ge 60 ]; then echo "$(($1 / 60))m$(($1 % 60))s"; else echo "$1s"; fi
}

# estimate PERCENT: of how much, once that can be told; in tens of seconds
estimate() {
    [ "$1" -ge 5 ] || return 0
    echo " of about $(duration $(((begun - started + ($(date +%s) - begun) * 100 / $1) / 10 * 10 + 10)))"
}

fail() {
    kept=$(mktemp "${TMPDIR:-/tmp}/dtbind-build-log.XXXXXX" 2>/dev/null) ||
        kept=$(mktemp /tmp/dtbind-build-log.XXXXXX)
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
    begun=$(date +%s)
    seconds_said=$(date +%s)
    while kill -0 "$child" 2>/dev/null; do
        percent=
        of=
        if [ "$name" = 'building kernel' ]; then
            done_steps=$(grep -c '^  [A-Z]' "$log") || :
            percent=$((done_steps * 100 / steps))
            if [ $percent -gt 99 ]; then percent=99; fi
            of=$(estimate "$percent")
            percent=": $percent%,"
        fi
        if [ -t 2 ]; then
            printf '\r%s%s %s%s\033[K' "$name" "$percent" "$(elapsed)" "$of" >&2
            sleep 0.5
        else
            sleep 0.5
            now=$(date +%s)
            if [ $((now - seconds_said)) -ge 10 ]; then
                say "$name$percent $(elapsed)$of"
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
