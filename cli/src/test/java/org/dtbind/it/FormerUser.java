// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A process that has access to a device, and uses it whenever it is told to. */
record FormerUser(Process process, BufferedReader output) implements AutoCloseable {

  /** The user that it runs as, and the user's group. */
  static final String NAME = "games";

  /**
   * Prints "works" or the error for each line of its input. In Perl, because a minimal Debian has
   * it. The system calls are those of x86-64: 3 close, 9 mmap, 11 munmap, 46 sendmsg, 47 recvmsg.
   */
  private static final String PROGRAM =
      """
      use strict;
      use Socket;
      $| = 1;
      my ($way, $kind, $path) = @ARGV;
      my ($node, $there, $memory, $lines);
      $SIG{CHLD} = 'IGNORE';

      sub mapped { syscall(9, 0, 4096, 1, 1, fileno($_[0]), 0) }

      sub requested {
          my $request = "\\0" x 592;
          substr($request, 256, 4) = 'evil';
          substr($request, 288, 8) = pack('Q', 4);
          substr($request, 560, 4) = pack('L', 1);
          ioctl($_[0], 0xC250B407, $request) ? unpack('x588 l', $request) : -1;
      }

      # GPIO_GET_LINEHANDLE_IOCTL, of the first version of the interface
      sub requestedFirst {
          my $request = "\\0" x 364;
          substr($request, 256, 4) = pack('L', 1);
          substr($request, 324, 4) = 'evil';
          substr($request, 356, 4) = pack('L', 1);
          ioctl($_[0], 0xC16CB403, $request) ? unpack('x360 l', $request) : -1;
      }

      sub uses {
          my ($file) = @_;
          if ($way eq 'LINES_V1') {
              my $values = "\\0" x 64;
              return ioctl($lines, 0xC040B408, $values);
          }
          if ($lines) {
              my $values = pack('Q Q', 0, 1);
              return ioctl($lines, 0xC010B40E, $values);
          }
          if ($kind eq 'gpio') {
              my $line = requested($file);
              return $line >= 0 && syscall(3, $line) == 0;
          }
          return sysread($file, my $byte, 1) if $kind eq 'spidev';
          my $at = mapped($file);
          return $at != -1 && syscall(11, $at, 4096) == 0;
      }

      sub message { pack('Q L x4 P Q P Q i x4', 0, 0, $_[0], 1, $_[1], 24, 0) }

      sub sends {
          my ($byte, $control) = ('x', pack('Q l l l x4', 20, 1, 1, fileno($_[1])));
          my $vector = pack('P Q', $byte, 1);
          my $message = message($vector, $control);
          syscall(46, fileno($_[0]), $message, 0) == 1 or die $!;
      }

      sub receives {
          my ($byte, $control) = ('x', "\\0" x 24);
          my $vector = pack('P Q', $byte, 1);
          my $message = message($vector, $control);
          syscall(47, fileno($_[0]), $message, 0) == 1 or die $!;
          open(my $file, '+<&=', unpack('x16 l', $control)) or die $!;
          $file;
      }

      sub waits {
          my %old = map { $_ => 1 } glob("/mnt/$path*");
          my @got;
          print "ready\\n";
          my $in = '';
          vec($in, 0, 1) = 1;
          until (select(my $ready = $in, undef, undef, 0)) {
              for (grep { !$old{$_} } glob("/mnt/$path*")) {
                  sysopen(my $file, $_, 2) or next;
                  push @got, $file;
                  $old{$_} = 1;
              }
          }
          while (<STDIN>) { print((grep { uses($_) } @got) ? "works\\n" : "nothing\\n") }
          exit;
      }

      # Only one of many short-lived processes has the node, for a moment.
      sub forks {
          print "ready\\n";
          my $in = '';
          vec($in, 0, 1) = 1;
          while (1) {
              exit if fork;
              next unless select(my $ready = $in, undef, undef, 0.0005);
              sysread(STDIN, my $line, 1) or exit;
              print uses($node) ? "works\\n" : "$!\\n";
          }
      }

      waits() if $way eq 'WAITING';
      sysopen($node, $path, 2) or die "$path: $!";
      # A container's own node, which its root removes
      unlink($path) or die $! if $way =~ /^CONTAINER/;
      forks() if $way eq 'FORKS';
      if ($way eq 'SOCKET') {
          socketpair(my $here, $there, AF_UNIX, SOCK_STREAM, 0) or die $!;
          sends($here, $node);
          close($node);
      } elsif ($way =~ /^LINES/) {
          my $line = $way eq 'LINES' ? requested($node) : requestedFirst($node);
          open($lines, '+<&=', $line) or die $!;
          close($node);
      } elsif ($way eq 'MAPPED') {
          $memory = mapped($node);
          die $! if $memory == -1;
          close($node);
      }
      print "ready\\n";
      while (<STDIN>) {
          if ($way eq 'MAPPED') {
              print length(unpack('P4', pack('Q', $memory))) == 4 ? "works\\n" : "nothing\\n";
              next;
          }
          $node = receives($there) if $way eq 'SOCKET';
          $way = 'OPEN' if $way eq 'SOCKET';
          my $works = uses($node);
          my $error = $!;
          # The removed node, which is still mounted, may have the number of the next device.
          my $again;
          $works ||= $way eq 'MOUNT' && sysopen($again, $path, 2) && uses($again);
          print $works ? "works\\n" : "$error\\n";
      }
      """;

