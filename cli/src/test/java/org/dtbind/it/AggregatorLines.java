// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;

/**
 * An aggregator of three lines that {@code dtbind aggregator create} makes in User-mode Linux.
 * Requests reach it as files in a shared directory; its answers come from its standard output.
 */
final class AggregatorLines implements VhostUserGpio.Lines, AutoCloseable {

  /** Answers the requests. gpioset drives a line only while it runs. */
  private static final String SCRIPT =
      GuestProgram.WITH_GPIOD
          + """
      questions=$1
      shift
      "$@" aggregator create relays gpio2:20-22 >&2 || exit 1
      chip=$(basename "$(readlink -f /dev/gpio/relays)")
      sim=/sys/devices/platform/sim/gpiochip0
      echo pull-up >$sim/sim_gpio22/pull
      released() {
          eval "pid=\\$pid$1"
          [ -z "$pid" ] || { kill "$pid"; wait "$pid"; }
          eval "pid$1="
      }
      driven() {
          released "$1"
          eval "value=\\${value$1:-0}"
          gpioset --mode=signal "$chip" "$1=$value" &
          eval "pid$1=$!"
          for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
              gpioinfo "$chip" | grep -q "line *$1:.*gpioset" && break
              sleep 0.05
          done
          echo "level $1 $(cat $sim/sim_gpio$((20 + $1))/value)"
      }
      echo "ready $(gpioinfo "$chip" | grep -c 'line ')"
      for n in $(seq 0 1000); do
          until [ -e "$questions/$n" ]; do sleep 0.02; done
          read -r word line value <"$questions/$n"
          eval "pid=\\$pid$line"
          case $word in
          direction) gpioinfo "$chip" | grep -q "line *$line:.* output" && echo 1 || echo 2 ;;
          value) [ -z "$pid" ] && gpioget "$chip" "$line" || cat $sim/sim_gpio$((20 + line))/value ;;
          set) eval "value$line=$value"; [ -z "$pid" ] || driven "$line"; echo 0 ;;
          out) driven "$line"; echo 0 ;;
          in) released "$line"; echo 0 ;;
          end) exit ;;
          esac
      done
      """;

  private final Path questions;
  private final Thread thread;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<String> levels = new CopyOnWriteArrayList<>();
  private int number;

  /**
   * Boots the kernel, and creates the aggregator.
   *
   * @param machine a User-mode Linux
   * @param temporary a directory for its files
   */
  AggregatorLines(Machine machine, Path temporary) throws IOException {
    this.questions = Files.createDirectory(temporary.resolve("questions"));
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", GuestProgram.GPIOD));
    command.add(questions.toString());
    command.addAll(JavaStarts.command(System.getProperty("java.class.path", "")));
    command.add("org.dtbind.cli.Main");
    SandboxRequest request =
        SandboxRequest.of(machine, command)
            .with(GuestProgram.cases())
            .showing(shown())
            .within(Boots.LONGEST);
    this.thread = new Thread(() -> boot(new Sandbox(temporary), request), "aggregator");
    thread.start();
    String ready = answer();
    if (!ready.equals("ready 3")) {
      close();
      throw new IOException("no aggregator: " + ready);
    }
  }

  private List<Path> shown() {
    List<Path> shown = new ArrayList<>(List.of(questions));
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (entry.startsWith("/tmp/") || entry.startsWith("/run/")) {
        shown.add(Path.of(entry));
      }
    }
    return shown;
  }

  private void boot(Sandbox sandbox, SandboxRequest request) {
    try {
      answers.add(
          "ended "
              + Boots.counted(sandbox).boot(request, lines(), OutputStream.nullOutputStream()));
    } catch (IOException e) {
      answers.add("failed " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Separates levels from answers. */
  private OutputStream lines() {
    return new OutputStream() {
      private final ByteArrayOutputStream line = new ByteArrayOutputStream();

      @Override
      public void write(int b) {
        if (b != '\n') {
          line.write(b);
          return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.startsWith("level ")) {
          levels.add(text.substring("level ".length()));
        } else {
          answers.add(text);
        }
      }
    };
  }

  private String answer() throws IOException {
    try {
      String answer = answers.poll(120, TimeUnit.SECONDS);
      return answer == null ? "no answer" : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private synchronized int ask(String question) {
    try {
      Path written = Files.writeString(questions.resolve("next"), question + "\n");
      Path asked = questions.resolve(Integer.toString(number++));
      Files.move(written, asked, StandardCopyOption.ATOMIC_MOVE);
      String answer = answer();
      if (!answer.matches("[0-9]")) {
        throw new IllegalStateException(question + ": " + answer);
      }
      return Integer.parseInt(answer);
    } catch (IOException e) {
      throw new IllegalStateException(question, e);
    }
  }

  /** Returns the levels to which the source lines were driven, each as line, space, level. */
  List<String> levels() {
    return List.copyOf(levels);
  }

  @Override
  public List<String> names() {
    return List.of("", "", "");
  }

  @Override
  public int direction(int line) {
    return ask("direction " + line);
  }

  @Override
  public boolean direct(int line, int direction) {
    return ask((direction == 1 ? "out " : "in ") + line) == 0;
  }

  @Override
  public int value(int line) {
    return ask("value " + line);
  }

  @Override
  public boolean set(int line, int value) {
    return ask("set " + line + " " + value) == 0;
  }

  /** Does nothing, so that the test can still check the lines. */
  @Override
  public void release() {}

  @Override
  public void close() throws IOException {
    Path written = Files.writeString(questions.resolve("next"), "end 0\n");
    Path asked = questions.resolve(Integer.toString(number));
    Files.move(written, asked, StandardCopyOption.ATOMIC_MOVE);
    try {
      thread.join(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
