#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
### BEGIN INIT INFO
# Provides:          dtbind-target
# Required-Start:    $local_fs udev
# Required-Stop:     $local_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: bind the devices declared in target.conf
### END INIT INFO
#
# Takes the steps to what target.conf declares, verifies them, and undoes them if
# one fails, without Java and under the same lock as the program dtbind. It does
# not plan: where it finds a state from which these steps do not lead, it changes
# nothing, and says what differs. At boot, the udev rules have already done most
# of it when this script runs.

usage='usage: dtbind-target [-n] [-t SECONDS] [-c FILE|DIRECTORY] start|stop|status|verify

  start    bind the declared devices, and wait for late devices and suppliers
  stop     release the devices, remove their overrides, delete the aggregators
  status   print a line for each declared object
  verify   print a line for each declared object that differs from the system
  -n       print what start and stop would write, but write nothing
  -t       total time that start and stop wait; default 10. With -t, verify also
           waits until everything is as declared
  -c       the declaration file, or a directory of *.conf files; default target.conf
           and the directory target.d beside this program

exit: 0 as declared, 1 failed, 4 a change by dtbind was interrupted, 5 not as
declared, 64 usage error or incorrect declaration file, 69 not possible on this
system, 75 lock held by another process, 77 not root'

# Names are data: the script reads them line by line, evaluates nothing, and
# quotes every expansion that contains a name.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 022

run=/run/dtbind
configfs=/sys/kernel/config/gpio-aggregator
aggregators=/sys/bus/platform/drivers/gpio-aggregator
platform=/sys/bus/platform/devices
# Groups our messages to udev; the value is arbitrary.
uuid=7e0d5f9c-6b0e-4c7f-9d55-647462696e64

# Not every sleep accepts fractions: shortest becomes 0.1 where it does.
dry='' seconds=10 waits='' conf='' shortest=1
here=${0%/*}
again='install the exported files again, or repeat the command with --persist'
cr=$(printf '\r') tab=$(printf '\t')
worst=0
# What to restore if the script ends before a device is bound or an aggregator created.
stuck='' undo_path='' undo_bus='' undo_override='' undo_driver='' undo_made=''

say() { printf 'dtbind-target: %s\n' "$*" >&2; }

die() {
    status=$1
    shift
    say "$*"
    exit "$status"
}

# The first failure determines the exit code.
failed() {
    say "$*"
    [ "$worst" -ne 0 ] || worst=1
}

# What differs from what the steps expect, so that nothing is changed there.
refused() {
    say "$kind $id: $*"
    [ "$worst" -ne 0 ] || worst=5
}

# With -n, prints a step instead, and succeeds.
# shellcheck disable=SC2059
dry_run() { [ -n "$dry" ] && printf "$@"; }

# Writes a line to an attribute: one write(2), without reading it first.
put() {
    dry_run "write '%s' to %s\n" "$2" "$1" || { printf '%s\n' "$2" > "$1"; } 2> /dev/null
}

make_directory() { dry_run 'make directory %s\n' "$1" || mkdir "$1" 2> /dev/null; }

remove_directory() { dry_run 'remove directory %s\n' "$1" || rmdir "$1" 2> /dev/null; }

# Waits a moment, which is longer each time, up to a second: each look at the devices takes the
# processor. Fails when no time is left. What passes between two looks at the same thing counts, in
# hundredths of a second, but no other work.
tick() {
    [ -z "$dry" ] && read -r clock _ < /proc/uptime || return 1
    # The 1 keeps 08 and 09 from being octal numbers.
    clock=$((${clock%.*} * 100 + 1${clock#*.} - 100))
    left=$((left - clock + ${looked:-$clock})) looked=$clock
    [ "$left" -gt 0 ] || return 1
    [ "$left" -gt 100 ] || pause=$shortest
    sleep "$pause"
    case $pause in
    0.1) pause=0.2 ;;
    0.2) pause=0.5 ;;
    *) pause=1 ;;
    esac
}

# Finds the first existing file: sets found. Patterns are unquoted.
first() {
    for found in "$1"/$2; do
        [ ! -e "$found" ] || return 0
    done
    found=''
    return 1
}

# Prints the last part of the target of a link, if there is one.
leads_to() {
    target=$(readlink "$1") || target=''
    printf '%s' "${target##*/}"
}

take_lock() {
    [ "$(id -u)" -eq 0 ] || die 77 "run this as root"
    [ -z "$dry" ] || return 0
    for program in flock stat readlink grep sed; do
        command -v "$program" > /dev/null ||
            die 69 "$program is missing: install util-linux (flock), coreutils, grep and sed, or a busybox that contains it"
    done
    mkdir -p "$run" 2> /dev/null || die 69 "cannot create the directory $run: remove the file in its place, or make ${run%/*} writable"
    [ ! -h "$run/lock" ] || die 69 "$run/lock is a link: remove it"
    [ ! -e "$run/lock" ] || [ -f "$run/lock" ] || die 69 "$run/lock is not a file: remove it"
    # Anybody who can open it can lock it.
    (umask 077 && : >> "$run/lock" && chmod 600 "$run/lock") 2> /dev/null || die 69 "cannot write to $run/lock: make ${run%/*} writable"
    exec 9>> "$run/lock"
    until flock -n 9; do
        tick || {
            holder=''
            read -r holder < "$run/lock"
            die 75 "$run/lock is held by ${holder:-another program}: try again"
        }
    done
    trap finish EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    : > "$run/lock"
    echo "process $$" >&9
}

