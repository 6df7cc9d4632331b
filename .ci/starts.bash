# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Functions to compare the times of short commands, for benchmark-start and PackagesTest. Source this
# file.

# hellos DIRECTORY CHECKOUT JAVA: creates Hello.class, JnaHello.class and jna.jar, unchanged, in
# DIRECTORY
hellos() {
    local jna=(~/.m2/repository/net/java/dev/jna/jna/*/jna-[0-9]*.jar)
    [[ -f ${jna[0]} ]] || jna=("$2"/cli/target/dtbind/lib/jna-[0-9]*.jar)
    cp -- "${jna[0]}" "$1/jna.jar" && "${3%java}javac" --release 17 -cp "$1/jna.jar" -d "$1" "$2/.ci/Hello.java" "$2/.ci/JnaHello.java"
}

# median FILE NAME: prints the median of the times for NAME that start-times.sh wrote to FILE, in
# tenths of milliseconds
median() {
    local all
    mapfile -t all < <(sed -n "s/^$2 //p" "$1" | sort -n)
    ((${#all[@]})) || { echo "there is no $2 in the times" >&2; return 1; }
    echo "$((all[${#all[@]} / 2] / 100))"
}

# held FILE NAME AGAINST [MOST]: prints the medians of NAME and AGAINST and their ratio. Returns 1 if
# the ratio exceeds MOST hundredths.
held() {
    local took than ratio most=
    took=$(median "$1" "$2") && than=$(median "$1" "$3") || return
    ratio=$((took * 100 / than))
    [[ -z ${4:-} ]] || most=$(printf ', at most %d.%02d' $(($4 / 100)) $(($4 % 100)))
    printf '%s %d.%d ms, %s %d.%d ms: %d.%02d times%s\n' "$2" $((took / 10)) $((took % 10)) \
        "$3" $((than / 10)) $((than % 10)) $((ratio / 100)) $((ratio % 100)) "$most"
    [[ -z ${4:-} ]] || ((ratio <= $4))
}
