#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints what the running kernel made of its devicetree, for SeenSystem: sections that begin with
# U+0001 and a name. Each section uses one program, because processes are slow in User-mode Linux.

read -r release < /proc/sys/kernel/osrelease
printf '\001release %s\n\001links\n' "$release"
find /sys/devices \( -name of_node -o -name driver -o -name subsystem \) -type l \
    -printf '%f\t%h\t%l\n'
printf '\001deferred\n'
cat /sys/kernel/debug/devices_deferred 2> /dev/null
printf '\001log\n'
dmesg -r
printf '\001chips\n'
cat /sys/kernel/debug/gpio 2> /dev/null
# No devicetree node has the names of an aggregator's lines (drivers/gpio/gpio-aggregator.c).
printf '\001names\n'
for name in /sys/kernel/config/gpio-aggregator/*/line*/name; do
    [ -e "$name" ] || break
    line=${name%/name}
    { read -r device < "${line%/line*}/dev_name" && IFS= read -r text < "$name"; } || continue
    printf '%s\t%s\t%s\n' "$device" "${line##*/line}" "$text"
done
printf '\001end\n'