# An interrupted change by dtbind must be undone first.
look_for_journal() {
    for journal in "$run/journal" /etc/dtbind/journal; do
        exists "$journal" || continue
        # Nobody could recover it, and each boot would lack its aggregators.
        if [ "$journal" != "$run/journal" ] && ! command -v dtbind > /dev/null; then
            say "ignoring the interrupted change in $journal, because dtbind is not installed"
        else
            die 4 "an earlier change by dtbind was interrupted: $journal: run dtbind recover"
        fi
    done
}

# Undoes what is unfinished, and empties the file while locked.
# shellcheck disable=SC2317 # a trap calls it
finish() {
    status=$?
    trap - EXIT
    if [ -n "$undo_path" ] && [ -n "$stuck" ]; then
        # Writing to a device for which the kernel is waiting would wait, too.
        say "$undo_path keeps its driver_override: process $writer is waiting in the kernel"
    elif [ -n "$undo_path" ]; then
        give_back
    fi
    [ -z "$undo_made" ] || unmake
    : > "$run/lock"
    exit "$status"
}

# Restores the override first: otherwise, the former driver would be refused. The new driver may
# have bound to the device before a signal was handled.
give_back() {
    say "restoring $undo_path"
    put "$undo_path/driver_override" "$undo_override"
    ! is_vfio "$undo_driver" || rm -f "$run/returned/$undo_bus:${undo_path##*/}"
    now=$(leads_to "$undo_path/driver")
    if [ "$now" != "$undo_driver" ]; then
        [ -z "$now" ] || put "$undo_path/driver/unbind" "${undo_path##*/}"
        put "/sys/bus/$undo_bus/drivers/$undo_driver/bind" "${undo_path##*/}" ||
            say "$undo_driver did not bind to ${undo_path##*/} again"
    fi
    undo_path=''
}

# Handles one declaration, whose fields are in variables.
visit() {
    pause=$shortest looked=''
    case $command in
    check) ;;
    start) if [ "$kind" = aggregator ]; then start_aggregator; else start_device; fi ;;
    delete) [ "$kind" != aggregator ] || stop_aggregator ;;
    release) [ "$kind" = aggregator ] || stop_device ;;
    *) report ;;
    esac
}

# Includes dangling links.
exists() { [ -e "$1" ] || [ -h "$1" ]; }

# Handles all declarations.
each() {
    if [ -n "$conf" ]; then
        each_in "$conf"
        return
    fi
    for place in "$here/target.conf" "$here/target.d"; do
        ! exists "$place" || each_in "$place"
    done
}

