# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Builds Debian packages without debhelper, for ./release. Source this file with these variables
# set: `root` (the checkout), `work` (a directory for temporary files), `parts` (a directory with the
# files that all packages contain), `version` (dtbind's), `modules` (the Java modules to include),
# and JAVA_HOME.

# own_apt ARCH COMMAND...: runs apt for another processor, with separate lists, state and cache, so
# that this system's lists and dpkg's state do not change
own_apt() {
    local arch=$1 state=$work/apt-$1
    shift
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" && touch "$state/status" || return
    "$@" -o APT::Architecture="$arch" -o APT::Architectures="$arch" -o APT::Architectures::="$arch" -o Dir::State="$state" \
        -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
        -o APT::Sandbox::User=root -q
}

# fetch_jdk ARCH: writes the modules of Debian's newest openjdk-17 for ARCH to $work/jdk-ARCH,
# together with its version and the version of its source. apt checks the signatures.
fetch_jdk() {
    local jdk=$work/jdk-$1 deb
    mkdir -p "$jdk/deb" || return
    # A mirror that is being updated may lack a list. The downloaded package is signed in any case.
    own_apt "$1" apt-get update || echo "some lists of packages for $1 are missing"
    (cd "$jdk/deb" && own_apt "$1" apt-get download openjdk-17-jdk-headless) || return
    deb=$(echo "$jdk"/deb/*.deb)
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$jdk" --wildcards --strip-components=5 \
        './usr/lib/jvm/*/jmods/java.base.jmod' './usr/lib/jvm/*/jmods/java.logging.jmod' || return
    dpkg-deb -f "$deb" Version > "$jdk/version" && rm -r "$jdk/deb" "$work/apt-$1"
}

# names ARCH: sets other names of the architecture: processor (used by JDKs), jna (used by JNA) and
# tools (used by binutils)
names() {
    case $1 in
        amd64) processor=x86_64 jna=linux-x86-64 tools=x86_64-linux-gnu ;;
        arm64) processor=aarch64 jna=linux-aarch64 tools=aarch64-linux-gnu ;;
        armhf) processor=arm jna=linux-arm tools=arm-linux-gnueabihf ;;
        *) return 1 ;;
    esac
}

# link_runtime ARCH DIRECTORY: links a Java that contains only the parts that dtbind needs
link_runtime() {
    local processor jna tools file
    names "$1" || return
    "$JAVA_HOME/bin/jlink" --module-path "$work/jdk-$1/jmods" --add-modules "$modules" --output "$2" --compress=2 \
        --strip-java-debug-attributes --no-header-files --no-man-pages --vm=server || return
    # Remove files that only other programs need: keytool, a file system for IDEs, a launcher for
    # jars, and certificates for connections, which dtbind does not make.
    rm -f -- "$2/bin/keytool" "$2"/lib/{jrt-fs.jar,jexec,security/cacerts,security/blocked.certs,security/public_suffix_list.dat} || return
    # Debian's modules contain symbols for debuggers.
    find "$2" -type f \( -name '*.so' -o -path '*/bin/*' -o -name jspawnhelper \) -print0 | LC_ALL=C sort -z > "$work/elf" &&
        while IFS= read -r -d '' file; do "$tools-strip" --strip-unneeded --remove-section=.comment "$file" || return; done < "$work/elf"
    # bin/dtbind needs these lines to find archives and JNA's library; jlink omits them.
    local full
    full=$(sed 's/-[^-]*$//; s/[^0-9.+]/-/g' "$work/jdk-$1/version")
    { printf 'JAVA_RUNTIME_VERSION="%s"\nOS_ARCH="%s"\n' "$full" "$processor" && cat "$2/release"; } > "$work/release-file" &&
        mv -- "$work/release-file" "$2/release"
}

# needs DIRECTORY: prints the library packages that the programs in DIRECTORY need, with a version of the
# C library that has all of the symbols they use
needs() {
    local libc library
    find "$1" -type f \( -name '*.so' -o -path '*/bin/java' -o -name jspawnhelper \) -exec readelf -W -d -V {} + > "$work/needs" 2> /dev/null
    libc=$(grep -o 'GLIBC_[0-9.]*' "$work/needs" | sed 's/GLIBC_//' | sort -V -u | tail -n 1)
    printf 'libc6 (>= %s)' "$libc"
    sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' "$work/needs" | LC_ALL=C sort -u > "$work/libraries"
    while read -r library; do
        case $library in
            libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | ld-linux*) ;;
            libz.so.1) printf ', zlib1g' ;;
            libstdc++.so.6) printf ', libstdc++6' ;;
            libgcc_s.so.1) printf ', libgcc-s1' ;;
            # Part of the JDK.
            libjava.so | libjvm.so | libjli.so | libnet.so | libnio.so | libjimage.so | libverify.so | libzip.so) ;;
            *) echo "no known package contains $library" >&2; return 1 ;;
        esac
    done < "$work/libraries"
}

