# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Lists the classes of the class-data archives, for ./dtbind and ./release. Source this file with
# `root` set to the checkout, `app` to the assembled program, and JAVA_HOME. The functions write to
# the current directory. Names of files are relative, because java's options are split at spaces.

# lists: writes drop-in.classes, usual.classes and system.classes, with all classes that a command
# may load, and change.classes, with the classes that changes usually load
lists() {
    try_drop_ins
    # An archive with only the classes that the drop-ins need has fewer pages: this saves 3 of
    # fdtoverlay's 52 ms.
    list drop-in
    try_usual
    tried compile -@ -I "$root/samples/include" "$root/samples/door/door.dts" --out-dir trials
    # The build does not run all commands, so add all classes of dtbind and of picocli.
    own '/^META-INF/!s/\.class$//p'
    list usual
    # An archive with only the classes that read and change a system: java sorts classes by name, so
    # fewer pages contain such classes.
    try_system
    # A build does not change a system, so add all classes of the packages that do, and of those
    # that report changes.
    # shellcheck disable=SC2016
    own '\,^org/dtbind/cli/(export/|overlay/|sandbox/|tree/(Batch|Compile|Show)),d
        \,^(org/dtbind/(aggregator|bind|change|cli|device|doctor|explain|gpio|iommu|kernel|linux|spec|start|tree|view)/|picocli/.*Exception),s/\.class$//p'
    list system
    # The most frequent commands that change a system have an archive with only the classes that
    # they load: in the other archive, these are spread over more pages, and each touched page takes
    # time (docs/adr/0009-start.md).
    sed '/^#/d' "$root/cli/src/build/change.classes" > classes
    tried apply --spec trial.yaml
    tried bind --dry-run no-such-device
    list change
    rm -rf -- classes classes.one trial*
}

# small_lists: writes usual.classes and system.classes for a package; these archives are a third
# smaller (docs/adr/0010-packages.md)
small_lists() {
    try_drop_ins
    try_usual
    # Add these by name: which of java's classes threads need depends on which thread waits.
    own '\,^org/dtbind/cli/tree/Batch,s/\.class$//p'
    sorted_list usual
    try_system
    own '\,^org/dtbind/(aggregator|bind|change|device|gpio|kernel|start)/,s/\.class$//p'
    sorted_list system
    rm -rf -- classes classes.one trial*
}

try_drop_ins() {
    # Java does not list this class if the jars are on the boot class path.
    # shellcheck disable=SC2016
    echo 'java/io/FileOutputStream$1' >> classes
    printf '/dts-v1/;\n/ {\n\tgpio2: gpio {\n\t\treg = <1>;\n\t\tnames = "a", "b";\n\t};\n};\n' > trial.dts
    tried dtc -q -@ -o trial.dtb trial.dts
    tried dtc -q -I dtb -O dts -o trial.dts trial.dtb
    printf '/dts-v1/;\n/plugin/;\n&gpio2 { trial: trial { x = <&gpio2 &trial>; }; };\n' > trial.dtso
    tried dtc -q -@ -o trial.dtbo trial.dtso
    printf '/dts-v1/;\n/plugin/;\n&trial { x = <&trial>; };\n' > trial.dtso
    tried dtc -q -@ -o trial2.dtbo trial.dtso
    tried fdtoverlay -i trial.dtb -o trial3.dtb trial.dtbo trial2.dtbo
    tried fdtget trial.dtb /gpio names
    tried fdtput trial.dtb /gpio more 1 2
    tried fdtdump trial.dtb
    tried dtmerge trial.dtb trial3.dtb trial.dtbo
}

try_usual() {
    tried --version
    tried --help
    tried compile -@ -I "$root/samples/include" "$root/samples/door/door.dts" -o trial.dtb
    tried dtc -q -O dts -o trial.dts trial.dtb
    tried overlay apply --base trial.dtb -o trial3.dtb trial.dtbo trial2.dtbo
    tried devices --tree "$root/samples/door/door.dts" -I "$root/samples/include"
    tried devices --tree trial.dtb door
    tried lines --tree trial.dtb
    tried explain --tree trial.dtb door
}

