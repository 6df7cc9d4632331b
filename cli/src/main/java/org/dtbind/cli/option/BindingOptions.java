// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;

/** The options for checking overlays against bindings. Picocli fills them in. */
public final class BindingOptions implements ArgumentGroup {

  private final SchemaOptions schemas;
  private boolean errors;
  private List<String> limit = List.of();

  /** Creates the options of a command that names all documents. */
  public BindingOptions() {
    this(new SchemaOptions());
  }

  /** Creates the options of a command. */
  public BindingOptions(SchemaOptions schemas) {
    this.schemas = schemas;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(schemas);
    arguments
        .option("--werror")
        .description(
            "Report violations of the binding documents as errors, and exit with code 2 if there are "
                + "any.")
        .flag(value -> errors = value);
    if (schemas.searches()) {
      arguments
          .option("--limit")
          .label("PATTERN")
          .description(
              "Use only the binding documents whose $id contains PATTERN. May be repeated.")
          .list(String.class, value -> limit = value);
    }
  }

  /** Returns whether only some of the documents are used. */
  public boolean isLimited() {
    return !limit.isEmpty();
  }

  /** Returns whether documents are named. */
  public boolean areGiven() {
    return schemas.areGiven();
  }

  @Override
  public Optional<String> problem() {
    return errors && !schemas.areGiven() && !schemas.searches()
        ? Optional.of("--werror needs binding documents to check against: add --schemas PATH")
        : Optional.empty();
  }

  /** {@return the check; empty if there are no binding documents} */
  public Optional<BindingCheck> read(Session session) throws IOException {
    return schemas.areGiven() ? Optional.of(check(schemas.read(session), false)) : Optional.empty();
  }

  /**
   * {@return the check; empty if there are no binding documents}
   *
   * @param files the files that are checked, whose source tree may have documents
   * @param unknown whether to report each compatible string that no document describes
   */
  public Optional<BindingCheck> read(
      Session session, SourceOptions source, List<Path> files, boolean unknown) throws IOException {
    Optional<SchemaSet> documents = schemas.read(session, source, files);
    if (documents.isEmpty() && (errors || unknown || !limit.isEmpty())) {
      throw new Rejected(
          ExitStatus.INPUT,
          "there are no binding documents, which --werror, --limit and -W compatible_unknown need:"
              + " add --schemas PATH");
    }
    if (documents.isPresent()) {
      List<String> unused = new Validator(documents.get(), limit).unmatched(limit);
      if (!unused.isEmpty()) {
        throw new Rejected(
            ExitStatus.NOT_FOUND,
            "--limit",
            "no binding document has '%s' in its $id; check the spelling, and whether --schemas contains it"
                .formatted(String.join("' or '", unused)));
      }
    }
    return documents.map(all -> check(all, unknown));
  }

  private BindingCheck check(SchemaSet documents, boolean unknown) {
    List<String> wanted = new ArrayList<>(limit);
    if (unknown && !limit.isEmpty()) {
      wanted.add(Validator.UNDOCUMENTED);
    }
    return new BindingCheck(documents, errors ? Severity.ERROR : Severity.WARNING, wanted, unknown);
  }
}
