# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Functions that ./dtbind (when it must build), ./release, ./site and ./verify share. Source this file
# with the variable `me` set to the name with which messages begin.

say() { printf '%s: %s\n' "$me" "$*" >&2; }
die() {
    local status=$1
    shift
    say "$@"
    exit "$status"
}

# objection PATH: prints why somebody else could have changed a file or the contents of a directory.
# Prints nothing if only this user, root, or a group whose only member is the owner can do so.
objection() {
    local uid mode user group members
    read -r uid mode user group < <(stat -Lc '%u 0%a %U %G' -- "$1" 2> /dev/null) || return
    if ((uid != 0 && uid != EUID)); then
        echo "$1 belongs to uid $uid"
    elif ((mode & 2)); then
        echo "everyone can write to $1"
    elif ((mode & 020)); then
        members=$(getent group -- "$group") && members=${members##*:}
        [[ $uid != 0 && $user == "$group" && ${members:-$user} == "$user" ]] || echo "a group can write to $1"
    fi
}

# objection_on_the_way PATH: prints the objection to a file or to a directory that leads to it. A
# directory with the sticky bit, to which everybody can write, is no objection to the files below it.
objection_on_the_way() {
    local at why
    at=$(readlink -f -- "$1") || return
    why=$(objection "$at")
    while [[ -z $why && $at == */* && $at != / ]]; do
        at=${at%/*}
        at=${at:-/}
        [[ -k $at && ( -O $at || $(stat -c %u -- "$at") == 0 ) ]] || why=$(objection "$at")
    done
    printf '%s' "$why"
}

# cache_directory: prints a persistent directory of this user, and creates it if it is missing. Refuses a
# directory to which others can write, because dtbind runs the programs in it.
cache_directory() {
    local directory there why
    for directory in "${XDG_CACHE_HOME:+$XDG_CACHE_HOME/dtbind}" "${HOME:+$HOME/.cache/dtbind}"; do
        [[ $directory == /* ]] || continue
        there=$directory
        while [[ ! -e $there ]]; do there=${there%/*} there=${there:-/}; done
        [[ -d $there && -w $there ]] || continue
        # As root, do not even create it: a link of another user may lead there.
        why=$(objection_on_the_way "$there")
        if [[ -z $why ]] && mkdir -p -- "$directory" 2> /dev/null && [[ -w $directory ]]; then
            printf '%s\n' "$directory"
            return
        fi
        [[ -z $why ]] || die 69 "the cache $directory, from which dtbind runs programs, is not used, because $why;" \
            "set XDG_CACHE_HOME to a directory that only you can write to, or correct the owner and mode (chown, chmod go-w)"
    done
    # Without a home, use a directory below /tmp. Others could have created it first, to make dtbind
    # run their files.
    directory=${TMPDIR:-/tmp}/dtbind-$EUID
    mkdir -m 700 -- "$directory" 2> /dev/null
    if [[ -d $directory && ! -L $directory && -O $directory ]] && chmod 700 -- "$directory"; then
        printf '%s\n' "$directory"
    else
        die 69 "no directory for the build: cannot write in \$HOME, and $directory belongs to somebody else; set XDG_CACHE_HOME"
    fi
}

# stop GROUP LOG: stops all processes that a step has started, and returns when they have ended
stop() {
    local i signal
    trap '' INT TERM
    kill -- "-$1" 2> /dev/null
    wait "$1" 2> /dev/null
    # Child processes, such as a busy JVM, take time to end.
    for signal in 0 KILL; do
        for ((i = 0; i < 100; i++)); do
            kill "-$signal" -- "-$1" 2> /dev/null || break
            sleep 0.1
        done
    done
    rm -f -- "$2"
}

# step TEXT COMMAND...: runs a command and writes its output to a log. Prints TEXT if the command
# takes longer than two seconds, and the end of the log if it fails. Returns the status of the
# command.
step() {
    local text=$1 log status start pid shown=-10 now
    shift
    log=$(mktemp) || return 1
    start=$SECONDS
    # A separate process group makes it possible to stop all processes. Close the lock, so that a
    # process that remains cannot block other builds.
    set -m
    { [[ -z ${lock:-} ]] || exec {lock}>&-; "$@"; } > "$log" 2>&1 < /dev/null &
    pid=$!
    set +m
    # shellcheck disable=SC2064 # expands now, not at the time of the signal
    trap "stop $pid '$log'; exit 130" INT
    # shellcheck disable=SC2064
    trap "stop $pid '$log'; exit 143" TERM
    while kill -0 "$pid" 2> /dev/null; do
        now=$((SECONDS - start))
        if ((now >= 2)); then
            if [[ -t 2 ]]; then
                printf '\r%s: %s, %d s' "$me" "$text" "$now" >&2
            elif ((now - shown >= 10)); then
                say "$text, $now s"
                shown=$now
            fi
        fi
        sleep 0.1
    done
    wait "$pid"
    status=$?
    trap - INT TERM
    [[ -t 2 ]] && printf '\r\033[K' >&2
    if ((status)); then
        tail -n 40 -- "$log" >&2
        say "$text: failed with status $status after $((SECONDS - start)) s; the end of its output is above"
    fi
    rm -f -- "$log"
    return "$status"
}

# install_packages PACKAGE...: prints which Debian packages are missing, and installs them
install_packages() {
    local as=()
    (($#)) || return 0
    if ! command -v apt-get > /dev/null; then
        die 69 "missing packages: $*. These are Debian's names; install them with your system's package manager"
    fi
    if ((EUID != 0)); then
        if ! command -v sudo > /dev/null; then
            die 69 "missing packages: $*. As root, run: apt-get install --no-install-recommends $*"
        fi
        as=(sudo)
        if ! sudo -n true 2> /dev/null; then
            [[ -t 0 ]] || die 69 "packages are missing, and sudo asks for a password; run: sudo apt-get install --no-install-recommends $*"
            say "sudo may ask for your password to install $*"
            sudo -v || die 69 "cannot continue without these packages; run: sudo apt-get install --no-install-recommends $*"
        fi
    fi
    say "installing the Debian packages $* with apt-get"
    as+=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)
    step "updating the lists of packages" "${as[@]}" apt-get -q update ||
        say "continuing with the existing lists"
    step "installing $*" "${as[@]}" apt-get -q -y --no-install-recommends install "$@" ||
        die 69 "could not install: $*"
}

# find_jdk: prints the directory of the JDK to build with, which must be 17 or newer: the one in
# JAVA_HOME, otherwise the one in PATH
find_jdk() {
    local javac version
    for javac in ${JAVA_HOME:+"$JAVA_HOME/bin/javac"} "$(command -v javac)"; do
        version=$("$javac" -version 2>&1) || continue
        version=${version#javac }
        version=${version%%[!0-9]*}
        if ((${version:-0} >= 17)); then
            javac=$(readlink -f -- "$javac")
            printf '%s\n' "${javac%/bin/javac}"
            return
        fi
    done
    return 1
}

# use_jdk: sets JAVA_HOME to this JDK, because Maven fails with an unsuitable one
use_jdk() {
    local jdk
    jdk=$(find_jdk) || die 69 "no JDK 17 or newer found; put its bin directory in PATH, or set JAVA_HOME"
    [[ -z ${JAVA_HOME:-} || $JAVA_HOME -ef $jdk ]] ||
        say "note: JAVA_HOME ($JAVA_HOME) is not JDK 17 or newer; building with $jdk"
    export JAVA_HOME=$jdk
}

# has_package NAME: whether this system has a package. A new system has no lists of packages yet; Debian
# 12 has all packages that are asked for here.
has_package() {
    apt-cache show "$1" > /dev/null 2>&1 || grep -qsx 'VERSION_CODENAME=bookworm' /etc/os-release
}

# missing USE...: prints the packages that the file "packages" has for one of these uses and this
# system lacks, one per line
missing() {
    local program package uses use printed=' '
    while read -r program package uses; do
        for use; do
            case "$program $uses " in
                '# '*) continue ;;
                *" $use "*) ;;
                *" $use? "*) has_package "$package" || continue ;;
                *) continue ;;
            esac
            [[ $program == /* && -e $program || $printed == *" $package "* ]] || type -P "$program" > /dev/null || {
                printed+="$package "
                printf '%s\n' "$package"
            }
        done
    done < "${BASH_SOURCE[0]%/*}/packages"
}

# missing_toolchain: prints the packages that the build needs and this system lacks, one per line
missing_toolchain() {
    # A newer Debian has only a newer JDK.
    if ! find_jdk > /dev/null; then
        if has_package openjdk-17-jdk-headless; then
            echo openjdk-17-jdk-headless
        else
            echo default-jdk-headless
        fi
    fi
    missing build
}

# maven ARGUMENT...: runs Maven, also without a home for its downloads. With -C, Maven refuses a
# file with a wrong checksum; by default, it accepts the file and only warns.
maven() {
    local options=() cache
    # If others can write to the home, do not let mvn read its settings there.
    [[ -z ${HOME:-} || -z $(objection "$HOME") ]] || export MAVEN_SKIP_RC=1
    if ! { [[ -n ${HOME:-} && $HOME == /* ]] && mkdir -p -- "$HOME/.m2/repository" && [[ -w $HOME/.m2/repository ]]; } 2> /dev/null; then
        cache=$(cache_directory) || return
        options=("-Dmaven.repo.local=$cache/m2")
    fi
    MAVEN_OPTS=${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC} \
        mvn -B -C -Dstyle.color=never "${options[@]}" "$@"
}
