# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# What ./dtbind (when it must build) and ./verify share. To be sourced, with
# the variable `me` set to the name that messages begin with.

say() { printf '%s: %s\n' "$me" "$*" >&2; }
die() {
    local status=$1
    shift
    say "$@"
    exit "$status"
}

# objection PATH: prints why somebody else can have changed a file, or what a folder has in it;
# nothing where only this user and root can, or a group that has its owner alone
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

# objection_on_the_way PATH: prints the objection to a file or to a folder that leads to it; that
# everybody may write one where only owners may take their files away is none to those below it
objection_on_the_way() {
    local at said
    at=$(readlink -f -- "$1") || return
    said=$(objection "$at")
    while [[ -z $said && $at == */* && $at != / ]]; do
        at=${at%/*}
        at=${at:-/}
        [[ -k $at && ( -O $at || $(stat -c %u -- "$at") == 0 ) ]] || said=$(objection "$at")
    done
    printf '%s' "$said"
}

# cache_folder: prints a folder of this user's that lasts, made if it is not there. What is in it
# is run: one that others may write is refused.
cache_folder() {
    local folder there said
    for folder in "${XDG_CACHE_HOME:+$XDG_CACHE_HOME/dtbind}" "${HOME:+$HOME/.cache/dtbind}"; do
        [[ $folder == /* ]] || continue
        there=$folder
        while [[ ! -e $there ]]; do there=${there%/*} there=${there:-/}; done
        [[ -d $there && -w $there ]] || continue
        # As root, not even made: what leads there may be a link of somebody else's.
        said=$(objection_on_the_way "$there")
        if [[ -z $said ]] && mkdir -p -- "$folder" 2> /dev/null && [[ -w $folder ]]; then
            printf '%s\n' "$folder"
            return
        fi
        [[ -z $said ]] || die 69 "the cache $folder is not used, because $said: dtbind runs programs from it;" \
            "set XDG_CACHE_HOME to a folder that only you can write to, or correct its owner and mode (chown, chmod go-w)"
    done
    # No home: below /tmp, where others could have made it first to have us run their files.
    folder=${TMPDIR:-/tmp}/dtbind-$EUID
    mkdir -m 700 -- "$folder" 2> /dev/null
    if [[ -d $folder && ! -L $folder && -O $folder ]] && chmod 700 -- "$folder"; then
        printf '%s\n' "$folder"
    else
        die 69 "no folder to keep the build in: \$HOME cannot be written, and $folder is not ours; set XDG_CACHE_HOME"
    fi
}

# stop GROUP LOG: ends what a step has started, and returns when all of it has ended
stop() {
    local i
    trap '' INT TERM
    kill -- "-$1" 2> /dev/null
    wait "$1" 2> /dev/null
    # Processes below the first take their time to end: a JVM in the middle of something.
    for ((i = 0; i < 100; i++)); do
        kill -0 -- "-$1" 2> /dev/null || break
        sleep 0.1
    done
    kill -KILL -- "-$1" 2> /dev/null
    rm -f -- "$2"
}

# step TEXT COMMAND...: runs a command with its output in a log, saying TEXT when it takes
# longer than two seconds; shows the log's end when it fails. Its status is the command's.
step() {
    local text=$1 log status start pid shown=-10 now
    shift
    log=$(mktemp) || return 1
    start=$SECONDS
    # With a process group of its own all of it can be stopped; what is left all the same
    # shall not keep others from building.
    set -m
    { [[ -z ${lock:-} ]] || exec {lock}>&-; "$@"; } > "$log" 2>&1 < /dev/null &
    pid=$!
    set +m
    # shellcheck disable=SC2064 # these values, not those at the time of the signal
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

# install_packages PACKAGE...: installs Debian packages, after saying so
install_packages() {
    local as=()
    (($#)) || return 0
    if ! command -v apt-get > /dev/null; then
        die 69 "missing here: $*. These are Debian's names; install them by your system's own means"
    fi
    if ((EUID != 0)); then
        if ! command -v sudo > /dev/null; then
            die 69 "missing here: $*. As root:  apt-get install --no-install-recommends $*"
        fi
        as=(sudo)
        if ! sudo -n true 2> /dev/null; then
            [[ -t 0 ]] || die 69 "missing here, and sudo asks for a password: sudo apt-get install --no-install-recommends $*"
            say "sudo may ask for your password, to install: $*"
            sudo -v || die 69 "without them it cannot go on:  sudo apt-get install --no-install-recommends $*"
        fi
    fi
    say "installing $* (apt-get, Debian's packages)"
    as+=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)
    step "reading the lists of packages" "${as[@]}" apt-get -q update ||
        say "going on with the lists there are"
    step "installing $*" "${as[@]}" apt-get -q -y --no-install-recommends install "$@" ||
        die 69 "could not install: $*"
}

# find_jdk: prints the folder of the JDK to build with, which is 17 or newer: JAVA_HOME's, or else
# the one in PATH
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

# use_jdk: has JAVA_HOME name it for Maven too, which fails over a wrong one
use_jdk() {
    local jdk
    jdk=$(find_jdk) || die 69 "no JDK of 17 or newer found; put its bin folder in PATH, or set JAVA_HOME"
    [[ -z ${JAVA_HOME:-} || $JAVA_HOME -ef $jdk ]] ||
        say "note: JAVA_HOME ($JAVA_HOME) has no JDK of 17 or newer; building with $jdk"
    export JAVA_HOME=$jdk
}

# missing_toolchain: prints the packages that building needs and this system lacks, one a line
missing_toolchain() {
    # A newer Debian has a newer one alone; a new one has no lists of packages yet.
    if ! find_jdk > /dev/null; then
        if apt-cache show openjdk-17-jdk-headless > /dev/null 2>&1 || grep -qsx 'VERSION_CODENAME=bookworm' /etc/os-release; then
            echo openjdk-17-jdk-headless
        else
            echo default-jdk-headless
        fi
    fi
    command -v mvn > /dev/null || echo maven
}

# maven ARGUMENT...: Maven, which refuses what is not of its checksum (-C: by itself it takes it, with
# a warning), also where there is no home to keep its downloads in
maven() {
    local options=()
    # Of another's home not even what mvn reads by itself.
    [[ -z ${HOME:-} || -z $(objection "$HOME") ]] || export MAVEN_SKIP_RC=1
    if ! { [[ -n ${HOME:-} && $HOME == /* ]] && mkdir -p -- "$HOME/.m2/repository" && [[ -w $HOME/.m2/repository ]]; } 2> /dev/null; then
        options=("-Dmaven.repo.local=$(cache_folder)/m2")
    fi
    MAVEN_OPTS=${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC} \
        mvn -B -C -Dstyle.color=never "${options[@]}" "$@"
}
