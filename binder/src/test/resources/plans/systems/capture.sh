#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints those files of the running system that dtbind's planners read, in the format of README.md.
# The devicetree and the answers of GPIO chips are added by hand.

names=" subsystem driver of_node driver_override modalias iommu_group dev class config vendor device \
subsystem_vendor subsystem_device idVendor idProduct name type status drivers_autoprobe bind new_id \
new_device module initstate dev_name key offset live "

file() {
  if [ -L "$1" ]; then
    echo "$1 -> $(readlink "$1")"
  elif [ "${1##*/}" = config ]; then
    printf '%s = ' "$1"
    # shellcheck disable=SC2046 # each byte is an argument
    printf '\\x%s' $(od -An -v -tx1 "$1")
    echo
  else
    text=$(cat "$1" 2>/dev/null)
    echo "$1 =${text:+ $text}"
  fi
}

directory() {
  for path in "$1"/*; do
    name=${path##*/}
    case $name in consumer:* | supplier:*) file "$path"; continue ;; esac
    if [ -d "$path" ] && [ ! -L "$path" ]; then
      case $name in power | msi_irqs | statistics | queues) continue ;; esac
      if [ -z "$(ls "$path")" ]; then echo "$path/"; else directory "$path"; fi
    elif [ "$name" = uevent ]; then
      line=$(grep ^DEVNAME= "$path" 2>/dev/null) && echo "$path = $line"
    else
      case $names in *" $name "*) file "$path" ;; esac
    fi
  done
}

links() {
  for path in "$1"/*; do
    [ -L "$path" ] && file "$path"
  done
}

for bus in "$@"; do
  file "/sys/bus/$bus/drivers_autoprobe"
  links "/sys/bus/$bus/devices"
  for driver in "/sys/bus/$bus/drivers"/*; do
    echo "$driver/"
    directory "$driver"
    links "$driver"
  done
done
for root in /sys/devices/*; do
  case $root in */system | */breakpoint | */tracepoint | */software | */kprobe | */uprobe) continue ;; esac
  directory "$root"
done
for class in /sys/class/vfio /sys/class/iommu /sys/dev/char /sys/dev/block; do
  links $class
done
for group in /sys/kernel/iommu_groups/*; do
  directory "$group"
  links "$group/devices"
done
for node in /dev/* /dev/*/* /dev/*/*/*; do
  if [ -c "$node" ] && [ ! -L "$node" ]; then
    number=$(stat -c '0x%t 0x%T' "$node")
    printf '%s c %d:%d ' "$node" "${number% *}" "${number#* }"
    stat -c '%U:%G 0%a' "$node"
  fi
done
for path in /proc/sys/kernel/osrelease /proc/sys/kernel/modprobe /proc/devices; do
  echo "$path:"
  while IFS= read -r line; do echo "  $line"; done < $path
done