each_in() {
    if [ ! -d "$1" ]; then
        each_of "$1"
        return
    fi
    for declaration_file in "$1"/*.conf; do
        ! exists "$declaration_file" || each_of "$declaration_file"
    done
}

# An interrupted write can leave an incomplete file, without the line end.
each_of() {
    declared=$1 kind='' begun='' line_number=0
    [ -r "$1" ] || die 69 "cannot read $1: $again"
    while IFS= read -r field || [ -n "$field" ]; do
        value=${field#* } line_number=$((line_number + 1))
        case $field in
        *"$cr") die 64 "$declared:$line_number: the line ends with CR LF instead of LF: $again" ;;
        '' | '#'*) ;;
        begin) begun=1 ;;
        end) begun='' ;;
        device\ * | member\ * | aggregator\ *)
            [ -z "$kind" ] || visit
            kind=${field%% *} id=$value aggregator_directory=$configfs/$value
            bus='' name='' driver='' module='' class='' key='' chip='' lines='' safe=''
            owner='' group='' mode='' link=''
            ;;
        bus\ *) bus=$value ;;
        name\ *) name=$value ;;
        driver\ *) driver=$value ;;
        module\ *) module=$value ;;
        class\ *) class=$value ;;
        key\ *) key=$value ;;
        owner\ *) owner=$value ;;
        group\ *) group=$value ;;
        mode\ *) mode=$value ;;
        link\ *) link=$value ;;
        # The states that the program dtbind sets before it deletes the aggregator.
        safe\ *) safe="${safe}safe=$value
" ;;
        line\ *) add_line - "$value" "$value" ;;
        # A line that a device uses, by the node of its controller.
        use\ *) add_line "${value%% *}" "${value#* }" '' ;;
        chip\ *) chip=$value ;;
        offset\ *)
            case $value in
            *' '*) add_line "${value%% *}" "$chip" "${value#* }" ;;
            *) add_line "$value" "$chip" '' ;;
            esac
            ;;
        *) die 64 "$declared:$line_number: unknown line '$field': $again" ;;
        esac
    done < "$declared"
    [ -z "$begun" ] || die 64 "$declared is incomplete, because it does not end with the line 'end': $again"
    [ -n "$kind" ] || die 64 "$declared declares nothing: $again"
    visit
}

# Adds a line by its offset, its chip and its name in the aggregator. Instead of an offset, "-" means:
# the chip that has a line of this name.
add_line() {
    lines="$lines$1$tab$2$tab$3
"
}

# Calls a function for each line: with its offset, its chip (where) and its name (called).
each_line() {
    while IFS=$tab read -r offset where called; do
        [ -z "$offset" ] || "$1" || return
    done << LINES
$lines
LINES
}

# Whether a driver belongs to VFIO.
is_vfio() {
    case $1 in
    vfio-* | vfio_* | *-vfio-pci | *_vfio_pci) ;;
    *) return 1 ;;
    esac
}

# Whether a device is in use, so that it cannot be released: refuses that.
is_used() {
    file=/dev/vfio/$(leads_to "$path/iommu_group")
    if is_vfio "$1"; then
        while is_open "$file"; do
            if ! tick; then
                refused "still bound to $1, because $file is open: stop the program that uses it first"
                return 0
            fi
        done
    elif [ -z "$dry" ] && keeps_removed_chips && first "$path" 'gpiochip[0-9]*'; then
        used=$(used_lines)
        if [ -n "$used" ]; then
            refused "kept, because $used: stop that program first, because this kernel would keep the removed chip, and crash later"
            return 0
        fi
    fi
    return 1
}

# Linux before 6.9 keeps a removed chip in its list if it was in use, and crashes when it next searches for a line by name.
keeps_removed_chips() {
    read -r kernel_release < /proc/sys/kernel/osrelease
    case $kernel_release in [0-5].* | 6.[0-8] | 6.[0-8][.-]*) ;; *) return 1 ;; esac
}

# Prints the first line of the chip in found that somebody uses, according to the kernel.
used_lines() {
    [ ! -r /sys/kernel/debug/gpio ] || tr -cd ' -~\n' < /sys/kernel/debug/gpio |
        sed -n "/^${found##*/}: /,/^gpiochip\|^\$/s/^ *gpio-\([0-9]*\) *(.*|\(.*[^ ]\) *) .*/line \1 is used by \"\2\"/p" | sed -n 1p
}

# Whether the group of a file is open: the kernel opens it only once at a time. Other errors than EBUSY
# prove nothing.
is_open() {
    [ -e "$1" ] || return
    case $( (exec 8<> "$1") 2>&1) in *busy) ;; *) return 1 ;; esac
}

# Notes that a driver has released the device. If it is one of VFIO, no rule may give the nodes of the
# group to a user until the device is bound to VFIO again, or the system reboots.
returned() {
    [ -z "$dry" ] && is_vfio "$1" || return 0
    mkdir -p "$run/returned" && : > "$run/returned/$bus:${path##*/}"
}

# Releases a device from its driver. A driver of VFIO may wait until a process closes the device, so
# a separate process without the lock does the write, and may remain.
release() {
    stuck=''
    if [ -n "$dry" ] || ! is_vfio "$1"; then
        put "$path/driver/unbind" "${path##*/}" && return
        failed "$kind $id: $1 does not release it"
        return 1
    fi
    put "$path/driver/unbind" "${path##*/}" 9>&- &
    writer=$! stuck=1 pause=$shortest looked=''
    [ "$left" -gt 0 ] || left=0
    left=$((left + 100))
    while kill -0 "$writer" 2> /dev/null; do
        if ! tick; then
            failed "$kind $id: $1 does not release it: process $writer is waiting in the kernel"
            return 1
        fi
    done
    stuck=''
}

# Whether a device was made from the declared node.
at_node() {
    # shellcheck disable=SC3013 # dash and busybox have -ef, which needs no process for each device
    [ "$1/of_node" -ef "/sys/firmware/devicetree/base$id" ]
}

# Finds the device: sets path.
find_device() {
    path=''
    devices=/sys/bus/$bus/devices
    if [ "$kind" = member ]; then
        [ ! -e "$devices/$id" ] || path=$devices/$id
    elif [ -n "$name" ] && at_node "$devices/$name"; then
        path=$devices/$name
    else
        for candidate in "$devices"/*; do
            if at_node "$candidate"; then
                path=$candidate
                break
            fi
        done
    fi
    [ -n "$path" ]
}

# Finds the device's file in /dev: sets file.
find_file() {
    file=''
    case $class in
    '') return 0 ;;
    gpio) first "$path" 'gpiochip[0-9]*' ;;
    vfio)
        file=/dev/vfio/$(leads_to "$path/iommu_group")
        return 0
        ;;
    *) first "$path/$class" '*' ;;
    esac || return 1
    file=/dev/${found##*/}
}

