// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.BindingCheck;

/** The options for checking overlays against bindings. Picocli fills them in. */
public final class BindingOptions implements ArgumentGroup {

  private final SchemaOptions schemas = new SchemaOptions();
  private boolean errors;

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

  /** {@return the reason why the options are invalid; empty if they are valid} */
  public Optional<String> problem() {
    return errors && !areGiven()
        ? Optional.of("--werror needs binding documents to check against: add --schemas PATH")
        : Optional.empty();
  }

  /** {@return the check; empty if there are no binding documents} */
  public Optional<BindingCheck> read(Session session) throws IOException {
    return areGiven()
        ? Optional.of(
            new BindingCheck(schemas.read(session), errors ? Severity.ERROR : Severity.WARNING))
        : Optional.empty();
  }
}
