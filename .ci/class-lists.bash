# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Which classes the archives have that java starts from: what ./dtbind and ./release share. To be
# sourced, with `root` the checkout, `app` the program that is put together, and JAVA_HOME set. The
# functions write into the current folder. The names of files are relative ones: java's options are
# split at spaces.

# lists: drop-in.classes, usual.classes, system.classes, of all that a command may come to, and
# change.classes, of what changes usually come to
lists() {
    try_drop_ins
    # An archive that has no more than these need is read in fewer pages: 3 ms of fdtoverlay's 52.
    list drop-in
    try_usual
    tried compile -@ -I "$root/samples/include" "$root/samples/door/door.dts" --out-dir trials
    # Not all commands are tried: of its own classes, and of those that read options, all.
    own '/^META-INF/!s/\.class$//p'
    list usual
    # Another one with no more than is needed to look at a system and to change it: java puts classes
    # in order of their names, so pages that have some of these are full of them.
    try_system
    # A build changes no system: all classes of the packages that do, and of what tells of it.
    # shellcheck disable=SC2016
    own '\,^org/dtbind/cli/(export/|overlay/|sandbox/|tree/(Batch|Compile|Show)),d
        \,^(org/dtbind/(aggregator|bind|change|cli|device|doctor|explain|gpio|iommu|kernel|linux|spec|start|tree|view)/|picocli/.*Exception),s/\.class$//p'
    list system
    # Those that change it most have one of what they load and nothing else: in the other one what
    # they need lies apart, and each page that is touched costs (docs/adr/0009-start.md).
    sed '/^#/d' "$root/cli/src/build/change.classes" > classes
    tried apply --spec trial.yaml
    tried bind --dry-run no-such-device
    list change
    rm -rf -- classes classes.one trial*
}

# small_lists: usual.classes and system.classes for a package, of which the archives take a third
# less room (docs/adr/0010-packages.md)
small_lists() {
    try_drop_ins
    try_usual
    # Not tried: which of java's classes threads need hangs on who waits for whom.
    own '\,^org/dtbind/cli/tree/Batch,s/\.class$//p'
    sorted_list usual
    try_system
    own '\,^org/dtbind/(aggregator|bind|change|device|gpio|kernel|start)/,s/\.class$//p'
    sorted_list system
    rm -rf -- classes classes.one trial*
}

try_drop_ins() {
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

# try_system: anew, with classes of java's own that only a change comes to
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
    # A system with a door: what there is of it in its files.
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

# own SED: adds classes of the jars that are dtbind's and picocli's, by their files' names
own() {
    local jar
    for jar in "$app"/lib/{dts-parser,overlays,sandbox,binder,cli,picocli}-[0-9]*.jar; do
        "$JAVA_HOME/bin/jar" tf "$jar" | sed -n -E "$1" >> classes
    done
}

# list NAME: makes NAME.classes. Their order stays: a lambda stands behind what it needs.
list() { awk '!seen[$0]++' classes > "$1.classes"; }

# sorted_list NAME: the same, in an order that does not hang on which thread comes first; lambdas last
sorted_list() {
    { grep -v '^@' classes | LC_ALL=C sort -u && grep '^@' classes | LC_ALL=C sort -u; } > "$1.classes"
}

# tried ARGUMENT...: adds the classes that these load. A newer java numbers them, anew in each list, and
# takes none in which a number stands for two.
tried() {
    DTBIND_HOME=$root DTBIND_JAVA_OPTIONS="-Xshare:off -XX:DumpLoadedClassList=classes.one" "$app/bin/dtbind" "$@"
    sed '/ source: /d; s/ id: [0-9]*$//' classes.one >> classes
}