# Reads the state: sets state; wrong, which is empty if all is well; and access, which is empty unless
# only the access to the file is wrong.
look() {
    wrong='' file='' access=''
    if [ "$kind" = aggregator ]; then
        look_at_aggregator
    elif ! find_device; then
        wrong='no such device' state=missing
    else
        state=$(leads_to "$path/driver")
        if [ "$driver" = none ]; then
            [ -z "$state" ] || wrong="bound to $state"
        elif [ -n "$driver" ] && [ "$state" != "$driver" ]; then
            wrong="not bound to $driver"
        elif ! find_file; then
            wrong='no file in /dev'
        fi
        state=${state:-unbound}
    fi
    [ -n "$wrong" ] || [ -z "$file" ] || look_at_access
}

# Whether a file has an access control list, which lets in others than its mode shows. Not every ls
# shows it.
has_acl() {
    # shellcheck disable=SC2012 # only the first word matters
    case $(ls -ld "$1" 2> /dev/null) in ??????????+*) ;; *) return 1 ;; esac
}

has_name_or_number() {
    case " $(stat -c "$2" "$file") " in *" $1 "*) ;; *) return 1 ;; esac
}

# Sets wrong, and access: whether the permissions or the link are wrong.
look_at_access() {
    if [ ! -e "$file" ]; then
        wrong="no $file"
        return
    fi
    access=permissions
    if [ -n "$mode" ] && [ "$(stat -c %a "$file")" != "$mode" ]; then
        wrong="$file has mode $(stat -c %a "$file"), not $mode"
    elif [ -n "$owner" ] && ! has_name_or_number "$owner" '%U %u'; then
        wrong="$file is not owned by $owner"
    elif [ -n "$group" ] && ! has_name_or_number "$group" '%G %g'; then
        wrong="$file does not belong to group $group"
    elif [ -n "$mode" ] && has_acl "$file"; then
        wrong="$file has an access control list (ACL)"
    elif [ -n "$link" ] && [ "$(readlink -f "/dev/gpio/$link")" != "$file" ]; then
        wrong="/dev/gpio/$link does not lead to $file" access=link
        [ -S /run/udev/control ] || wrong="$wrong, because udev, which makes this link, does not run"
    else
        access=''
    fi
}

# Whether only root can open a file, and nobody else can give himself the right to.
is_closed() {
    # An owner other than root could have taken the permissions away from himself for a while.
    case $(stat -c '%u %g:%a' "$1") in '0 0:'*[0-7]0 | '0 '*:[0-7]00 | '0 '*:0) ! has_acl "$1" ;; *) return 1 ;; esac
}

# Whether others than root could open the file, although its permissions are not as declared. udev
# sets these in several steps.
is_given_wrongly() {
    for attempt in 1 2 3; do
        look
        [ "$access" = permissions ] && ! is_closed "$file" || return
        if [ "$attempt" = 3 ] || [ -n "$dry" ] || [ ! -S /run/udev/control ]; then break; fi
        sleep "$shortest"
    done
}

# Nobody can find out who has a file open, so what counts is what the permissions allowed, and what
# was given since the system started: it stays as it is until the device is released.
may_give() {
    look
    given=$run/given/$bus:${path##*/} before=''
    [ ! -r "$given" ] || before=$(cat "$given")
    # The file of a device that was released and bound again is another one.
    [ -z "$file" ] || [ "${before##*:}" = "$(stat -c %i "$file")" ] || before=''
    if [ -n "$before" ] && [ "${before%:*}" != "$owner:$group:$mode" ]; then
        wrong="${file:-its file} belonged to ${before%:*:*} until now"
    elif ! is_given_wrongly; then
        return 0
    fi
    case $(leads_to "$path/driver") in
    gpio-aggregator | spidev | *vfio*) refused "$wrong, and others may have it open: run dtbind-target stop, then dtbind-target start" ;;
    *) keeps_access ;;
    esac
    return 1
}

# Nothing ends the access: the kernel does not take back registers that are mapped, and others may
# need a device with its regular driver.
keeps_access() {
    accepted="rm -f $given"
    [ -z "$file" ] || accepted="chown root:root $file; chmod 600 $file; $accepted"
    ! has_acl "$file" || accepted="setfacl -b $file; $accepted"
    refused "${wrong:+$wrong, and }others than root may use ${file:-it} until the system restarts: restart it, or accept that they keep it: $accepted"
}

