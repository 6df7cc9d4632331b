// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.export.schema.DtSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code dtbind export dt-schema}, which exports binding documents. */
@Command(
    name = "dt-schema",
    description =
        "Export binding documents for the declared compatible strings, so that dt-schema can check "
            + "devicetrees that use these strings.",
    sortOptions = false)
final class ExportDtSchemaCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ExportOptions options = new ExportOptions();

  @Option(
      names = "--maintainer",
      paramLabel = "\"NAME <ADDRESS>\"",
      description = "Maintainer of the documents. Default: " + DtSchema.MAINTAINER + ".")
  private String maintainer = DtSchema.MAINTAINER;

  ExportDtSchemaCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!ExportKernelPatchCommand.isPerson(maintainer)) {
      return session.fail(Exit.USAGE, "--maintainer requires NAME <ADDRESS>, not " + maintainer);
    }
    return options.run(
        session, "dt-schema", specification -> DtSchema.of(specification, maintainer));
  }
}
