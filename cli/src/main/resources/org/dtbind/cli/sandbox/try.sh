#!/bin/sh
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs in the sandbox of "dtbind try": applies the declaration, prints what exists, and runs the
# user's command, which is the script's arguments. Progress goes to standard error. Lines that begin
# with U+0001 are for dtbind.

add() {
    # The last line may lack its newline.
    printf '%s\n' "$(cat "/etc/$1")" "$2" > "/run/dtbind-$1" &&
        mount -n --bind "/run/dtbind-$1" "/etc/$1"
}
[ -z "$DTBIND_TRY_PASSWD" ] || add passwd "$DTBIND_TRY_PASSWD"
[ -z "$DTBIND_TRY_GROUP" ] || add group "$DTBIND_TRY_GROUP"
if [ -n "$DTBIND_TRY_SPEC" ]; then
    printf '%s\n' "$DTBIND_TRY_WITHOUT" > "$DTBIND_TRY_NOT_SIMULATED"
    # shellcheck disable=SC2086 # an option or none
    "$DTBIND_APP/bin/dtbind" $DTBIND_TRY_QUIET apply --spec "$DTBIND_TRY_SPEC" >&2
    applied=$?
    rm "$DTBIND_TRY_NOT_SIMULATED"
    printf '\001applied %s\n' "$applied"
    [ "$applied" = 0 ] || [ $# = 0 ] || exit 1
fi
if [ $# = 0 ]; then
    # shellcheck source=/dev/null
    . "$DTBIND_SANDBOX/look.sh"
else
    printf '\001end\n'
fi
cd "$DTBIND_TRY_DIRECTORY" 2> /dev/null || :
PATH="$DTBIND_SANDBOX/bin:$PATH"
[ -z "$DTBIND_APP" ] || PATH="$DTBIND_APP/bin:$PATH"
if [ -n "$DTBIND_TRY_KEEP" ]; then
    stty -F /dev/tty0 sane
    TERM=$DTBIND_TRY_KEEP PS1='try# ' setsid -c sh -i < /dev/tty0 > /dev/tty0 2>&1
    exit 0
fi
[ $# = 0 ] || exec "$@"