# Whether somebody may keep registers mapped after a device is released from a driver: refuses that.
keeps_mapping() {
    [ "$1" = uio_pdrv_genirq ] && first "$path/uio" '*' || return
    file=/dev/${found##*/} given=$run/given/$bus:${path##*/} wrong=''
    [ ! -r "$given" ] && is_closed "$file" && return 1
    keeps_access
}

# Notes to whom the file belongs, until the system restarts.
note_given() {
    [ -z "$dry" ] && [ -n "$file" ] || return 0
    if [ -n "$mode" ]; then mkdir -p "$run/given" && echo "$owner:$group:$mode:$(stat -c %i "$file")" > "$given"; else rm -f "$given"; fi
}

# Sets the access to a file. If udev runs, its rules do that, and also make the link.
give() {
    if [ -S /run/udev/control ]; then
        put "/sys/dev/char/$(($(stat -c 0x%t "$file"))):$(($(stat -c 0x%T "$file")))/uevent" change
        return
    fi
    dry_run 'set owner, group and mode of %s\n' "$file" && return
    [ -z "$owner$group" ] || chown -- "$owner${group:+:$group}" "$file"
    [ -z "$mode" ] || chmod "$mode" "$file"
}

report() {
    look
    [ -z "$wrong" ] || worst=5
    case $command in
    status) ;;
    *) [ -n "$wrong" ] || return 0 ;;
    esac
    object=$id
    [ "$kind" != device ] || [ -z "$path" ] || object="$id (${path##*/})"
    printf '%s\n' "$kind $object: $state${file:+, $file}${link:+, /dev/gpio/$link}${wrong:+: $wrong}"
}

# Waits until one declaration is in effect, including links.
wait_for_effect() {
    mended=''
    while look && [ -n "$wrong" ]; do
        # A udev that has just started may have missed the event.
        if [ -n "$access" ] && { [ -z "$mended" ] || { [ -S /run/udev/control ] && [ $((mended - left)) -ge 200 ]; }; }; then
            give
            mended=$left
        else
            tick || break
        fi
    done
    [ -z "$wrong" ] || [ -n "$dry" ] || failed "$kind $id: $wrong"
}

# Loads a module, if one is declared, unless a directory shows that it is loaded.
load() {
    [ -z "$1" ] || [ -d "$2" ] || dry_run 'load module %s\n' "$1" || modprobe -q -b -- "$1" < /dev/null 2> /dev/null
    [ -d "$2" ] || { [ -n "$dry" ] && [ -n "$1" ]; }
}

start_device() {
    until find_device; do
        if ! tick; then
            failed "$kind $id: no such device"
            return
        fi
    done
    now=$(leads_to "$path/driver")
    case $driver in
    '' | "$now") ;;
    none) [ -z "$now" ] && look_at_override && [ "$override" = none ] || take_over || return ;;
    *) take_over || return ;;
    esac
    [ -n "$dry" ] || ! is_vfio "$driver" || rm -f "$run/returned/$bus:${path##*/}"
    may_give || return
    wait_for_effect
    [ -n "$wrong" ] || note_given
}

look_at_override() {
    override=$(cat "$path/driver_override" 2> /dev/null) || override=''
    [ "$override" != '(null)' ] || override=''
}

# Sets the override before the former driver releases the device, so that no other driver can take
# it in between. No driver is called "none", so drivers that are loaded later ignore the device then.
take_over() {
    device=${path##*/}
    look_at_override
    case $override in
    '' | "$driver") ;;
    *)
        refused "its driver_override is '$override', for which it is not declared: undo what set it, or write an empty line to $path/driver_override"
        return 1
        ;;
    esac
    if [ "$driver" != none ] && ! load "$module" "/sys/bus/$bus/drivers/$driver"; then
        failed "$kind $id: the kernel has no driver $driver for the $bus bus"
        return 1
    fi
    if [ -n "$now" ]; then
        keeps_mapping "$now" && return 1
        is_used "$now" && return 1
        [ -n "$dry" ] || stuck='' undo_path=$path undo_bus=$bus undo_override=$override undo_driver=$now
    fi
    if ! put "$path/driver_override" "$driver"; then
        undo_path=''
        failed "$kind $id: driver_override cannot be set"
        return 1
    fi
    if [ -n "$now" ]; then
        if ! release "$now"; then
            # Writing to a device for which the kernel is waiting would wait, too.
            [ -n "$stuck" ] || put "$path/driver_override" "$override"
            undo_path=''
            return 1
        fi
        is_vfio "$driver" || returned "$now"
        # Nothing of what former users had of that driver remains.
        [ -n "$dry" ] || rm -f "$run/given/$bus:$device"
    fi
    if [ "$driver" = none ]; then
        undo_path=''
        return 0
    fi
    # Do not use bind: the kernel retries a probe that waits for a supplier.
    put "/sys/bus/$bus/drivers_probe" "$device"
    until [ "$(leads_to "$path/driver")" = "$driver" ]; do
        tick || break
    done
    if [ "$(leads_to "$path/driver")" = "$driver" ] || [ -n "$dry" ]; then
        undo_path=''
        return 0
    fi
    if [ -n "$undo_path" ]; then
        failed "$kind $id: $driver did not bind to it$(reason)"
        give_back
    else
        # Nobody had it. The override stays: the kernel binds it when what it
        # waits for comes.
        failed "$kind $id: $driver has not bound to it yet$(reason)"
    fi
    return 1
}

