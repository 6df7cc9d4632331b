# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Pages in a real browser, Debian's chromium without a window; to be sourced, with the checkout in
# $here, a folder in $work and a java in $java.

# browse OPTION... URL: opens a page; what it says of it, its console among that, is in $work/said
browse() {
    chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$work/profile" --no-first-run --disable-extensions \
        --window-size=1000,1600 --hide-scrollbars --enable-logging=stderr --v=0 "$@" 2> "$work/said"
}

# quiet_url URL TEXT...: opens it; nothing on the console, and every TEXT in the document
quiet_url() {
    local url=$1 text
    shift
    browse --dump-dom "$url" > "$work/dom" || { cat "$work/said"; return 1; }
    ! grep -F ':CONSOLE' "$work/said" || return 1
    for text; do
        grep -qF -e "$text" "$work/dom" || { echo "$url has no $text"; return 1; }
    done
}

# quiet_page FILE TEXT...: the same, of a file
quiet_page() { quiet_url "file://$1" "${@:2}"; }

# brightness OPTION... URL: 0 to 255, of the page as it is seen, which is in $work/seen.png; and how many colours
brightness() {
    browse --screenshot="$work/seen.png" "$@" > /dev/null || { cat "$work/said" >&2; return 1; }
    "$java" "$here/.ci/Brightness.java" "$work/seen.png" > "$work/bright" || return
    cat "$work/bright"
}

the_console_is_heard() {
    echo '<!DOCTYPE html><title>t</title><script>console.log(1)</script>' > "$work/loud.html"
    ! quiet_page "$work/loud.html"
}
