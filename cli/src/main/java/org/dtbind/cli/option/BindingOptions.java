// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.validate.SchemaSet;

/** The options for checking overlays against bindings. Picocli fills them in. */
public final class BindingOptions implements ArgumentGroup {

  private final SchemaOptions schemas;
  private boolean errors;

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
  }

  /** Returns whether to check overlays. */
  public boolean areGiven() {
    return schemas.areGiven();
  }

  @Override
  public Optional<String> problem() {
    return errors && !areGiven()
        ? Optional.of("--werror needs binding documents to check against: add --schemas PATH")
        : Optional.empty();
  }

  /** {@return the check; empty if there are no binding documents} */
  public Optional<BindingCheck> read(Session session) throws IOException {
    return areGiven() ? Optional.of(check(schemas.read(session))) : Optional.empty();
  }

  public Optional<BindingCheck> read(Session session, SourceOptions source, List<Path> files)
      throws IOException {
    return areGiven() ? Optional.of(check(schemas.read(session, source, files))) : Optional.empty();
  }

  private BindingCheck check(SchemaSet documents) {
    return new BindingCheck(documents, errors ? Severity.ERROR : Severity.WARNING);
  }
}
