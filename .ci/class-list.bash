# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Lists the classes of the class-data archive, for ./dtbind and ./release. Source this file with
# `root` set to the checkout, `app` to the assembled program, and JAVA_HOME. The functions write to
# the current directory. Names of files are relative, because java's options are split at spaces.

# class_list: writes dtbind.classes: all classes of dtbind, and those of java and the libraries that a
# few commands load which change nothing. With the classes of 34 commands, no command needed measurably
# less processor time. Without the last run, `bind` needed 6% more, and `explain` 13%. The order does
# not depend on the timing of threads; lambdas come last, because they must come after the classes
# that they need.
class_list() {
    local jar own=("$app"/lib/cli-[0-9]*.jar)
    : > classes
    tried --help
    : > trial.dtb # Replacing a file needs more classes.
    tried compile -@ -I "$root/samples/include" "$root/samples/door/door.dts" -o trial.dtb
    tried explain --tree trial.dtb door
    printf 'apiVersion: dtbind/v1\ndevices:\n  - { node: /none, bind: gpio-aggregator }\n' > trial.yaml
    tried apply --dry-run --spec trial.yaml
    # A copied system with a door: the files that describe it.
    mkdir -p trial/sys/bus/platform/{devices,drivers/gpio-aggregator} trial/sys/devices/platform/door trial/sys/firmware/devicetree/base/door
    printf 'DRIVER=\nOF_NAME=door\nOF_FULLNAME=/door\n' > trial/sys/devices/platform/door/uevent
    printf '(null)\n' > trial/sys/devices/platform/door/driver_override
    printf 'door\0' > trial/sys/firmware/devicetree/base/door/name
    printf 'myvendor,mydoor\0' > trial/sys/firmware/devicetree/base/door/compatible
    ln -s ../../../firmware/devicetree/base/door trial/sys/devices/platform/door/of_node
    ln -s ../../../bus/platform trial/sys/devices/platform/door/subsystem
    ln -s ../../../devices/platform/door trial/sys/bus/platform/devices/door
    tried bind --sysroot trial --timeout 0.1 door
    # Commands that change a system need more classes of dtbind, whose jars all have one version.
    for jar in "$app"/lib/*-"${own[0]##*/cli-}"; do
        "$JAVA_HOME/bin/jar" tf "$jar" | sed -n '/^META-INF/!s/\.class$//p' >> classes
    done
    { grep -v '^@' classes | LC_ALL=C sort -u && grep '^@' classes | LC_ALL=C sort -u; } > dtbind.classes
    rm -rf -- classes classes.one trial*
}

# tried ARGUMENT...: runs dtbind with these arguments, and adds the classes that it loads. A newer
# java numbers the classes in each list separately, and rejects a list in which two classes have the
# same number.
tried() {
    DTBIND_HOME=$root DTBIND_JAVA_OPTIONS="-Xshare:off -XX:DumpLoadedClassList=classes.one" "$app/bin/dtbind" "$@"
    sed '/ source: /d; s/ id: [0-9]*$//' classes.one >> classes
}
