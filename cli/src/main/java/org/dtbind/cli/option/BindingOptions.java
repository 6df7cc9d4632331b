// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.util.Optional;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.BindingCheck;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for checking overlays against bindings. Picocli fills them in. */
public final class BindingOptions {

  @Mixin private SchemaOptions schemas = new SchemaOptions();

  @Option(
      names = "--werror",
      description =
          "Report violations of the binding documents as errors, and exit with code 2 if there are "
              + "any.")
  private boolean errors;

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
