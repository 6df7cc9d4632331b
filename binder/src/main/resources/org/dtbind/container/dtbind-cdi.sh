#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Keeps a file of the Container Device Interface up to date. udev rules run this script.
#
#   dtbind-cdi -k|-o|-r DIRECTORY KIND NAME NODE [MEMBER]
#
#   -k  NODE (a name below /dev) was created: write the file, unless NODE is that of an
#       IOMMU group without MEMBER, the path of a device
#   -o  the same, with owner, group and mode of NODE
#   -r  NODE was removed: remove the file if it describes NODE
#
# dtbind itself writes the same text. A file that is already correct is not written again.

set -u
PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 022

[ $# -eq 5 ] || [ $# -eq 6 ] || exit 64
action=$1 directory=$2 kind=$3 name=$4 node=/dev/$5 member=${6-}
file=$directory/dtbind.org-${kind}_$name.json

# The number of a group, which is its node's name, can be that of another group today.
if [ -n "$member" ]; then
    group=$(readlink "$member/iommu_group") || group=''
    number=${node##*/}
    [ "${group##*/}" = "${number#noiommu-}" ] || action=-r
fi

if [ "$action" = -r ]; then
    [ ! -f "$file" ] || ! grep -qF "\"hostPath\": \"$node\"" "$file" || rm -f "$file"
    exit
fi

owner=''
if [ "$action" = -o ]; then
    owner=$(stat -c '%u %g %a' "$node") || exit
    mode=${owner##* } ids=${owner% *}
    owner=", \"uid\": ${ids% *}, \"gid\": ${ids#* }, \"fileMode\": $((0$mode))"
fi

device_node() {
    printf '          { "path": "%s", "hostPath": "%s", "type": "c", "permissions": "rw"%s }%s\n' "$@"
}

text() {
    cat << JSON
{
  "cdiVersion": "0.5.0",
  "kind": "dtbind.org/$kind",
  "devices": [
    {
      "name": "$name",
      "containerEdits": {
        "deviceNodes": [
JSON
    device_node "$node" "$node" "$owner" ,
    if [ "$kind" = vfio ]; then
        device_node /dev/vfio/vfio /dev/vfio/vfio '' ''
    else
        device_node "/dev/$kind/$name" "$node" "$owner" ''
    fi
    printf '        ]\n      }\n    }\n  ]\n}\n'
}

[ ! -f "$file" ] || [ "$(cat "$file")" != "$(text)" ] || exit 0
begun=$directory/.${file##*/}.udev
mkdir -p "$directory" && text > "$begun" && mv "$begun" "$file"
