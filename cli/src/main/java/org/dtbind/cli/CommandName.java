// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportCommand;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.overlay.CheckCommand;
import org.dtbind.cli.overlay.DiffCommand;
import org.dtbind.cli.overlay.OverlayCommand;
import org.dtbind.cli.review.ReviewCommand;
import org.dtbind.cli.sandbox.DemoCommand;
import org.dtbind.cli.sandbox.TryCommand;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.target.AggregatorCommand;
import org.dtbind.cli.target.ApplyCommand;
import org.dtbind.cli.target.BindCommand;
import org.dtbind.cli.target.DoctorCommand;
import org.dtbind.cli.target.GroupCommand;
import org.dtbind.cli.target.RecoverCommand;
import org.dtbind.cli.target.StatusCommand;
import org.dtbind.cli.target.UnbindCommand;
import org.dtbind.cli.tree.CompileCommand;
import org.dtbind.cli.tree.DevicesCommand;
import org.dtbind.cli.tree.ExplainCommand;
import org.dtbind.cli.tree.FmtCommand;
import org.dtbind.cli.tree.LinesCommand;
import org.dtbind.cli.tree.ShowCommand;
import picocli.CommandLine;

/**
 * The commands of dtbind. The class of a command is loaded only when the command or its help is
 * requested, so that {@code dtbind --version} does not load them all.
 */
public enum CommandName {
  COMPILE(Group.DEVICETREE, "Preprocess devicetree source and compile it into a blob."),
  CHECK(Group.DEVICETREE, "Find what goes wrong before a board boots, at the line that is wrong."),
  FMT(
      Group.DEVICETREE,
      "Format sources in the style of the kernel; what they mean stays the same."),
  DIFF(Group.DEVICETREE, "Compare two trees, or write the overlay that turns one into the other."),
  REVIEW(Group.DEVICETREE, "Compare all boards before and after a change, in a git repository."),
  SHOW(Group.DEVICETREE, "Show a node as source, and where the source sets each property."),
  EXPLAIN(Group.DEVICETREE, "Trace a device from node to driver, device node and GPIO lines."),
  DEVICES(Group.DEVICETREE, "Show which nodes are devices, and which drivers are bound to them."),
  LINES(Group.DEVICETREE, "Find GPIO lines by name."),
  OVERLAY(Group.OVERLAYS, "Create and merge overlays."),
  EXPORT(Group.OVERLAYS, "Export a declaration for targets, builds and guests."),
  BIND(Group.TARGET, "Bind devices to a driver, verify, and roll back on failure."),
  UNBIND(Group.TARGET, "Release devices and restore their former drivers."),
  APPLY(Group.TARGET, "Apply a declaration: bind all of its devices, or none."),
  STATUS(Group.TARGET, "Compare the current state with the changes that dtbind made."),
  RECOVER(Group.TARGET, "Finish or roll back an interrupted change."),
  AGGREGATOR(Group.TARGET, "Create, list and delete GPIO chips made up of selected lines."),
  GROUP(Group.TARGET, "Show IOMMU groups, bind them to VFIO, and give them to a user."),
  DOCTOR(Group.TARGET, "Show what this system can do, and what is missing."),
  TRY(Group.SANDBOX, "Boot a real kernel with any devicetree, and show the result."),
  DEMO(Group.SANDBOX, "Bind a sample device in a real kernel, without hardware.");

  /** The headings under which the help lists commands. */
  public enum Group {
    DEVICETREE("Devicetree"),
    OVERLAYS("Overlays"),
    TARGET("The target"),
    SANDBOX("Without a board");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    public String heading() {
      return heading;
    }
  }

  private final Group group;
  private final String summary;

  CommandName(Group group, String summary) {
    this.group = group;
    this.summary = summary;
  }

  /** Returns the name of the command as users type it. */
  public String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  Group group() {
    return group;
  }

  public String summary() {
    return summary;
  }

  public static List<CommandName> in(Group group) {
    List<CommandName> names = new ArrayList<>();
    for (CommandName name : values()) {
      if (name.group == group) {
        names.add(name);
      }
    }
    return names;
  }

  public CommandLine create(Session session, List<String> given) {
    Command command = command(session);
    return command instanceof CommandGroup group ? group.line(given) : Arguments.line(command);
  }

  private Command command(Session session) {
    return switch (this) {
      case COMPILE -> new CompileCommand(session);
      case CHECK -> new CheckCommand(session);
      case FMT -> new FmtCommand(session);
      case DIFF -> new DiffCommand(session);
      case REVIEW -> new ReviewCommand(session);
      case EXPLAIN -> new ExplainCommand(session);
      case OVERLAY -> new OverlayCommand(session);
      case EXPORT -> new ExportCommand(session);
      case SHOW -> new ShowCommand(session);
      case DEVICES -> new DevicesCommand(session);
      case BIND -> new BindCommand(session);
      case UNBIND -> new UnbindCommand(session);
      case APPLY -> new ApplyCommand(session);
      case RECOVER -> new RecoverCommand(session);
      case STATUS -> new StatusCommand(session);
      case LINES -> new LinesCommand(session);
      case AGGREGATOR -> new AggregatorCommand(session);
      case GROUP -> new GroupCommand(session);
      case DOCTOR -> new DoctorCommand(session);
      case TRY -> new TryCommand(session);
      case DEMO -> new DemoCommand(session);
    };
  }
}
