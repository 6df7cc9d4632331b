// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * The output files on the command line. An output must not replace a file that a person wrote, even
 * if it has another name, such as a link. Commands that edit a blob in place may replace a blob.
 */
public final class OutputFiles {

  /**
   * An output file.
   *
   * @param option the option that names it, such as {@code -o}
   * @param inPlace whether it may replace an input of the same kind, such as a blob
   */
  public record Output(String option, Path file, boolean inPlace) {

    /** {@return the message about an output that is also an input} */
    public String isInput(Path input) {
      String name = FileName.text(file);
      String same =
          file.equals(input)
              ? " is also an input"
              : " is the same file as the input " + InputFiles.name(input);
      return "the output " + name + same + "; choose another file for " + option;
    }

    /** {@return the message about two outputs that are the same file} */
    public String isOutput(Output other) {
      String name = FileName.text(file);
      String same =
          file.equals(other.file)
              ? "%s and %s would both write %s".formatted(other.option, option, name)
              : "the output %s is the same file as the output %s"
                  .formatted(name, FileName.text(other.file));
      return same + "; choose another file for " + option;
    }
  }

  private final List<Output> named = new ArrayList<>();
  private final Set<Path> rejected = new HashSet<>();

  /** {@return the form that the extension of an output file indicates, or another one} */
  public static <F> F form(Optional<Path> out, List<F> indicated, F other) {
    String name = out.map(path -> FileName.text(path).toLowerCase(Locale.ROOT)).orElse("");
    return indicated.stream().filter(form -> name.endsWith("." + form)).findFirst().orElse(other);
  }

  /** Adds an output file on the command line. */
  public void add(Output output) {
    named.add(output);
  }

  /** {@return the output file on the command line that is the same file as another one} */
  public Optional<Output> same(Path file) {
    Optional<Object> identity = named.isEmpty() ? Optional.empty() : OutputFile.identity(file);
    return identity.isEmpty()
        ? Optional.empty()
        : named.stream()
            .filter(output -> OutputFile.identity(output.file()).equals(identity))
            .findFirst();
  }

  public static Map<Object, Path> identities(Collection<Path> files) {
    Map<Object, Path> identities = new HashMap<>();
    for (Path file : files) {
      OutputFile.existing(file).ifPresent(identity -> identities.put(identity, file));
    }
    return identities;
  }

  /** {@return the file with this identity that is the same file as an output} */
  public static Optional<Path> same(Path output, Map<Object, Path> identities) {
    // The check first, because an exception takes longer, and most outputs do not exist yet.
    return Files.exists(output)
        ? OutputFile.existing(output).map(identities::get)
        : Optional.empty();
  }

  /**
   * Fails if an output would replace a file that the command has read, such as an included file.
   *
   * @param inputs the files that the command has read
   * @param file the output that is about to be written; files that the command line does not name
   *     are not checked
   * @throws Rejected before anything is written
   */
  void check(Collection<Path> inputs, Path file, Bytes content) throws Rejected {
    for (Output output : named) {
      if (output.file().equals(file)) {
        check(inputs);
        check(output, identities(inputs), content);
      }
    }
  }

  /** Fails if an output, other than one in place, would replace a file that was read. */
  void check(Collection<Path> inputs) throws Rejected {
    Map<Object, Path> read = named.isEmpty() ? Map.of() : identities(inputs);
    for (Output output : named) {
      if (!output.inPlace()) {
        check(output, read, Bytes.empty());
      }
    }
  }

  /** Fails if the last output of a command would replace a file that the command has read. */
  void checkLast(Collection<Path> inputs, Path file) throws Rejected {
    for (Output output : named) {
      if (output.file().equals(file)) {
        check(output, identities(inputs), Bytes.empty());
      }
    }
  }

  /** Returns whether a check has failed because of an output. */
  boolean isRejected(Path file) {
    return rejected.contains(file);
  }

  private void check(Output output, Map<Object, Path> read, Bytes content) throws Rejected {
    Optional<Path> input = same(output.file(), read);
    if (input.isPresent() && !(output.inPlace() && isAlike(input.get(), content))) {
      rejected.add(output.file());
      throw new Rejected(ExitStatus.USAGE, output.isInput(input.get()));
    }
  }

  /** Returns whether both are blobs, or neither is one. */
  private static boolean isAlike(Path input, Bytes content) {
    return InputFiles.isBlob(input) == InputFiles.isBlob(content);
  }
}