# Prints what a device waits for, according to the kernel.
reason() {
    if [ -r /sys/kernel/debug/devices_deferred ]; then
        while read -r waiting why; do
            [ "$waiting" != "$device" ] || printf ', because it is waiting%s' "${why:+: $why}"
        done < /sys/kernel/debug/devices_deferred
    fi
    printf ': see dmesg and /sys/kernel/debug/gpio'
}

stop_device() {
    [ -n "$driver" ] && find_device || return 0
    device=${path##*/} now=$(leads_to "$path/driver")
    look_at_override
    # Do not clear an override that somebody else has set.
    if [ "$override" != "$driver" ]; then
        why='its driver_override is not set'
        [ -z "$override" ] || why="another program has set its driver_override to '$override'"
        [ "$now" != "$driver" ] ||
            say "$kind $id: left bound to $driver, because $why"
        return 0
    fi
    if [ "$now" = "$driver" ]; then
        # If the device stays bound, it keeps its override.
        ! keeps_mapping "$now" && ! is_used "$now" && release "$now" || return 0
        [ -n "$dry" ] || rm -f "$run/given/$bus:${path##*/}"
        returned "$driver"
    fi
    put "$path/driver_override" '' || failed "$kind $id: cannot clear its driver_override"
    case $now in
    # For the driver that it has by itself, if there is one.
    '' | "$driver") put "/sys/bus/$bus/drivers_probe" "$device" ;;
    esac
    [ -n "$dry" ] || [ "$(leads_to "$path/driver")" != "$driver" ] ||
        failed "$kind $id: still bound to $driver"
}

# Finds an aggregator that this script or the program dtbind made: sets how it was
# made and its device. Fails if the device is not the same any more.
made() {
    read_record "$run/aggregators/$id" && [ -e "$platform/${device:-none}" ] || return 1
    [ "$made_by" != configfs ] || has_recorded_name || return
    # Names of devices can be reused. What was killed too early recorded no identity.
    [ -z "$recorded_identity" ] || [ "$recorded_identity" = "$(identity)" ]
}

read_record() {
    made_by='' device='' recorded_identity='' recorded_lines='' recorded_access=''
    [ -r "$1" ] || return 1
    while IFS= read -r entry; do
        case $entry in
        by=*) made_by=${entry#by=} ;;
        device=*) device=${entry#device=} ;;
        identity=*) recorded_identity=${entry#identity=} ;;
        line=*) recorded_lines="$recorded_lines${entry#line=}
" ;;
        owner=* | group=* | mode=*) recorded_access="$recorded_access$entry
" ;;
        esac
    done < "$1"
}

# Whether the record of the aggregator that made found has the declared lines, or none.
has_declared_lines() {
    unread=$recorded_lines
    [ -n "$unread" ] && can_record || return 0
    each_line is_recorded && [ -z "$unread" ]
}

# Compares a line with the next one of the record. Where a line is declared by its name, the program
# dtbind records its chip and its name. A name that nobody declared is not compared.
# shellcheck disable=SC2317 # each_line calls it
is_recorded() {
    escape
    entry=${unread%%"
"*}
    unread=${unread#*"
"}
    case $entry in
    "$offset $where $called") ;;
    "$offset $where "*) [ -z "$called" ] || [ "$made_by" = sysfs ] ;;
    *" $called") [ "$offset" = - ] ;;
    *) return 1 ;;
    esac
}

has_recorded_name() { [ "$(cat "$aggregator_directory/dev_name" 2> /dev/null)" = "$device" ]; }

# Prints what is unique to a device: the boot, and the inode number of its directory in
# sysfs, which differs for a device that was deleted and made again.
identity() {
    printf '%s:%s' "$(cat /proc/sys/kernel/random/boot_id)" "$(stat -L -c %i "$platform/$device" 2> /dev/null)"
}

look_at_aggregator() {
    path=''
    if ! made; then
        wrong='not created' state=missing
    else
        path=$platform/$device state=$device
        has_declared_lines || wrong='made up of other lines'
        find_file || wrong='its chip is missing'
    fi
}

