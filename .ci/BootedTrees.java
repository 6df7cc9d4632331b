// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.it.BootedTree;

/**
 * Compares what kernels made of trees with what is predicted of them: {@code BootedTrees NAMES},
 * where NAMES has a line for each, which names a blob, NAME.dtb, and what {@code list-devices.sh}
 * said when a kernel had been booted with it, NAME.said. Prints each difference, and at the end how
 * many nodes were compared. Exits 1 where there is one.
 */
class BootedTrees {

  public static void main(String[] arguments) throws IOException {
    int devices = 0;
    List<String> different = new ArrayList<>();
    for (String name : Files.readAllLines(Path.of(arguments[0]))) {
      String said = Files.readString(Path.of(name + ".said"));
      devices += BootedTree.devices(said).size();
      for (String difference : BootedTree.differences(Path.of(name + ".dtb"), said)) {
        different.add(name + ": " + difference);
      }
    }
    different.forEach(System.out::println);
    System.out.println(devices + " devices, " + different.size() + " differences");
    System.exit(different.isEmpty() ? 0 : 1);
  }
}