# try_system: runs the commands for a system, and adds java's classes that only a change loads
try_system() {
    cat > classes << 'END'
java/nio/file/attribute/FileOwnerAttributeView
java/nio/file/attribute/PosixFileAttributeView
java/nio/file/attribute/UserPrincipalLookupService
java/util/ArrayList$SubList$1
java/util/ArrayList$SubList$2
java/util/BitSet
java/util/BitSet$1BitSetSpliterator
java/util/Collections$1
java/util/Collections$SingletonList
java/util/RegularEnumSet$EnumSetIterator
java/util/regex/Pattern$1
java/util/regex/Pattern$Loop
java/util/regex/Pattern$Prolog
java/util/stream/IntPipeline$1
java/util/stream/IntPipeline$1$1
java/util/stream/StreamSpliterators
java/util/stream/StreamSpliterators$AbstractWrappingSpliterator
java/util/stream/StreamSpliterators$WrappingSpliterator
java/util/stream/Streams$2
java/util/stream/Streams$ConcatSpliterator
java/util/stream/Streams$ConcatSpliterator$OfRef
sun/nio/fs/UnixFileAttributeViews$Posix
sun/nio/fs/UnixFileSystem$LookupService
sun/nio/fs/UnixFileSystem$LookupService$1
END
    tried lines --gpioinfo
    tried status
    tried aggregator list
    tried aggregator create --dry-run no-such-aggregator no-such-line
    tried aggregator delete --dry-run no-such-aggregator
    tried group list
    tried doctor
    tried devices
    tried bind --dry-run no-such-device
    tried unbind --dry-run no-such-device
    printf 'apiVersion: dtbind/v1\ndevices:\n  - { node: /none, bind: gpio-aggregator }\n' > trial.yaml
    tried apply --spec trial.yaml
    tried plan --spec trial.yaml
    tried recover
    # A copied system with a door: the files that describe it.
    mkdir -p trial/sys/bus/platform/{devices,drivers/gpio-aggregator} trial/sys/devices/platform/door trial/sys/firmware/devicetree/base/door
    printf 'DRIVER=\nOF_NAME=door\nOF_FULLNAME=/door\n' > trial/sys/devices/platform/door/uevent
    printf '(null)\n' > trial/sys/devices/platform/door/driver_override
    printf 'door\0' > trial/sys/firmware/devicetree/base/door/name
    printf 'myvendor,mydoor\0' > trial/sys/firmware/devicetree/base/door/compatible
    ln -s ../../../firmware/devicetree/base/door trial/sys/devices/platform/door/of_node
    ln -s ../../../bus/platform trial/sys/devices/platform/door/subsystem
    ln -s ../../../devices/platform/door trial/sys/bus/platform/devices/door
    tried devices --sysroot trial
    tried status --sysroot trial
    tried explain --sysroot trial door
    tried bind --sysroot trial --dry-run door
    tried bind --sysroot trial --timeout 0.1 door
}

# own SED: adds classes from the jars of dtbind and picocli, selected by the names of their files
own() {
    local jar
    for jar in "$app"/lib/{dts-parser,overlays,sandbox,binder,cli,picocli}-[0-9]*.jar; do
        "$JAVA_HOME/bin/jar" tf "$jar" | sed -n -E "$1" >> classes
    done
}

# list NAME: writes NAME.classes, and keeps the order: a lambda must come after the classes that it
# needs
list() { awk '!seen[$0]++' classes > "$1.classes"; }

# sorted_list NAME: the same, in an order that does not depend on the timing of threads; lambdas
# come last
sorted_list() {
    { grep -v '^@' classes | LC_ALL=C sort -u && grep '^@' classes | LC_ALL=C sort -u; } > "$1.classes"
}

# tried ARGUMENT...: runs dtbind with these arguments, and adds the classes that it loads. A newer
# java numbers the classes in each list separately, and rejects a list in which two classes have the
# same number.
tried() {
    DTBIND_HOME=$root DTBIND_JAVA_OPTIONS="-Xshare:off -XX:DumpLoadedClassList=classes.one" "$app/bin/dtbind" "$@"
    sed '/ source: /d; s/ id: [0-9]*$//' classes.one >> classes
}
