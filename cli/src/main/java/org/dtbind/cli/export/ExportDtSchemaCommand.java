// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportOptions.Base;
import org.dtbind.cli.session.Session;
import org.dtbind.export.schema.DtSchema;

/** The command {@code dtbind export dt-schema}, which exports binding documents. */
final class ExportDtSchemaCommand implements Command {

  private final Session session;
  private final ExportOptions options = new ExportOptions("dt-schema", Base.UNUSED);
  private String maintainer = DtSchema.MAINTAINER;

  ExportDtSchemaCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Export binding documents for the declared compatible strings, so that dt-schema can check "
            + "devicetrees that use these strings.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(options);
    arguments
        .option("--maintainer")
        .label("\"NAME <ADDRESS>\"")
        .description("Maintainer of the documents. Default: " + DtSchema.MAINTAINER + ".")
        .value(String.class, value -> maintainer = value);
  }

  @Override
  public Optional<String> problem() {
    return ExportKernelPatchCommand.isPerson(maintainer)
        ? Optional.empty()
        : Optional.of("--maintainer requires NAME <ADDRESS>, not " + maintainer);
  }

  @Override
  public Integer call() throws IOException {
    return options.run(session, inputs -> DtSchema.of(inputs.specification(), maintainer));
  }
}
