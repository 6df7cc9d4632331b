// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.view.Format;

/** The options of commands that read a system. Picocli fills them in. */
public final class TargetOptions implements ArgumentGroup {

  private final SysrootOption sysroot = new SysrootOption();
  private final FormatOption format = new FormatOption("Output format. Default: table.");

  @Override
  public void declare(Arguments arguments) {
    arguments.add(sysroot);
    arguments.add(format);
  }

  public Format format() {
    return format.value();
  }

  /** Returns whether the system is the running one, not a copy. */
  public boolean isRunning() {
    return sysroot.isRunning();
  }

  /** {@return the system} */
  public WritableKernel open(Session session) throws IOException {
    return sysroot.open(session);
  }
}
