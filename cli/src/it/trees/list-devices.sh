#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints the devices of all buses that were made of a devicetree node, as the running kernel shows
# them: "device BUS NAME DIRECTORY NODE DRIVER", - for no driver; then the kernel's release and
# configuration, and "end". Needs /proc and /sys, sh, readlink, gzip and base64.

base=$(readlink -f /sys/firmware/devicetree/base)
for link in /sys/bus/*/devices/*; do
    [ -L "$link/of_node" ] || continue
    bus=${link#/sys/bus/}
    bus=${bus%%/*}
    node=$(readlink -f "$link/of_node")
    driver=-
    [ -L "$link/driver" ] && driver=$(readlink "$link/driver")
    echo "device $bus ${link##*/} $(readlink -f "$link") ${node#"$base"} ${driver##*/}"
done
read -r release < /proc/sys/kernel/osrelease
echo "release $release"
[ -f /proc/config.gz ] && echo "config $(base64 /proc/config.gz | tr -d '\n')"
echo end
