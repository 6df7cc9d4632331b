#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs in a system that has come up with the exported files, and shows what came
# of them: TargetExportTest compares it with expected-VERSION.txt.

target=/usr/lib/dtbind/dtbind-target

accept() {
    chown root:root /dev/uio0
    chmod 600 /dev/uio0
    rm -f /run/dtbind/given/platform:*meter*
}

nodes() {
    for link in /dev/gpio/*; do
        printf '%s: ' "$link"
        stat -L -c '%U %G %a' "$link"
        gpioinfo "$(readlink -f "$link")" | sed 's/^gpiochip[0-9]*/gpiochip/; s/  */ /g'
    done
}

echo '# at boot'
systemctl list-units --state=failed --no-legend --plain
systemctl is-active dtbind-target
for door in door soc:door my-door_2,x nosize:dev@7; do
    printf '%s: ' "$door"
    basename "$(readlink "/sys/bus/platform/devices/$door/driver")"
done
nodes
# Trials B4: whose name differs is known by its parent's node.
stat -c '%n %U %G %a' /dev/uio0
echo '# units for links'
sed -n 's/^ *\/dev\/gpio\/[^ ]*  //p' /usr/share/doc/dtbind-target/README | while read -r unit; do
    printf '%s ' "$unit"
    systemctl is-active -- "$unit"
done
echo '# what the script says'
"$target" status | sed 's/gpiochip[0-9]*/gpiochip/; s/gpio-aggregator\.[0-9]*/gpio-aggregator.N/'
"$target" verify
echo "verify $?"

echo '# changed by hand'
chmod 666 /dev/gpio/door
chown games /dev/gpio/relays
rm /dev/gpio/at
"$target" verify | sed 's/gpiochip[0-9]*/gpiochip/g; s/gpio-aggregator\.[0-9]*/gpio-aggregator.N/'
"$target" -n start | sed 's/[^/]*\/uevent/N\/uevent/'
"$target" -t 600 start 2>&1 | sed 's/gpiochip[0-9]*/gpiochip/'
# Nothing ends the access of a user to a uio device, so this accepts that he keeps it.
accept
"$target" stop 2> /dev/null
echo "stop $?"
"$target" -t 600 start
echo "start $?"
"$target" verify
echo "verify $?"
stat -L -c '%n %U %G %a' /dev/gpio/*

echo '# as their consumers read them'
udevadm test --action=add /sys/devices/platform/door 2>&1 | grep -E '70-dtbind.*(nvalid|nknown|gnor|ail)'
for door in door soc/soc:door; do
    udevadm test --action=add "/sys/devices/platform/$door" 2>&1 |
        sed -n 's/.*70-dtbind.rules:[0-9]* ATTR/ATTR/p'
done
# There is no SELinux here to apply it.
udevadm test "$(udevadm info -q path "$(readlink -f /dev/gpio/door)")" 2>&1 | grep -o 'SECLABEL{.*'
journalctl -b -u systemd-udevd -u systemd-modules-load -u systemd-sysusers -o cat | grep -i dtbind
systemd-analyze verify dtbind-target.service
systemd-sysusers --dry-run /usr/lib/sysusers.d/dtbind.conf && echo 'sysusers 0'
systemctl preset dtbind-target 2> /dev/null
systemctl is-enabled dtbind-target

echo '# undone'
accept
"$target" -n stop
"$target" stop 2>&1
echo "stop $?"
"$target" status
echo "status $?"
for door in door soc:door my-door_2,x nosize:dev@7; do
    cat "/sys/bus/platform/devices/$door/driver_override"
done
ls /dev/gpio /sys/kernel/config/gpio-aggregator /run/dtbind/aggregators 2> /dev/null

echo '# by the script alone'
systemctl stop systemd-udevd systemd-udevd-control.socket systemd-udevd-kernel.socket
"$target" -n start | sed 's/gpio-aggregator\.[0-9]*/gpio-aggregator.N/'
"$target" -t 1 start 2>&1 | sed 's/gpiochip[0-9]*/gpiochip/'
for door in door soc:door my-door_2,x nosize:dev@7; do
    printf '%s: ' "$door"
    basename "$(readlink "/sys/bus/platform/devices/$door/driver")"
done
accept
"$target" stop 2> /dev/null
systemctl start systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udevd
"$target" -t 600 start
echo "start $?"
"$target" -t 600 start
echo "start again $?"
"$target" verify
echo "verify $?"

echo '# odd names'
mkdir -p /run/udev/rules.d
cp /root/odd.rules /run/udev/rules.d/71-odd.rules
# udevd may discard a message.
udevadm control --reload; udevadm control --reload; udevadm control --reload
udevadm trigger --action=add --settle /sys/devices/platform/star
cat /sys/devices/platform/star/driver_override /sys/devices/platform/other/driver_override

# On 6.1, reading a line of a supplier that has gone panics.
[ "$1" != 6.1 ] || exit 0
echo '# the supplier goes'
echo gpio-sim > /sys/bus/platform/drivers/gpio-sim/unbind
udevadm settle
"$target" verify | sed 's/gpiochip[0-9]*/gpiochip/'
echo '# the supplier comes again'
echo gpio-sim > /sys/bus/platform/drivers/gpio-sim/bind
udevadm settle
"$target" verify | sed 's/gpiochip[0-9]*/gpiochip/'
stat -L -c '%U %G %a' /dev/gpio/door
systemctl restart dtbind-target
"$target" verify
echo "verify $?"
nodes | tail -n 6
