// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * Prints how the processor time of reading a source and a blob, and of applying an overlay, grows
 * from 10,000 to 100,000 nodes; exits with 1 where one takes more than 11 times as long. The least
 * of several rounds counts: whatever else a machine does only makes it more.
 */
class Growth {

  private static final int ROUNDS = 7;
  private static final double MOST = 11;
  private static final List<String> NAMES = List.of("source", "blob", "overlay apply");

  public static void main(String[] arguments) {
    double[] few = least(10_000);
    double[] many = least(100_000);
    boolean good = true;
    for (int i = 0; i < NAMES.size(); i++) {
      double ratio = many[i] / few[i];
      good &= ratio <= MOST;
      System.out.printf(
          Locale.ROOT,
          "%s: 10,000 nodes %.1f ms, 100,000 nodes %.1f ms: %.1f times%n",
          NAMES.get(i),
          few[i],
          many[i],
          ratio);
    }
    System.exit(good ? 0 : 1);
  }

  /**
   * Returns the milliseconds that a source and a blob with so many nodes take, and an overlay that
   * adds to each node of them.
   */
  private static double[] least(int nodes) {
    Bytes source = Bytes.latin1(source(nodes));
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    Bytes addition = Bytes.latin1(overlay(nodes));
    DeviceTree added =
        new Compiler(options, name -> Optional.of(addition)).compile("y.dts").value().orElseThrow();
    double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
      double begin = now();
      Compiler compiler = new Compiler(options, name -> Optional.of(source));
      DeviceTree tree = compiler.compile("x.dts").value().orElseThrow();
      least[0] = Math.min(least[0], now() - begin);
      Bytes blob = DtbWriter.write(tree);
      System.gc();
      begin = now();
      DtbReader.read(new SourceFile("x.dtb", blob)).value().orElseThrow();
      least[1] = Math.min(least[1], now() - begin);
      System.gc();
      begin = now();
      Overlay overlay = OverlayReader.read("y.dts", added).value().orElseThrow();
      OverlayStack.apply(tree, List.of(overlay)).value().orElseThrow();
      least[2] = Math.min(least[2], now() - begin);
    }
    return least;
  }

  private static double now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }

  /** Returns a board of buses with a hundred devices each, which refer to each other. */
  private static String source(int nodes) {
    StringBuilder text = new StringBuilder("/dts-v1/;\n#define SIZE 0x100\n/ {\n");
    for (int bus = 0; bus < nodes / 100; bus++) {
      text.append("bus").append(bus).append(" {\n");
      for (int i = 0; i < 99; i++) {
        int number = bus * 99 + i;
        text.append(
            "d%d: device@%x { compatible = \"a,b\"; reg = <0x%x SIZE>; next = <&d%d>; };\n"
                .formatted(number, i, i, Math.max(0, number - 1)));
      }
      text.append("};\n");
    }
    return text.append("};\n").toString();
  }

  /** Returns an overlay that adds a property, which refers to another node, to each of those. */
  private static String overlay(int nodes) {
    StringBuilder text = new StringBuilder("/dts-v1/;\n/plugin/;\n");
    for (int i = 0; i < nodes / 100 * 99; i++) {
      text.append("&d%d { previous = <&d%d>; };\n".formatted(i, Math.max(0, i - 1)));
    }
    return text.toString();
  }
}