  /** How a user has access to a device. */
  enum Way {
    /** It has the node open. */
    OPEN,
    /** It has the node open through a mount of its own, which the link in /proc shows. */
    MOUNT,
    /** Its descriptor is in the queue of a socket. */
    SOCKET,
    /** It has a line of the chip, and has closed the node. */
    LINES,
    /** The same, by the first version of the interface. */
    LINES_V1,
    /** It forks and ends all the time, so that no list shows it. */
    FORKS,
    /** It has registers mapped, and has closed the node. */
    MAPPED,
    /** It has a node open that was made for a container, and then removed. */
    CONTAINER,
    /** The same, but it is root in the container. */
    CONTAINER_AS_ROOT
  }

  private static final Path PROGRAM_FILE = Path.of("/tmp/former-user.pl");

  /** The parameters are the node, and the command to run with another. */
  private static final String MOUNTED =
      "mount -t tmpfs x /mnt && touch /mnt/y && mount --bind $1 /mnt/y && exec $2 /mnt/y";

  /** Makes a node as container runtimes do. The parameters are the node, a user and a command. */
  private static final String CONTAINED =
      "numbers=$(stat -c '0x%t 0x%T' $1) && mount -t tmpfs dev /dev && mknod /dev/node c $numbers"
          + " && chown $2 /dev/node && exec setpriv --reuid=$2 --clear-groups $3 /dev/node";

  /**
   * Starts a process that has a node.
   *
   * @param kind the kind of device: "gpio", "spidev" or "uio"
   * @param node the path of the node
   */
  static FormerUser having(Way way, String kind, String node) throws IOException {
    String program = "perl %s %s %s".formatted(PROGRAM_FILE, way, kind);
    return switch (way) {
      case MOUNT -> user("unshare", "-Urm", "sh", "-c", MOUNTED, "sh", node, program);
      case CONTAINER -> started(inContainer(node, NAME, program));
      case CONTAINER_AS_ROOT -> started(inContainer(node, "root", program));
      // Its first process ends, and Java closes the input of a process that has ended.
      case FORKS ->
          user(
              "sh", "-c", "$1 $2; exec sleep 1d < /dev/null > /dev/null 2>&1", "sh", program, node);
      default -> user("sh", "-c", "exec $1 $2", "sh", program, node);
    };
  }

  /**
   * Starts a process that waits for new nodes, and opens each that it may.
   *
   * @param names the beginning of their names
   */
  static FormerUser waiting(String kind, String names) throws IOException {
    String program = "exec perl %s WAITING %s %s".formatted(PROGRAM_FILE, kind, names);
    return user("unshare", "-Urm", "sh", "-c", "mount --rbind /dev /mnt && " + program);
  }

  /** {@return a command that runs another, with {@code /dev/node}, in a container} */
  static List<String> inContainer(String node, String user, String command) {
    return List.of("unshare", "-m", "sh", "-c", CONTAINED, "sh", node, user, command);
  }

  private static FormerUser user(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME, "--clear-groups"));
    command.addAll(List.of(words));
    return started(command);
  }

  private static FormerUser started(List<String> command) throws IOException {
    Files.writeString(PROGRAM_FILE, PROGRAM);
    Files.setPosixFilePermissions(PROGRAM_FILE, PosixFilePermissions.fromString("rw-r--r--"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    FormerUser started = new FormerUser(process, process.inputReader(StandardCharsets.UTF_8));
    assertThat(started.output.readLine()).isEqualTo("ready");
    return started;
  }

  /** {@return what dtbind says about this process if it has a node open} */
  String text(String node) {
    return "perl[%d] has %s open".formatted(process.pid(), node);
  }

  /** {@return "works", or the error, after an attempt to use the device} */
  String uses() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return String.valueOf(output.readLine());
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    // Until the last of its processes has ended
    output.transferTo(Writer.nullWriter());
    process.destroyForcibly().onExit().join();
  }
}
