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
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * Prints how the processor time of reading a source and a blob grows from 10,000 to 100,000 nodes;
 * exits with 1 where one takes more than 11 times as long. The least of several rounds counts:
 * whatever else a machine does only makes it more.
 */
class Growth {

  private static final int ROUNDS = 7;
  private static final double MOST = 11;

  public static void main(String[] arguments) {
    double[] few = least(10_000);
    double[] many = least(100_000);
    boolean good = true;
    for (int i = 0; i < 2; i++) {
      double ratio = many[i] / few[i];
      good &= ratio <= MOST;
      System.out.printf(
          Locale.ROOT,
          "%s: 10,000 nodes %.1f ms, 100,000 nodes %.1f ms: %.1f times%n",
          i == 0 ? "source" : "blob",
          few[i],
          many[i],
          ratio);
    }
    System.exit(good ? 0 : 1);
  }

  /** Returns the milliseconds that a source and a blob with so many nodes take. */
  private static double[] least(int nodes) {
    Bytes source = Bytes.latin1(source(nodes));
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
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
}
