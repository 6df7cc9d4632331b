#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Acts on a line of a simulated GPIO chip from outside, as hardware does, through the attributes of
# gpio-sim (Documentation/admin-guide/gpio/gpio-sim.rst). The sandbox links it under two names:
#
#   press LINE [SECONDS]  change the level of the line for a time (0.2 s), then change it back
#   level LINE            print the level: 0 is low, 1 is high
#
# LINE is the name of a line, or CHIP:OFFSET, where CHIP is a name (gpiochip0) or a label.
#
# Exit status: 0; 1 no such line, or it is an output; 64 usage.

me=${0##*/}
newline='
'
say() { echo "$me: $*" >&2; }
case $me:$# in
press:1 | press:2 | level:1) ;;
press:*) say "usage: press LINE [SECONDS]" && exit 64 ;;
*) say "usage: level LINE" && exit 64 ;;
esac
seconds=${2-0.2}
case $seconds in
'' | . | *[!0-9.]* | *.*.*)
    say "'$seconds' is not a number of seconds, such as 0.2 or 5"
    exit 64
    ;;
esac

# text FILE: sets "text" to a string of the devicetree; it ends with a NUL
text() {
    text=
    [ ! -e "$1" ] || read -r text < "$1" || :
}

# named FILE NAME: prints the numbers, from 1, of the strings in a file that equal NAME
named() {
    case $2 in '' | *"$newline"*) return ;; esac
    # A string can itself contain newlines, and bytes that are no UTF-8.
    tr '\0\n' '\n\001' < "$1" | LC_ALL=C grep -nxF -e "$2" | while IFS=: read -r number _; do
        echo "$number"
    done
}

# nearest CHIP:OFFSET: suggests the line of the chip whose controller's device or node has the name CHIP;
# the node of the chip is then NAME-ADDRESS
nearest() {
    [ -n "$offset" ] || return
    of=${1%:*}
    case $of in
    *@*) of=${of%@*}-${of##*@} ;;
    *.*) of=${of#*.}-${of%%.*} ;;
    esac
    for chip in /sys/bus/gpio/devices/gpiochip*; do
        node=$(readlink "$chip/of_node") || continue
        text "$chip/of_node/gpio-sim,label"
        [ "${node##*/}" != "$of" ] || [ ! -e "$chip/sim_gpio$offset" ] ||
            printf '%s' "did you mean '${text:-${chip##*/}}:$offset'? "
    done
}

offset=${1##*:}
case $offset in *[!0-9]*) offset= ;; esac
found=
for chip in /sys/bus/gpio/devices/gpiochip*; do
    [ -e "$chip/sim_gpio0" ] || continue
    name=${chip##*/}
    text "$chip/of_node/gpio-sim,label"
    case $1 in
    "$name:$offset" | "${text:-$name}:$offset")
        [ ! -e "$chip/sim_gpio$offset" ] || found="$found $chip/sim_gpio$offset"
        ;;
    esac
    [ -e "$chip/of_node/gpio-line-names" ] || continue
    for number in $(named "$chip/of_node/gpio-line-names" "$1"); do
        line=$chip/sim_gpio$((number - 1))
        [ ! -e "$line" ] || found="$found $line"
    done
done
# shellcheck disable=SC2086 # a list of paths without spaces
set -- "$1" $found
case $# in
1)
    say "no simulated chip has a line '$1'; $(nearest "$1")'gpioinfo' lists all lines, and 'dtbind lines' what is behind those of an aggregator"
    exit 1
    ;;
2) line=$2 ;;
*)
    say "several lines are named '$1': use CHIP:OFFSET, which is one of$(echo "$found" | sed 's,/sys/bus/gpio/devices/,,g; s,/sim_gpio,:,g')"
    exit 1
    ;;
esac

if [ "$me" = level ]; then
    exec cat "$line/value"
fi
# If two of them overlapped, the second one would take the level of the first one for the original
# one, and leave the line at it.
exec 9< "$line/pull"
flock 9
read -r was < "$line/pull"
read -r before < "$line/value"
case $was in
pull-up) other=pull-down ;;
*) other=pull-up ;;
esac
timer=
restore() {
    echo "$was" > "$line/pull"
    [ -z "$timer" ] || kill -9 "$timer" 2> /dev/null
}
trap 'restore; exit 129' HUP
trap 'restore; exit 130' INT
trap 'restore; exit 143' TERM
echo "$other" > "$line/pull"
read -r now < "$line/value"
if [ "$now" = "$before" ]; then
    restore
    say "'$1' is an output, whose level its driver sets"
    exit 1
fi
# This process changes the level back even if the one that waits for it is killed. It must not keep
# the output open, nor the lock: sleep continues when this process is killed.
(
    trap '' HUP INT TERM
    sleep "$seconds" 9<&-
    echo "$was" > "$line/pull"
) > /dev/null 2>&1 &
timer=$!
wait "$timer"
