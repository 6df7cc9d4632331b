#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# In a Debian for arm64 that PackagesTest boots: the packages first.deb and second.deb installed,
# used, upgraded and removed, over two reboots. Says what it found on lines with "journey: ".

cd /root || exit
stage=$(cat stage 2> /dev/null || echo 1)
door=/sys/bus/platform/devices/door

say() { echo "journey: $*"; }
# ends: the system too, whatever came of it
ends() { say "$*"; sync; systemctl --force --force poweroff; exit; }
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
bound() {
    [ "$(basename "$(readlink "$door/driver")")" = gpio-aggregator ] || ends "door is not bound, stage $stage"
    gpioinfo door > output 2>&1
    has '"open"'
    has '"lock"'
}
set -- # no arguments
say "stage $stage, $(uname -srm)"

case $stage in
    1)
        if command -v java > /dev/null; then ends 'there is a java'; fi
        expect 0 dpkg -i first.deb
        ls /usr/lib/dtbind/lib/*.jsa > /dev/null || ends 'no archive was made'
        expect 0 dtbind --version
        expect 0 dtbind devices door
        has door
        # As its package does when it is installed.
        java=/usr/lib/jvm/java-17-openjdk-arm64/bin/java
        expect 0 "$java" -Xshare:dump
        sh start/start-times.sh 3 hello "$java -cp start Hello" package_java '/usr/lib/dtbind/runtime/bin/java -cp start Hello' \
            jna_hello "$java -cp start:start/jna.jar JnaHello" version 'dtbind --version' \
            compile 'dtbind compile -@ -I start/include start/door/door.dts -o door.dtb' lines 'dtbind lines' bind 'dtbind bind door' \
            - 'dtbind -q unbind door' > start/times || ends 'a start failed'
        sed 's/^/journey: time /' start/times
        expect 0 dtbind bind --persist door
        has 'open, lock'
        bound
        expect 0 dtbind lines
        has open
        expect 0 dtbind status
        has gpio-aggregator
        [ -z "$(find /tmp -type f -name '*jna*')" ] || ends 'JNA wrote into /tmp'
        say "installed: $(for file in $(dpkg -L dtbind) /usr/lib/dtbind/lib/*.jsa; do [ -d "$file" ] || echo "$file"; done | xargs du -kc | tail -n 1 | cut -f 1) KiB"
        echo 2 > stage
        ;;
    2)
        bound
        expect 0 dtbind status
        has gpio-aggregator
        expect 0 dpkg -i second.deb
        bound
        expect 0 dtbind status
        has gpio-aggregator
        expect 0 dtbind lines open
        expect 0 dpkg -r dtbind
        has 'without dtbind'
        bound
        [ ! -e /usr/bin/dtbind ] || ends 'dtbind is still there'
        [ ! -e /usr/lib/dtbind ] || ends "left over: $(find /usr/lib/dtbind)"
        echo 3 > stage
        ;;
    3)
        bound
        systemctl is-active --quiet dtbind-devices.service || ends 'dtbind-devices.service is not active'
        ends 'all is as it should be'
        ;;
esac
sync
systemctl reboot