# deb_version: prints dtbind's version in Debian's form
deb_version() { printf '%s-1' "${version/-SNAPSHOT/~SNAPSHOT}"; }

# deb_tree ARCH DIRECTORY: writes the files that the package installs to DIRECTORY
deb_tree() {
    local arch=$1 to=$2 processor jna tools doc=$2/usr/share/doc/dtbind file
    names "$arch" || return
    mkdir -p "$to"/usr/{bin,lib/{dtbind/lib,sysusers.d},share/{man/man1,bash-completion/completions,zsh/vendor-completions,fish/vendor_completions.d,lintian/overrides}} \
        "$to/lib/systemd/system" "$doc/examples" || return
    cp -R -- "$parts/bin" "$parts/make-archives" "$to/usr/lib/dtbind/" && cp -- "$parts"/lib/*.jar "$to/usr/lib/dtbind/lib/" || return
    ln -s ../lib/dtbind/bin/dtbind "$to/usr/bin/dtbind" || return
    mkdir "$to/usr/lib/dtbind/lib/$processor" && cp -- "$parts/natives/com/sun/jna/$jna/libjnidispatch.so" "$to/usr/lib/dtbind/lib/$processor/" || return
    "$tools-strip" --strip-unneeded --remove-section=.comment "$to/usr/lib/dtbind/lib/$processor/libjnidispatch.so" || return
    printf '%s\n' /usr/lib/dtbind/runtime/bin/java "$processor" /usr/lib/dtbind/bin > "$to/usr/lib/dtbind/lib/java"
    link_runtime "$arch" "$to/usr/lib/dtbind/runtime" && mv -- "$to/usr/lib/dtbind/runtime/legal/java.base" "$doc/java" &&
        rm -r -- "$to/usr/lib/dtbind/runtime/legal" || return
    cp -- "$root"/packaging/debian/dtbind-{apply,recover,verify}.service "$to/lib/systemd/system/" &&
        cp -- "$root/packaging/debian/sysusers.conf" "$to/usr/lib/sysusers.d/dtbind.conf" &&
        cp -- "$root/packaging/debian/lintian-overrides" "$to/usr/share/lintian/overrides/dtbind" &&
        cp -- "$root/packaging/debian/60-dtbind-gpio.rules" "$root/packaging/debian/bindings.yaml" "$doc/examples/" &&
        cp -- "$root/packaging/debian/copyright" "$root/packaging/debian/README.Debian" "$doc/" &&
        cp -- "$parts/documents/bash/dtbind" "$to/usr/share/bash-completion/completions/" &&
        cp -- "$parts/documents/zsh/_dtbind" "$to/usr/share/zsh/vendor-completions/" &&
        cp -- "$parts/documents/fish/dtbind.fish" "$to/usr/share/fish/vendor_completions.d/" || return
    for file in "$parts"/documents/man1/*.1; do
        gzip -9 -n < "$file" > "$to/usr/share/man/man1/${file##*/}.gz" || return
    done
    gzip -9 -n < "$root/CHANGELOG.md" > "$doc/changelog.gz" &&
        printf 'dtbind (%s) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- %s  %s\n' "$(deb_version)" "$maintainer" \
            "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9 -n > "$doc/changelog.Debian.gz"
}

# deb ARCH OUT: builds the package as a file in the directory OUT
deb() {
    local to=$work/deb-$1 depends file
    rm -rf -- "$to" && (umask 022 && deb_tree "$1" "$to") || return
    depends=$(needs "$to/usr/lib/dtbind") || return
    find "$to" -type d -exec chmod 755 {} + && find "$to" -type f -perm -u+x -exec chmod 755 {} + &&
        find "$to" -type f ! -perm -u+x -exec chmod 644 {} + && find "$to" -name '*.so' -exec chmod 644 {} + || return
    mkdir "$to/DEBIAN" && chmod 755 "$to/DEBIAN" || return
    sed -e "s|@VERSION@|$(deb_version)|" -e "s|@ARCH@|$1|" -e "s|@MAINTAINER@|$maintainer|" -e "s|@DEPENDS@|$depends|" \
        -e "s|@BUILT_USING@|openjdk-17 (= $(< "$work/jdk-$1/version"))|" -e "s|@SIZE@|$(du -sk --apparent-size --exclude=DEBIAN "$to" | cut -f 1)|" \
        "$root/packaging/debian/control" > "$to/DEBIAN/control" || return
    for file in postinst prerm postrm; do
        sed '/^# SPDX/d; /^#$/d' "$root/packaging/debian/$file" > "$to/DEBIAN/$file" && chmod 755 "$to/DEBIAN/$file" || return
    done
    (cd "$to" && find . -path ./DEBIAN -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum | sed 's|  \./|  |') > "$to/DEBIAN/md5sums" || return
    chmod 644 "$to/DEBIAN/control" "$to/DEBIAN/md5sums" || return
    find "$to" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$to" "$2/dtbind_$(deb_version)_$1.deb"
}
