# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Prepares what ./verify needs for its tests: packages, the dtc to compare with, and kernels. Source
# this file after toolchain.bash, with `mode` set to fast, usual, given or all, and `work` set to a directory.

# shellcheck source=.ci/dtc.bash
. .ci/dtc.bash || exit

# ignore_what_is_given: unsets the variables that only --given and --all use, because a result must not
# depend on what a machine happens to have
ignore_what_is_given() {
    local name
    [[ $mode != given && $mode != all ]] || return 0
    for name in DTBIND_{KERNELS,BITBAKE,DTC,DT_CHECK_STYLE,DT_SCHEMA,RPI}; do
        [[ -z ${!name:-} ]] || say "note: only ./verify --given and ./verify --all use $name"
        unset "$name"
    done
}

# install_what_is_missing: installs the tools that tests call, a JDK and Maven
install_what_is_missing() {
    local packages uses=(verify)
    # Here, not in the tests: two of them at a time would wait for dpkg's lock.
    [[ $mode != all ]] || uses+=(all)
    [[ -z ${DTBIND_BITBAKE:-} ]] || uses+=(bitbake)
    [[ $mode != all && -z ${DTBIND_DTC:-} ]] || uses+=(dtc)
    mapfile -t packages < <(missing_toolchain && missing "${uses[@]}")
    install_packages "${packages[@]}"
    use_jdk
    [[ -f /usr/src/linux-source-6.1.tar.xz ]] || fetch_linux
    [[ $(gpioinfo --version) != *' v2.'* ]] || fetch_gpiod
}

# fetch_gpiod: fetches Debian 12's programs of libgpiod 1, whose options and output tests in kernels expect,
# and sets DTBIND_GPIOD to their directory
fetch_gpiod() {
    local cache own program options
    cache=$(cache_directory) || exit
    export DTBIND_GPIOD=$cache/gpiod-1/bin
    [[ ! -x $DTBIND_GPIOD/gpioset ]] || return 0
    say "fetching libgpiod 1 from Debian 12"
    # As for the source of Linux, apt gets lists, state and a cache of its own.
    own=$work/apt
    rm -rf -- "$cache/gpiod-1"
    mkdir -p "$own"/{lists/partial,cache/archives/partial} "$own/new/bin" && : > "$own/status" || exit 70
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main" > "$own/sources.list"
    options=(-q -o Acquire::Languages=none -o Dir::Etc::SourceList="$own/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o Dir::State="$own" -o Dir::State::Lists="$own/lists" -o Dir::State::status="$own/status" -o Dir::Cache="$own/cache")
    # As root, apt downloads as another user, who cannot write there.
    ((UID)) || options+=(-o APT::Sandbox::User=root)
    (cd "$own" && apt-get "${options[@]}" update && apt-get "${options[@]}" download gpiod libgpiod2 &&
        for package in *.deb; do dpkg-deb -x "$package" new || exit; done) > "$own/output" 2>&1 ||
        { cat -- "$own/output" >&2 && die 69 "cannot fetch gpiod and libgpiod2"; }
    for program in "$own"/new/usr/bin/gpio*; do
        cat > "$own/new/bin/${program##*/}" << 'PROGRAM'
#!/bin/sh
top=${0%/bin/*}
for lib in "$top"/usr/lib/*/; do :; done
PATH=$top/usr/bin:$PATH LD_LIBRARY_PATH=$lib
export PATH LD_LIBRARY_PATH
# By name, which begins its messages.
exec "${0##*/}" "$@"
PROGRAM
    done
    chmod +x "$own"/new/bin/* && mv -- "$own/new" "$cache/gpiod-1" || exit 70
}

# fetch_linux: fetches Debian 12's source of Linux, and sets DTBIND_LINUX_SOURCE to it
fetch_linux() {
    local cache
    cache=$(cache_directory) || exit
    export DTBIND_LINUX_SOURCE=$cache/linux-source-6.1/linux-source-6.1.tar.xz
    [[ -f $DTBIND_LINUX_SOURCE ]] ||
        (unset DTBIND_LINUX_SOURCE && sandbox/src/main/resources/org/dtbind/sandbox/build-kernel.sh source "$cache/linux-source-6.1") ||
        die 69 "cannot fetch linux-source-6.1"
}

# use_newest_dtc: sets DTBIND_DTC to a directory with the programs with which all tests compare dtbind
use_newest_dtc() {
    if [[ -z ${DTBIND_DTC:-} ]]; then
        say "comparing with Debian's dtc ($(dtc -v))"
        return
    fi
    DTBIND_DTC=$(newest_dtc) || die 69 "DTBIND_DTC does not contain a dtc that works"
    export DTBIND_DTC PATH=$DTBIND_DTC:$PATH
}

# prepare_kernels: sets DTBIND_KERNELS to a directory with links to the kernels to test: those that
# dtbind builds, with --given the others in the directory that it named, and with --all both. Kernels
# for arm64 take minutes in QEMU, so only the newest of these is used, or all of them with --all.
prepare_kernels() {
    local built=(6.1-modules 6.1 6.1-small arm64-6.1) given=() from=${DTBIND_KERNELS:-} path version newest modules name
    [[ -z $from || -d $from ]] || die 64 "DTBIND_KERNELS ($from) is not a directory"
    mkdir "$work/kernels" || exit 70
    if [[ $mode == all ]]; then
        # Build from scratch, without a given kernel or one that was built before.
        mkdir "$work/cache"
        env -u DTBIND_KERNELS XDG_CACHE_HOME="$work/cache" ./dtbind try --setup > /dev/null || die 1 "cannot build a kernel from scratch"
    fi
    [[ $mode == given ]] || given=("${built[@]}")
    for path in ${from:+"$from"/um-* "$from"/arm64-*.Image*}; do
        version=${path##*/} version=${version#um-} version=${version%.xz} version=${version%.Image}
        [[ $version == *.config || " ${built[*]} ${given[*]} " == *" $version "* || ! -f $path ]] || given+=("$version")
    done
    [[ ${#given[@]} == 0 || " ${given[*]}" == *" arm64-"* ]] || given+=(arm64-6.1)
    newest=$(printf '%s\n' "${given[@]}" | sed -n '/^arm64-/p' | sort -V | tail -n 1)
    for version in "${given[@]}"; do
        [[ $mode == all || $version != arm64-* || $version == "$newest" ]] || continue
        path=$(./dtbind try --setup --kernel "$version") || die 1 "there is no kernel $version"
        name=um-$version
        [[ $version != arm64-* ]] || name=$version.Image
        ln -s -- "$path" "$work/kernels/$name"
        for modules in "$path.d" "$from/um-$version.d"; do
            [[ ! -d $modules || -e $work/kernels/um-$version.d ]] || ln -s -- "$modules" "$work/kernels/um-$version.d"
        done
    done
    if ((${#given[@]})); then export DTBIND_KERNELS=$work/kernels; else unset DTBIND_KERNELS; fi
}
