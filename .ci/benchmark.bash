# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
#
# The frame of the benchmarks: what each of them needs, and how it measures and compares. PackagesTest
# also uses it. Source this file.

set -u -o pipefail
unset CDPATH
here=$(cd -P -- "${BASH_SOURCE[0]%/*}/.." && pwd) || exit
# shellcheck source=.ci/built.bash
. "$here/.ci/built.bash" || exit

# needs PROGRAM:PACKAGE...: exits if a program is missing
needs() {
    local pair
    for pair; do
        command -v "${pair%:*}" > /dev/null || {
            echo "${0##*/}: there is no ${pair%:*}: apt-get install ${pair#*:}" >&2
            exit 69
        }
    done
}

# begin DIRECTORY: builds dtbind, and sets `work` to a new directory in DIRECTORY, with Hello.class.
# Everything in `temporary` is removed at the end. Benchmarks in the sandbox, which hides /tmp, use the
# checkout.
begin() {
    built "$here" || exit
    work=$(mktemp -d "$1/target-benchmark.XXXXXX") || exit
    temporary=("$work")
    trap 'rm -rf -- "${temporary[@]}"' EXIT
    "${java%java}javac" --release 17 -d "$work" "$here/.ci/Hello.java" || exit
}

# jna_hello DIRECTORY JAVA: creates JnaHello.class and jna.jar, unchanged, in DIRECTORY
jna_hello() {
    local jna=(~/.m2/repository/net/java/dev/jna/jna/*/jna-[0-9]*.jar)
    [[ -f ${jna[0]} ]] || jna=("$here"/cli/target/dtbind/lib/jna-[0-9]*.jar)
    cp -- "${jna[0]}" "$1/jna.jar" && "${2%java}javac" --release 17 -cp "$1/jna.jar" -d "$1" "$here/.ci/Hello.java" "$here/.ci/JnaHello.java"
}

# guest KERNEL COMMAND [MODULES]: runs a shell's command in a kernel that is booted with board.dtb, and
# adds its output to the times
guest() {
    "$java" -cp "$app/lib/*" "$here/.ci/Boot.java" "$1" "$work/board.dtb" "$2" "${@:3}" >> "$work/times"
}

# timed NAME COMMAND...: runs the command, and adds its time to the times, as start-times.sh does
timed() {
    local name=$1 from
    shift
    from=${EPOCHREALTIME/./}
    "$@" > "$work/output" 2>&1 || { echo "${0##*/}: failed: $*" >&2 && tail -n 5 "$work/output" >&2 && exit 1; }
    echo "$name $((${EPOCHREALTIME/./} - from))" >> "$work/times"
}

# measured COMMAND...: runs the command, and sets `wall` and `processor` to its times in milliseconds,
# and `memory` to the peak memory of its largest process in KiB
measured() {
    local user system
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" || return
    read -r wall user system memory < <(tail -n 1 "$work/time")
    # The 10# keeps 08 and 09 from being octal numbers.
    wall=$((10#${wall/./} * 10)) processor=$(((10#${user/./} + 10#${system/./}) * 10))
}

# median FILE NAME: prints the median of the times for NAME in FILE, in tenths of milliseconds
median() {
    local all
    mapfile -t all < <(sed -n "s/^$2 //p" "$1" | sort -n)
    ((${#all[@]})) || { echo "there is no $2 in the times" >&2; return 1; }
    echo "$((all[${#all[@]} / 2] / 100))"
}

# shown TENTHS: in milliseconds
shown() { printf '%d.%d' $(($1 / 10)) $(($1 % 10)); }

# held FILE NAME AGAINST [MOST]: prints the medians of NAME and AGAINST and their ratio. Returns 1 if
# the ratio exceeds MOST hundredths.
held() {
    local took than ratio most=
    took=$(median "$1" "$2") && than=$(median "$1" "$3") || return
    ratio=$((took * 100 / than))
    [[ -z ${4:-} ]] || most=$(printf ', at most %d.%02d' $(($4 / 100)) $(($4 % 100)))
    printf '%s %s ms, %s %s ms: %d.%02d times%s\n' "$2" "$(shown "$took")" "$3" "$(shown "$than")" \
        $((ratio / 100)) $((ratio % 100)) "$most"
    [[ -z ${4:-} ]] || ((ratio <= $4))
}
