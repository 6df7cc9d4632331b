// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.DebianArchive;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * Boards, and Ansible to manage them. Boards with odd numbers get the package; boards with even
 * numbers have no Java and get exported files.
 */
final class Fleet implements AutoCloseable {

  private static final String INCLUDED =
      "systemd,systemd-sysv,udev,gpiod,kmod,openssh-server,python3,python3-apt";

  private final Path work;

  /** A separate directory with a short path, because the length of socket paths is limited. */
  private final Path control;

  private final List<Board> boards;

  /** Creates boards that do not run yet. */
  Fleet(int size) throws IOException {
    work = Files.createTempDirectory(Checkout.ROOT, "target-ansible.").toRealPath();
    control = Files.createTempDirectory("fleet").toRealPath();
    boards = IntStream.rangeClosed(1, size).mapToObj(n -> new Board(n, work)).toList();
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
  }

  private void killAll() {
    for (Board board : boards) {
      board.kill();
    }
  }

  List<Board> boards() {
    return boards;
  }

  int size() {
    return boards.size();
  }

  /** Returns a board by its number, from 1. */
  Board board(int number) {
    return boards.get(number - 1);
  }

  /** Prepares the boards and Ansible, and starts the boards. */
  void start() throws IOException {
    Program.of("chmod", "755", work.toString()).output();
    Path kernel = Path.of(Checkout.dtbind("try", "--setup").output().strip());
    makeRoot();
    Path packages = packages();
    Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work.resolve("key").toString())
        .output();
    Path collections = work.resolve("collections/ansible_collections/dtbind");
    Files.createSymbolicLink(
        Files.createDirectories(collections).resolve("dtbind"), Checkout.ROOT.resolve("ansible"));
    Files.writeString(work.resolve("inventory.yml"), inventory(packages));
    Files.writeString(work.resolve("ansible.cfg"), configuration());
    for (Board board : boards) {
      board.prepare();
      board.boot(kernel);
    }
  }

  /** Creates root/, which all boards share. */
  private void makeRoot() throws IOException {
    Path root = work.resolve("root");
    DebianArchive.of("boards", "amd64", INCLUDED, "bookworm").unpack(root);
    for (String directory : List.of("proc", "sys", "dev", "tmp", "run", "mnt")) {
      Files.createDirectories(root.resolve(directory));
    }
    Program.of("cp", "--", Board.SCRIPTS.resolve("init.sh").toString())
        .and(root.resolve("sbin/board-init").toString())
        .output();
  }

  /** Returns the directory with the amd64 package, which DTBIND_PACKAGES may name. */
  private Path packages() throws IOException {
    String directory = System.getenv("DTBIND_PACKAGES");
    if (directory != null) {
      return Path.of(directory).toAbsolutePath();
    }
    Path packages = work.resolve("packages");
    Program.of(Checkout.ROOT.resolve("release").toString(), "--packages", "amd64")
        .and("-o", packages.toString())
        .within(Duration.ofMinutes(30))
        .output();
    return packages;
  }

  private String inventory(Path packages) throws IOException {
    String version = Checkout.dtbind("--version").output().strip().split(" ", -1)[1];
    StringBuilder text =
        new StringBuilder(
            """
            all:
              vars:
                ansible_user: root
                ansible_ssh_private_key_file: WORK/key
                ansible_python_interpreter: /usr/bin/python3
                ansible_ssh_common_args: "-o ProxyCommand='python3 SCRIPTS/streams.py connect \
            WORK/board{{ number }}/ssh'"
                target_packages: PACKAGES
                target_version: VERSION
                target_program: ROOT/dtbind
                target_cache: WORK/cache
                target_prune: true
                target_method: "{{ method }}"
                target_state: "{{ state | default('present') }}"
                target_declaration: "{{ lookup('ansible.builtin.file', declaration) }}"
              hosts:
            """
                .replace("WORK", work.toString())
                .replace("SCRIPTS", Board.SCRIPTS.toString())
                .replace("PACKAGES", packages.toString())
                .replace("VERSION", version.replace("-SNAPSHOT", "~SNAPSHOT") + "-1")
                .replace("ROOT", Checkout.ROOT.toString()));
    for (int n = 1; n <= size(); n++) {
      String method = n % 2 == 1 ? "package" : "files";
      text.append("    board%1$d: {number: %1$d, method: %2$s}\n".formatted(n, method));
    }
    return text.toString();
  }

  private String configuration() {
    return """
    [defaults]
    collections_path = %1$s/collections
    inventory = %1$s/inventory.yml
    host_key_checking = False
    retry_files_enabled = False
    forks = %2$d
    timeout = 60
    local_tmp = %1$s/tmp
    [ssh_connection]
    pipelining = True
    ssh_args = -o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR
    control_path_dir = %3$s
    """
        .formatted(work, size(), control);
  }

  /** Writes a declaration, and returns {@code declaration=FILE} for option -e. */
  String declaration(String name, String text) throws IOException {
    return "declaration=" + Files.writeString(work.resolve(name + ".yaml"), text);
  }

  /** Returns the command that runs a playbook of .ci/ansible. */
  private List<String> playbook(String playbook, String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ansible-playbook", Board.SCRIPTS.resolve(playbook).toString()));
    command.addAll(List.of(options));
    return command;
  }

  /** Runs site.yml, which applies a declaration. */
  Play play(String... options) throws IOException {
    return run("site.yml", options);
  }

  /** Runs verified.yml, which verifies all boards. */
  Play verify() throws IOException {
    return run("verified.yml");
  }

  /** Writes the output to a file: connections that Ansible leaves open would keep a pipe open. */
  private Play run(String playbook, String... options) throws IOException {
    Path output = work.resolve("log");
    Finished finished =
        Program.bash("TIMEFORMAT='%U %S'; out=$1; shift; time \"$@\" > \"$out\" 2>&1")
            .and(output.toString())
            .and(playbook(playbook, options).toArray(String[]::new))
            .in(work)
            .with("ANSIBLE_CONFIG", work.resolve("ansible.cfg").toString())
            .within(Duration.ofMinutes(15))
            .run();
    return new Play(finished.status(), Files.readString(output), finished.err().strip());
  }

  /** Runs site.yml, and kills the controller and its connections after some seconds. */
  void playAndKill(int seconds, String... options) throws IOException, InterruptedException {
    List<String> command = playbook("site.yml", options);
    command.add(0, "setsid");
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().put("ANSIBLE_CONFIG", work.resolve("ansible.cfg").toString());
    builder.redirectErrorStream(true).redirectOutput(work.resolve("killed").toFile());
    Process controller = builder.start();
    controller.getOutputStream().close();
    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    Program.of("kill", "-KILL", "--", "-" + controller.pid()).run();
    controller.waitFor();
  }

  /** Returns the states of boards, which are queried in parallel. */
  Map<Integer, String> states(List<Board> selected) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Map<Integer, Future<String>> futures = new TreeMap<>();
      for (Board board : selected) {
        Callable<String> state = board::state;
        futures.put(board.number(), threads.submit(state));
      }
      Map<Integer, String> states = new TreeMap<>();
      for (Map.Entry<Integer, Future<String>> entry : futures.entrySet()) {
        states.put(entry.getKey(), entry.getValue().get());
      }
      return states;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Checks that devices are bound as declared on all boards. */
  void isAsDeclared(String... devices) throws IOException {
    assertThat(boards).isNotEmpty();
    for (Board board : boards) {
      board.isAsDeclared(devices);
    }
  }

  @Override
  public void close() throws IOException {
    killAll();
    Program.of("rm", "-rf", "--", work.toString(), control.toString()).run();
  }
}