start_aggregator() {
    if ! made; then
        if ! load gpio_aggregator "$aggregators"; then
            failed "aggregator $id: the kernel has no gpio-aggregator"
            return
        fi
        make || return
        if [ -n "$dry" ]; then
            undo_made=''
            return
        fi
    elif ! first "$platform/$device" 'gpiochip[0-9]*'; then
        # A run was killed between two steps, or a supplier has gone.
        put "$platform/../drivers_probe" "$device"
    fi
    list_access
    look
    if ! has_declared_lines || [ "$recorded_access" != "$declared_access" ]; then
        [ -n "$wrong" ] || wrong='it was given to others'
        refused "$wrong: run dtbind-target stop, then dtbind-target start"
        return
    fi
    if [ -z "$undo_made" ] && is_given_wrongly; then
        refused "$wrong, and others may have it open: run dtbind-target stop, then dtbind-target start"
        return
    fi
    announce
    wait_for_effect
    if [ -n "$undo_made" ] && [ -n "$mode" ] && [ -z "$wrong" ] && [ -S /run/udev/control ]; then
        # Until then, udev may have given the new chip to others, who opened it.
        put "$aggregators/unbind" "$device" && put "$platform/../drivers_probe" "$device"
        until first "$platform/$device" 'gpiochip[0-9]*'; do
            tick || break
        done
        announce
        wait_for_effect
    fi
    undo_made=''
}

# Tells udev which device this is, in letters and digits: the rules look for this at the device.
announce() {
    [ -z "$dry" ] && first "$platform/$device" 'gpiochip[0-9]*' || return
    put "$platform/$device/uevent" "change $uuid DTBIND=$key"
    put "$found/uevent" "change $uuid DTBIND=$key"
}

# The record comes before the first step, so that what a killed script leaves in configfs is known.
make() {
    ! begun || unmake || return
    if [ ! -d "$aggregators" ]; then
        # Whether it has configfs depends on the module.
        dry_run 'create aggregator %s\n' "$id"
        return
    fi
    if [ -e "$aggregator_directory" ]; then
        refused "$aggregator_directory already exists, but this script did not create it"
        return 1
    fi
    made_by=sysfs device='' before=$(aggregated)
    [ ! -d "$configfs" ] || made_by=configfs
    remember || return
    undo_made=1
    if [ "$made_by" = configfs ]; then make_by_configfs; else make_by_sysfs; fi && remember && { [ -n "$dry" ] || made; } && return
    unmake
    undo_made=''
    return 1
}

# Whether the record is that of an aggregator in configfs without a device: it was not completed, or
# its device was deleted since this boot. The directory keeps the name of such a device.
begun() {
    [ "$made_by" = configfs ] && [ -d "$aggregator_directory" ] || return
    [ -z "$device" ] || { has_recorded_name && [ "$(identity)" = "${recorded_identity%:*}:" ]; }
}

# Deletes an aggregator, which may be incomplete, and its record.
unmake() {
    path=$platform/${device:-none}
    ! is_used gpio-aggregator || return
    case $made_by in
    configfs) remove_configfs ;;
    sysfs)
        [ -n "$device" ] || find_added
        [ ! -e "$platform/${device:-none}" ] || put "$aggregators/delete_device" "$device"
        ;;
    esac || {
        failed "aggregator $id: the kernel does not delete it"
        return 1
    }
    [ -n "$dry" ] || rm -f "$run/aggregators/$id"
}

# Writes the record as the program dtbind does. Only add lines, never change them.
remember() {
    [ -z "$dry" ] || return 0
    list_access
    record=$(
        printf '%s\n' dtbind-aggregator=1 "name=$id" "by=$made_by"
        [ -z "$device" ] || printf '%s\n' "device=$device" "identity=$(identity)"
        printf '%s' "$declared_access"
        [ -z "$link" ] || printf '%s\n' "link=$link"
        ! can_record || each_line record_line
        printf '%s' "$safe"
        echo end
    )
    mkdir -p "$run/aggregators" && put "$run/aggregators/.$id.new" "$record" &&
        mv "$run/aggregators/.$id.new" "$run/aggregators/$id" && return
    failed "aggregator $id: cannot write $run/aggregators/$id: make it writable, or free space there"
    return 1
}

# Sets declared_access to the owner, the group and the mode, as in a record.
list_access() {
    declared_access=''
    for entry in "owner=$owner" "group=$group" "mode=$mode"; do
        [ -z "${entry#*=}" ] || declared_access="$declared_access$entry
"
    done
}

# The program dtbind also escapes other characters; if there are any, the script records no lines.
can_record() {
    case $lines in *\\* | *[!\ -~"$tab
"]*) return 1 ;; esac
}

# shellcheck disable=SC2317 # each_line calls it
record_line() {
    escape
    printf 'line=%s %s %s\n' "$offset" "$where" "$called"
}

# Makes words of the chip and the name of a line.
# shellcheck disable=SC2317 # as above
escape() {
    case $where$called in *' '*) ;; *) return ;; esac
    where=$(printf %s "$where" | sed 's/ /\\x20/g')
    called=$(printf %s "$called" | sed 's/ /\\x20/g')
}

make_by_configfs() {
    if ! make_directory "$aggregator_directory"; then
        # It does not belong to this script.
        made_by=''
    elif line_index=0 && each_line configfs_line; then
        # This waits for the chip, and tries again if its supplier is late.
        until put "$aggregator_directory/live" 1; do
            tick || break
        done
        [ -z "$dry" ] || return 0
        device=$(cat "$aggregator_directory/dev_name")
        [ "$(cat "$aggregator_directory/live")" != 1 ] || return 0
    fi
    failed "aggregator $id: the kernel did not create a chip with these lines: see dmesg and /sys/kernel/debug/gpio"
    return 1
}

