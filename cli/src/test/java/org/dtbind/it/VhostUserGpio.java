// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The back end of samples/guest-gpio, in this process, with the lines that it is given. */
final class VhostUserGpio implements Closeable {

  private static final String SAMPLE = "VhostDeviceGpio";

  /** What it serves; as in the sample. */
  interface Lines {
    /** Returns their names, empty for none: as many as there are lines. */
    List<String> names();

    /** Returns a line's direction: 0 none, 1 out, 2 in. */
    int direction(int line);

    /** Sets it; returns whether that can be. */
    boolean direct(int line, int direction);

    /** Returns a line's value, 0 or 1. */
    int value(int line);

    /** Sets it; returns whether that can be. */
    boolean set(int line, int value);

    /** Lets all lines go. */
    void release();
  }

  private final URLClassLoader loader;
  private final Closeable served;

  /**
   * Begins to listen.
   *
   * @param sample its source
   * @param classes a folder for its classes
   * @param socket path of a socket that is not there yet
   * @param lines to serve
   */
  VhostUserGpio(Path sample, Path classes, Path socket, Lines lines)
      throws IOException, ReflectiveOperationException {
    this.loader = compiled(sample, classes);
    Class<?> type = loader.loadClass(SAMPLE + "$Lines");
    Object given =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {type},
            (proxy, method, args) ->
                Lines.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(lines, args));
    this.served =
        (Closeable)
            loader.loadClass(SAMPLE).getConstructor(Path.class, type).newInstance(socket, given);
  }

  /** Compiles the sample. */
  private static URLClassLoader compiled(Path sample, Path classes) throws IOException {
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            InputStream.nullInputStream(),
            System.out,
            System.err,
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path", ""),
            sample.toString());
    assertThat(status).isZero();
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, VhostUserGpio.class.getClassLoader());
  }

  /** A chip as the sample has it: with the methods of {@link Lines}. */
  static Lines chip(Path sample, Path classes, String path)
      throws IOException, ReflectiveOperationException {
    Constructor<?> chip =
        compiled(sample, classes).loadClass(SAMPLE + "$Chip").getDeclaredConstructor(String.class);
    chip.setAccessible(true);
    Object made = chip.newInstance(path);
    return (Lines)
        Proxy.newProxyInstance(
            Lines.class.getClassLoader(),
            new Class<?>[] {Lines.class},
            (proxy, method, args) -> {
              var own = made.getClass().getMethod(method.getName(), method.getParameterTypes());
              own.setAccessible(true);
              return own.invoke(made, args);
            });
  }

  @SuppressWarnings("unchecked") // the sample's methods return these
  private List<Integer> numbers(String method) {
    try {
      return (List<Integer>) served.getClass().getMethod(method).invoke(served);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Returns the numbers of the messages that came, in order. */
  List<Integer> requests() {
    return numbers("requests");
  }

  /** Returns the types of the virtio requests that were served, in order. */
  List<Integer> served() {
    return numbers("served");
  }

  /** Returns why it ended too early; empty where it did not. */
  String failure() {
    try {
      return (String) served.getClass().getMethod("failure").invoke(served);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    served.close();
    loader.close();
  }
}
