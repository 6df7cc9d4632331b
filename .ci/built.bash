# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
#
# The program as ./dtbind builds it, for what needs more of it than to run it. To be sourced.

# built CHECKOUT: builds it where it is not built; sets `app` to its folder, and `java` to the java
# that it was built with, which need not be in PATH
built() {
    "$1/dtbind" --version > /dev/null || return
    app=$1/cli/target/dtbind
    java=java
    [[ ! -r $app/lib/java ]] || read -r java < "$app/lib/java"
}
