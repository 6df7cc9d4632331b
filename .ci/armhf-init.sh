#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Process 1 of a Debian for armhf that PackagesTest boots, with Debian's own kernel. That one has no
# gpio-aggregator: leds-gpio takes the door here. Says what it found on lines with "journey: ".

PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev 2> /dev/null
mount -t tmpfs run /run
cd /root || exit
door=/sys/bus/platform/devices/door

say() { echo "journey: $*"; }
ends() { say "$*"; echo o > /proc/sysrq-trigger; while :; do sleep 1; done; }
# expect STATUS COMMAND...
expect() {
    wanted=$1
    shift
    before=$(cut -d ' ' -f 1 /proc/uptime)
    "$@" > output 2>&1
    status=$?
    say "$(echo "$(cut -d ' ' -f 1 /proc/uptime) $before" | awk '{ printf "%.1f s", $1 - $2 }'): $*"
    [ "$status" = "$wanted" ] || { cat output; ends "$*: status $status where $wanted was expected"; }
}
has() { grep -q -e "$1" output || { cat output; ends "'$1' is not in the output"; }; }

say "$(uname -srm)"
insmod /root/leds-gpio.ko
if command -v java > /dev/null; then ends 'there is a java'; fi
ls /usr/lib/dtbind/lib/*.jsa > /dev/null || ends 'no archive was made'
expect 0 dtbind --version
expect 0 dtbind devices door
has door
expect 0 dtbind lines --gpioinfo
has 'gpiochip0 - 8 lines'
expect 0 dtbind lines 9030000.pl061:1
expect 0 dtbind bind --driver leds-gpio --force door
[ "$(basename "$(readlink "$door/driver")")" = leds-gpio ] || ends 'door is not bound'
[ -e /sys/class/leds/open ] || ends 'its driver made nothing'
expect 0 dtbind status
has leds-gpio
expect 0 dtbind unbind door
[ ! -e "$door/driver" ] || ends 'door is still bound'
say "installed: $(for file in $(dpkg -L dtbind) /usr/lib/dtbind/lib/*.jsa; do [ ! -f "$file" ] || echo "$file"; done | xargs du -kc | tail -n 1 | cut -f 1) KiB"
ends 'all is as it should be'
