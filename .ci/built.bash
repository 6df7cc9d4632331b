# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
#
# Provides the program that ./dtbind builds, for scripts that do more than run it. Source this file.

# built CHECKOUT: builds the program if necessary, and sets `app` to its directory and `java` to the
# java of the build, which may not be in PATH
built() {
    "$1/dtbind" --version > /dev/null || return
    app=$1/cli/target/dtbind
    java=java
    [[ ! -r $app/lib/java ]] || read -r java < "$app/lib/java"
}
