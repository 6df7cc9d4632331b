#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs in a Debian with podman, a devicetree and a declaration; ContainerTest compares what it
# says. The arguments are the parts of the program.

n=0
mkdir /opt/dtbind
for part; do
    cp -r "$part" /opt/dtbind/$n
    n=$((n + 1))
done

# podman's store cannot be on an overlay. Its units have tried that at boot, and recorded in
# /run/containers that overlays are not supported.
systemctl stop podman-restart podman-auto-update
rm -r /run/containers
mount -t tmpfs store /var/lib/containers

# An image with busybox and the tools of libgpiod
mkdir -p /srv/image/bin /srv/image/proc /srv/image/sys /srv/image/dev /srv/image/tmp
cp /bin/busybox /srv/image/bin/
for tool in gpiodetect gpiofind gpioget gpioset; do
    cp "/usr/bin/$tool" /srv/image/bin/
    ldd "/usr/bin/$tool" | grep -o '/[^ ]*' | while read -r library; do
        mkdir -p "/srv/image${library%/*}" && cp -L "$library" "/srv/image$library"
    done
done
for tool in sh ls mknod stat cat test; do ln -s busybox "/srv/image/bin/$tool"; done
tar -C /srv/image -c . | podman --events-backend=none import -q - tools > /dev/null

step() { printf '== %s\n' "$*"; }

# run DEVICE COMMAND: in a container, what it says without podman's own words around errors
run() {
    device=$1
    shift
    podman --cgroup-manager=cgroupfs --events-backend=none run --rm --network none \
        --device "dtbind.org/$device" tools sh -c "$*" 2>&1 | sed 's/gpiochip[0-9]*/gpiochipN/g'
}

step apply
dtbind apply --cdi | grep -c 'is available to containers$'
ls /run/cdi
step apply again
before=$(stat -c '%n %Y %i' /run/cdi/*)
dtbind apply --cdi | grep -c 'is already available to containers$'
[ "$before" = "$(stat -c '%n %Y %i' /run/cdi/*)" ] && echo the same files
dtbind plan --check --cdi > /dev/null && echo 'nothing to do'

step a container has its chip and no other
run gpio=door 'ls /dev | grep gpio; ls /dev/gpio; gpiodetect | wc -l'

step it finds, reads and drives its lines by name
sim=$(dirname /sys/devices/platform/sim/gpiochip*/sim_gpio19)
echo pull-up > "$sim/sim_gpio19/pull"
run gpio=door "gpioget \$(gpiofind open); gpioset -m time -s 2 \$(gpiofind lock)=0 & sleep 1; cat $sim/sim_gpio20/value; wait; gpiofind k1 || echo no other"

step its node has the owner that is declared
run gpio=relays 'stat -c "%u %g %a" /dev/gpio/relays'

step what is not its own is refused, even where it may make nodes
door=$(cat /sys/devices/platform/door/gpiochip*/dev)
podman --cgroup-manager=cgroupfs --events-backend=none run --rm --network none --cap-add mknod \
    --device dtbind.org/gpio=relays tools sh -c "mknod /tmp/door c ${door%:*} ${door#*:}; cat /tmp/door; ls /dev | grep -c gpiochip" 2>&1
step a name that nobody declares is refused
run gpio=nobody true | grep -o 'unresolvable.*'

step other numbers, without --cdi
node() { grep -o '"hostPath": "[^"]*"' "/run/cdi/dtbind.org-gpio_$1.json" | sort -u; }
was=$(node relays)
for aggregator in relays lamps; do
    chip=$(udevadm info -q path "/dev/gpio/$aggregator")
    basename "${chip%/*}" > /sys/bus/platform/drivers/gpio-aggregator/delete_device
done
udevadm settle
ls /run/cdi
run gpio=relays true | grep -o 'unresolvable.*'
dtbind aggregator create -q filler gpio2:28 > /dev/null
dtbind apply -q > /dev/null
udevadm settle
ls /run/cdi
[ "$was" != "$(node relays)" ] && echo another number
[ "$(node relays)" = "\"hostPath\": \"$(readlink -f /dev/gpio/relays)\"" ] && echo the right one
dtbind plan --check --cdi > /dev/null && echo 'nothing to do'
run gpio=relays 'ls /dev/gpio'

step deleted, so only --cdi gives it to containers again
dtbind aggregator delete -q relays > /dev/null
dtbind apply -q > /dev/null
udevadm settle
run gpio=relays true | grep -o 'unresolvable.*'
dtbind apply -q --cdi > /dev/null
run gpio=relays 'ls /dev/gpio'

step interrupted
half=/run/cdi/dtbind.org-gpio_half.json
printf '%s\n' dtbind-journal=1 process=1 change=files file=$half begin "step=0 write file $half" > /run/dtbind/journal
echo half > $half
dtbind apply --cdi > /dev/null 2>&1
echo "exit $?"
dtbind recover > /dev/null && ls /run/cdi

step at boot, without Java
/etc/dtbind/dtbind-target -c /etc/dtbind/aggregators stop 2> /dev/null
udevadm settle
rm -r /run/cdi
/etc/dtbind/dtbind-target -c /etc/dtbind/aggregators start
udevadm settle
ls /run/cdi

step gone, and declared no more
dtbind unbind -q door > /dev/null
udevadm settle
sed -i '/node:/d; s/^devices:.*//; /lamps/d' /etc/dtbind/bindings.yaml
dtbind apply -q --cdi --prune > /dev/null || echo failed
ls /run/cdi
find /run/udev/rules.d /etc/udev/rules.d /run/dtbind /etc/dtbind -name '*dtbind-cdi*' | sort