# Makes a directory for a line; they are numbered from 0.
# shellcheck disable=SC2317 # each_line calls it
configfs_line() {
    [ "$offset" != - ] || offset=-1
    make_directory "$aggregator_directory/line$line_index" &&
        put "$aggregator_directory/line$line_index/key" "$where" &&
        put "$aggregator_directory/line$line_index/offset" "$offset" &&
        { [ -z "$called" ] || put "$aggregator_directory/line$line_index/name" "$called"; } || return
    line_index=$((line_index + 1))
}

remove_configfs() {
    [ "$(cat "$aggregator_directory/live" 2> /dev/null)" != 1 ] || put "$aggregator_directory/live" 0
    for line_directory in "$aggregator_directory"/line*; do
        [ ! -d "$line_directory" ] || remove_directory "$line_directory"
    done
    [ ! -d "$aggregator_directory" ] || remove_directory "$aggregator_directory"
}

# Prints the names of all of the driver's devices, with spaces around each.
aggregated() {
    printf ' '
    for aggregated_device in "$platform"/gpio-aggregator.[0-9]*; do
        [ ! -e "$aggregated_device" ] || printf '%s ' "${aggregated_device##*/}"
    done
}

# Finds the driver's devices that were not there before: sets device.
find_added() {
    for added in $(aggregated); do
        case $before in
        *" $added "*) ;;
        *) device=${device:+$device and }$added ;;
        esac
    done
}

# Adds a line to the words for new_device. The kernel sorts a list of offsets, and accepts at most one
# page per write.
# shellcheck disable=SC2317 # each_line calls it
add_words() {
    if [ "$offset" = - ]; then
        words="$words \"$where\"" searched=1
    elif [ "$last_offset" != - ] && [ "$where" = "$last_chip" ] && [ "$offset" -gt "$last_offset" ]; then
        words=$words,$offset
    else
        words="$words \"$where\" $offset"
    fi
    last_offset=$offset last_chip=$where
}

make_by_sysfs() {
    words='' searched='' last_offset='' last_chip=''
    each_line add_words
    if [ -n "$searched" ] && keeps_removed_chips && grep -qs '(dangling chip)$' /sys/kernel/debug/gpio; then
        made_by=''
        failed "aggregator $id: this kernel keeps a removed GPIO chip, and would crash if it searched for a line by name: restart the system, or declare the chip and the offset of each line"
        return 1
    fi
    # The kernel would silently drop a name in the last place.
    [ "$last_offset" != - ] || words="$words \"\""
    if ! put "$aggregators/new_device" "${words# }"; then
        made_by=''
        failed "aggregator $id: the kernel rejects ${words# }"
        return 1
    fi
    [ -z "$dry" ] || return 0
    find_added
    if [ ! -e "$platform/$device" ]; then
        failed "aggregator $id: another process created an aggregator at the same time: it is one of $device"
        return 1
    fi
    remember || return
    # The write succeeds even if the lines do not exist.
    until first "$platform/$device" 'gpiochip[0-9]*'; do
        tick || break
    done
    [ -z "$found" ] || return 0
    failed "aggregator $id: the kernel did not create a chip with ${words# }: see dmesg and /sys/kernel/debug/gpio"
    return 1
}

stop_aggregator() {
    # Otherwise, there is only a record, or the record of another device.
    made || begun || made_by='' device=''
    unmake
}

while getopts nt:c: option; do
    case $option in
    n) dry=1 ;;
    t) seconds=$OPTARG waits=1 ;;
    c) conf=$OPTARG ;;
    *) die 64 "$usage" ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] || die 64 "$usage"
case $seconds in
'' | *[!0-9]* | 0?* | ????????*) die 64 "-t needs a number of seconds from 0 to 9999999 without leading zeros, not '$seconds'" ;;
esac
# Check all files before anything changes.
command=check kind=''
each
[ -n "$kind" ] || die 69 "no declaration file in ${conf:-$here (target.conf or target.d)}: $again"
command=$1
! sleep 0.1 2> /dev/null || shortest=0.1
pause=$shortest looked='' left=$((seconds * 100))

case $command in
start)
    take_lock
    look_for_journal
    each
    ;;
stop)
    take_lock
    look_for_journal
    # An aggregator may have lines of a device's chip.
    command=delete && each
    command=release && each
    say 'the lines keep their levels: dtbind-target does not reset them'
    ;;
status) each ;;
verify)
    while :; do
        worst=0
        differences=$(each; exit "$worst") || worst=$?
        { [ "$worst" -ne 0 ] && [ -n "$waits" ] && tick; } || break
    done
    [ -z "$differences" ] || printf '%s\n' "$differences"
    ;;
*) die 64 "$usage" ;;
esac
exit "$worst"
