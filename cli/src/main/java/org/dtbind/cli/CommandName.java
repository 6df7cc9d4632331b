// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dtbind.cli.export.ExportCommand;
import org.dtbind.cli.overlay.OverlayCommand;
import org.dtbind.cli.sandbox.DemoCommand;
import org.dtbind.cli.sandbox.TryCommand;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.target.AggregatorCommand;
import org.dtbind.cli.target.ApplyCommand;
import org.dtbind.cli.target.BindCommand;
import org.dtbind.cli.target.DoctorCommand;
import org.dtbind.cli.target.GroupCommand;
import org.dtbind.cli.target.PlanCommand;
import org.dtbind.cli.target.RecoverCommand;
import org.dtbind.cli.target.StatusCommand;
import org.dtbind.cli.target.UnbindCommand;
import org.dtbind.cli.tree.CompileCommand;
import org.dtbind.cli.tree.DevicesCommand;
import org.dtbind.cli.tree.ExplainCommand;
import org.dtbind.cli.tree.LinesCommand;
import org.dtbind.cli.tree.ShowCommand;
import org.dtbind.cli.validate.ValidateCommand;
import picocli.CommandLine;

/**
 * The commands there are. The class of a command is loaded only when it is run or asked for its
 * help: that keeps {@code dtbind --version} from paying for all of them.
 */
enum CommandName {
  /** Source to blob. */
  COMPILE(Group.DEVICETREE, "Preprocess devicetree source and compile it into a blob."),
  /** A tree against binding documents. */
  VALIDATE(Group.DEVICETREE, "Validate boards and overlays against the kernel's bindings."),
  /** A chain from node to line. */
  EXPLAIN(Group.DEVICETREE, "Trace a device from its node to its driver, /dev node and lines."),
  /** Bases and overlays. */
  OVERLAY(Group.OVERLAYS, "Create, check, compare and merge overlays."),
  /** Files for others. */
  EXPORT(Group.OVERLAYS, "Export a declaration for targets, builds, guests and containers."),
  /** A node as source, and where it came from. */
  SHOW(Group.DEVICETREE, "Show a node as source, and where each part of it was written."),
  /** Nodes and devices. */
  DEVICES(Group.TARGET, "Show which nodes are devices, and their drivers."),
  /** A device to a driver. */
  BIND(Group.TARGET, "Bind devices to a driver, verify, and roll back on failure."),
  /** A device from its driver. */
  UNBIND(Group.TARGET, "Release devices and restore their former drivers."),
  /** What a declaration would change. */
  PLAN(Group.TARGET, "Show what 'apply' would write."),
  /** Devices as declared. */
  APPLY(Group.TARGET, "Apply a declaration: bind all of its devices, or none."),
  /** The end of a change that was interrupted. */
  RECOVER(Group.TARGET, "Finish or roll back an interrupted change."),
  /** Intention and fact. */
  STATUS(Group.TARGET, "Compare what dtbind did with the current state."),
  /** GPIO lines by name. */
  LINES(Group.TARGET, "Find GPIO lines by name."),
  /** Chips made of lines. */
  AGGREGATOR(Group.TARGET, "Create, list and delete GPIO chips made of selected lines."),
  /** IOMMU groups. */
  GROUP(Group.TARGET, "Show IOMMU groups, bind them to VFIO, and hand them over."),
  /** What is there and what is missing. */
  DOCTOR(Group.TARGET, "Show what this system can do, and what is missing."),
  /** A board's tree, without the board. */
  TRY(Group.TARGET, "Boot a real kernel with any board's tree, and show the result."),
  /** The whole path, without hardware. */
  DEMO(Group.TARGET, "Bind a sample device in a real kernel, without hardware.");

  /** The headings under which the help lists commands. */
  enum Group {
    /** Source, blobs and what is in them. */
    DEVICETREE("Devicetree"),
    /** What is merged into a tree at boot. */
    OVERLAYS("Overlays"),
    /** A running Linux. */
    TARGET("The target");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    /** {@return what the help shows} */
    String heading() {
      return heading;
    }
  }

  private final Group group;
  private final String summary;

  CommandName(Group group, String summary) {
    this.group = group;
    this.summary = summary;
  }

  /** {@return what is typed} */
  String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the heading it is listed under} */
  Group group() {
    return group;
  }

  /** {@return one line for the list of commands} */
  String summary() {
    return summary;
  }

  /** {@return the commands under a heading} */
  static List<CommandName> in(Group group) {
    List<CommandName> names = new ArrayList<>();
    for (CommandName name : values()) {
      if (name.group == group) {
        names.add(name);
      }
    }
    return names;
  }

  /** {@return the command} */
  CommandLine create(Session session, List<String> given) {
    return switch (this) {
      case OVERLAY -> new OverlayCommand(session).line(given);
      case EXPORT -> new ExportCommand(session).line(given);
      case AGGREGATOR -> new AggregatorCommand(session).line(given);
      case GROUP -> new GroupCommand(session).line(given);
      default -> new CommandLine(single(session));
    };
  }

  private Callable<Integer> single(Session session) {
    return switch (this) {
      case OVERLAY, EXPORT, AGGREGATOR, GROUP ->
          throw new IllegalStateException("has subcommands: " + this);
      case COMPILE -> new CompileCommand(session);
      case VALIDATE -> new ValidateCommand(session);
      case EXPLAIN -> new ExplainCommand(session);
      case SHOW -> new ShowCommand(session);
      case DEVICES -> new DevicesCommand(session);
      case BIND -> new BindCommand(session);
      case UNBIND -> new UnbindCommand(session);
      case PLAN -> new PlanCommand(session);
      case APPLY -> new ApplyCommand(session);
      case RECOVER -> new RecoverCommand(session);
      case STATUS -> new StatusCommand(session);
      case LINES -> new LinesCommand(session);
      case DOCTOR -> new DoctorCommand(session);
      case TRY -> new TryCommand(session);
      case DEMO -> new DemoCommand(session);
    };
  }
}
