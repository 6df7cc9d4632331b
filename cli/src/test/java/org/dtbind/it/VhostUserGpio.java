// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.testing.SamplePrograms;

/** Runs the back end of samples/guest-gpio in this process, with lines of the test. */
final class VhostUserGpio implements Closeable {

  private static final String SAMPLE = "VhostDeviceGpio";

  /** The lines that the back end serves; the same interface as in the sample. */
  interface Lines {
    /** Returns the name of each line; empty for a line without a name. */
    List<String> names();

    /** Returns a line's direction: 0 none, 1 out, 2 in. */
    int direction(int line);

    /** Sets a line's direction; returns whether the line supports it. */
    boolean direct(int line, int direction);

    /** Returns a line's value, 0 or 1. */
    int value(int line);

    /** Sets a line's value; returns whether the line supports it. */
    boolean set(int line, int value);

    /** Releases all lines. */
    void release();
  }

  /** The lines of an open chip. */
  interface Chip extends Lines, Closeable {}

  private final URLClassLoader loader;
  private final Closeable served;

  /**
   * Compiles the sample and starts to listen.
   *
   * @param sample the source file
   * @param classes a directory for the classes
   * @param socket the path of the socket to create
   * @param lines the lines to serve
   */
  VhostUserGpio(Path sample, Path classes, Path socket, Lines lines)
      throws IOException, ReflectiveOperationException {
    this.loader = compiled(sample, classes);
    Class<?> type = loader.loadClass(SAMPLE + "$Lines");
    Object proxiedLines =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {type},
            (proxy, method, args) ->
                Lines.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(lines, args));
    this.served =
        (Closeable)
            loader
                .loadClass(SAMPLE)
                .getConstructor(Path.class, type)
                .newInstance(socket, proxiedLines);
  }

  private static URLClassLoader compiled(Path sample, Path classes) throws IOException {
    SamplePrograms.compile(classes, sample);
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, VhostUserGpio.class.getClassLoader());
  }

  /** Returns an instance of the sample's class Chip as {@link Chip}. */
  static Chip chip(Path sample, Path classes, String path)
      throws IOException, ReflectiveOperationException {
    Constructor<?> chip =
        compiled(sample, classes).loadClass(SAMPLE + "$Chip").getDeclaredConstructor(String.class);
    chip.setAccessible(true);
    Object instance = chip.newInstance(path);
    return (Chip)
        Proxy.newProxyInstance(
            Chip.class.getClassLoader(),
            new Class<?>[] {Chip.class},
            (proxy, method, args) -> {
              var target =
                  instance.getClass().getMethod(method.getName(), method.getParameterTypes());
              target.setAccessible(true);
              return target.invoke(instance, args);
            });
  }

  @SuppressWarnings("unchecked") // the sample's methods return List<Integer>
  private List<Integer> numbers(String method) {
    try {
      return (List<Integer>) served.getClass().getMethod(method).invoke(served);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Returns the numbers of the received vhost-user messages, in order. */
  List<Integer> requests() {
    return numbers("requests");
  }

  /** Returns the types of the served virtio requests, in order. */
  List<Integer> served() {
    return numbers("served");
  }

  /** Returns why the back end ended too early; empty if it did not. */
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
