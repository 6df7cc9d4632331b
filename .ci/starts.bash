# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What the start of short commands is held against, and how: what benchmark-start and PackagesTest
# share. To be sourced.

# hellos DIRECTORY CHECKOUT JAVA: leaves there Hello.class and JnaHello.class, which print a line, the
# second one after one call by JNA; and jna.jar, as its makers ship it, beside the one that the build
# has changed
hellos() {
    local jna
    cat > "$1/Hello.java" << 'JAVA'
class Hello {
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
JAVA
    cat > "$1/JnaHello.java" << 'JAVA'
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

class JnaHello {
  static native int getpid();

  public static void main(String[] arguments) {
    Native.register(JnaHello.class, NativeLibrary.getProcess());
    System.out.println("hello from " + getpid());
  }
}
JAVA
    jna=(~/.m2/repository/net/java/dev/jna/jna/*/jna-[0-9]*.jar)
    [[ -f ${jna[0]} ]] || jna=("$2"/cli/target/dtbind/lib/jna-[0-9]*.jar)
    cp -- "${jna[0]}" "$1/jna.jar" && "${3%java}javac" --release 17 -cp "$1/jna.jar" -d "$1" "$1/Hello.java" "$1/JnaHello.java"
}

# median FILE NAME: of what start-times.sh has printed, in tenths of milliseconds
median() {
    local all
    mapfile -t all < <(sed -n "s/^$2 //p" "$1" | sort -n)
    ((${#all[@]})) || { echo "there is no $2 in the times" >&2; return 1; }
    echo "$((all[${#all[@]} / 2] / 100))"
}

# held FILE NAME AGAINST MOST: prints both medians and their ratio; fails where that is more than MOST
# hundredths. Without MOST it only prints.
held() {
    local took than ratio most=
    took=$(median "$1" "$2") && than=$(median "$1" "$3") || return
    ratio=$((took * 100 / than))
    [[ -z ${4:-} ]] || most=$(printf ', at most %d.%02d' $(($4 / 100)) $(($4 % 100)))
    printf '%s %d.%d ms, %s %d.%d ms: %d.%02d times%s\n' "$2" $((took / 10)) $((took % 10)) \
        "$3" $((than / 10)) $((than % 10)) $((ratio / 100)) $((ratio % 100)) "$most"
    [[ -z ${4:-} ]] || ((ratio <= $4))
}
