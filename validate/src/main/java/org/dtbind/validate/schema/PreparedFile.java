// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.dtbind.source.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The file format of prepared documents.
 *
 * <p>A file consists of the key of the files from which the documents were prepared, a checksum,
 * the index, and the documents. Each document is only read when it is first needed.
 */
final class PreparedFile {

  /**
   * The version of the format. It must be increased when the preparation of documents or the file
   * format changes.
   */
  static final int FORMAT = 6;

  /**
   * The size limit for a file. Documents with many aliases can exceed it, because the file contains
   * the repeated parts.
   */
  private static final int MOST_BYTES = 256 << 20;

  private static final int KEY = 32;
  private static final int HEAD = KEY + 12;

  private static final String NAMES = "names";
  private static final String DOCUMENTS = "documents";
  private static final String SELECTS = "selects";
  private static final String COMPATIBLES = "compatibles";
  private static final String DOCUMENTED = "documented";
  private static final String TYPES = "types";
  private static final String PATTERNS = "patterns";
  private static final String PROBLEMS = "problems";

  private static final Set<String> PARTS =
      Set.of(NAMES, DOCUMENTS, SELECTS, COMPATIBLES, DOCUMENTED, TYPES, PATTERNS, PROBLEMS);

  private PreparedFile() {}

  /**
   * Returns the contents of a file; absent if they exceed the size limit.
   *
   * @param files the files from which the documents were prepared, with those in archives
   */
  static Optional<Bytes> of(ReadResult result, Bytes key, DocumentFiles files) {
    PartWriter contents = new PartWriter();
    DocumentIndex index = result.documents().index();
    List<Object> documents = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (String id : index.files().keySet()) {
      numbers.put(id, documents.size());
      documents.add(List.of(id, contents.size()));
      contents.write(result.documents().document(id).orElseThrow());
      if (contents.size() > MOST_BYTES) {
        return Optional.empty();
      }
    }
    Map<String, Object> compatibles = new TreeMap<>();
    index.compatibles().forEach((name, id) -> compatibles.put(name, numbers.get(id)));
    Map<String, Object> parts = new TreeMap<>();
    Map<String, List<Object>> places = places(files);
    parts.put(NAMES, index.files().values().stream().map(file -> place(file, places)).toList());
    parts.put(DOCUMENTS, documents);
    parts.put(SELECTS, index.selects());
    parts.put(COMPATIBLES, compatibles);
    parts.put(DOCUMENTED, List.copyOf(index.documented()));
    parts.put(TYPES, types(index.types().named()));
    parts.put(PATTERNS, patterns(index.types().patterns()));
    parts.put(
        PROBLEMS,
        result.problems().stream()
            .map(
                problem ->
                    List.of(place(problem.file(), places), problem.isRead(), problem.reason()))
            .toList());
    PartWriter head = new PartWriter();
    head.write(parts);
    ByteBuffer file = ByteBuffer.allocate(HEAD + head.size() + contents.size());
    file.put(key.toArray()).putInt(0).putInt(head.size()).putInt(contents.size());
    file.put(head.bytes()).put(contents.bytes());
    file.putInt(KEY, checksum(Bytes.wrap(file.array())));
    return Optional.of(Bytes.wrap(file.array()));
  }

  private static int checksum(Bytes file) {
    CRC32C sum = new CRC32C();
    sum.update(file.slice(HEAD, file.length()).toArray());
    return (int) sum.getValue();
  }

  /** Returns the index of the place and the name in it of each file, by its name for messages. */
  private static Map<String, List<Object>> places(DocumentFiles files) {
    Map<String, List<Object>> places = new HashMap<>();
    for (DocumentFiles.DocumentFile file : files.files()) {
      places.putIfAbsent(files.name(file), List.of(file.place(), file.name()));
    }
    return places;
  }

  /** Returns the place of a file; the index is -1 if the file is in no place. */
  private static List<Object> place(String name, Map<String, List<Object>> places) {
    return places.getOrDefault(name, List.of(-1, name));
  }

  private static String name(Object place, DocumentFiles files) {
    int index = number(list(place).get(0));
    String name = list(place).get(1).toString();
    return index < 0 ? name : files.places().get(index) + name;
  }

  private static Map<String, Object> types(Map<String, List<PropertyType>> types) {
    Map<String, Object> parts = new TreeMap<>();
    types.forEach((name, all) -> parts.put(name, all.stream().map(PreparedFile::type).toList()));
    return parts;
  }

  private static Map<String, Object> patterns(Map<String, PropertyType> patterns) {
    Map<String, Object> parts = new LinkedHashMap<>();
    patterns.forEach((text, type) -> parts.put(text, type(type)));
    return parts;
  }

  private static List<Object> type(PropertyType type) {
    String name = type.name().orElse("");
    return type.size()
        .<List<Object>>map(
            size ->
                List.of(
                    name, size.leastRows(), size.mostRows(), size.leastCells(), size.mostCells()))
        .orElse(List.of(name));
  }

  private static PropertyType type(Object part) {
    List<Object> type = list(part);
    String name = type.get(0).toString();
    return new PropertyType(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        type.size() < 5
            ? Optional.empty()
            : Optional.of(
                new PropertyType.Dimensions(
                    number(type.get(1)),
                    number(type.get(2)),
                    number(type.get(3)),
                    number(type.get(4)))));
  }

  /**
   * Returns the prepared documents in a file; absent if the file is damaged or has a different key.
   */
  static Optional<ReadResult> read(Bytes file, Bytes key, DocumentFiles files) {
    if (file.length() < HEAD || !file.slice(0, KEY).equals(key)) {
      return Optional.empty();
    }
    ByteBuffer numbers = ByteBuffer.wrap(file.slice(KEY, HEAD).toArray());
    int sum = numbers.getInt();
    int head = numbers.getInt();
    int contents = numbers.getInt();
    if (head < 0
        || contents < 0
        || (long) HEAD + head + contents != file.length()
        || checksum(file) != sum) {
      return Optional.empty();
    }
    try {
      Map<String, Object> index = Parts.map(new PartReader(file.slice(HEAD, HEAD + head)).read());
      return index.keySet().equals(PARTS)
          ? Optional.of(result(index, file.slice(HEAD + head, file.length()), files))
          : Optional.empty();
    } catch (PartReader.Damaged e) {
      return Optional.empty();
    }
  }

  private static ReadResult result(Map<String, Object> index, Bytes contents, DocumentFiles files) {
    List<String> ids = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Integer> starts = new HashMap<>();
    List<Object> places = list(index.get(NAMES));
    for (Object document : list(index.get(DOCUMENTS))) {
      String id = list(document).get(0).toString();
      names.put(id, name(places.get(ids.size()), files));
      starts.put(id, number(list(document).get(1)));
      ids.add(id);
    }
    Map<String, String> compatibles = new HashMap<>();
    Parts.map(index.get(COMPATIBLES))
        .forEach((name, id) -> compatibles.put(name, ids.get(number(id))));
    Set<String> documented = new LinkedHashSet<>();
    list(index.get(DOCUMENTED)).forEach(name -> documented.add(name.toString()));
    Map<String, List<PropertyType>> named = new LinkedHashMap<>();
    Parts.map(index.get(TYPES))
        .forEach(
            (name, all) -> named.put(name, list(all).stream().map(PreparedFile::type).toList()));
    Map<String, PropertyType> patterns = new LinkedHashMap<>();
    Parts.map(index.get(PATTERNS)).forEach((text, type) -> patterns.put(text, type(type)));
    DocumentIndex read =
        new DocumentIndex(
            names,
            Parts.map(index.get(SELECTS)),
            compatibles,
            documented,
            new PropertyTypes(named, patterns));
    return new ReadResult(
        new Documents(
            read, id -> Optional.ofNullable(starts.get(id)).flatMap(at -> document(contents, at))),
        list(index.get(PROBLEMS)).stream()
            .map(
                problem ->
                    new ReadResult.Problem(
                        name(list(problem).get(0), files),
                        list(problem).get(1).equals(true),
                        list(problem).get(2).toString()))
            .toList());
  }

  private static Optional<Map<String, Object>> document(Bytes contents, int start) {
    try {
      return Optional.of(
          Parts.map(new PartReader(contents.slice(start, contents.length())).read()));
    } catch (PartReader.Damaged e) {
      throw new IllegalStateException("the checksum was right", e);
    }
  }

  private static List<Object> list(@Nullable Object part) {
    return Parts.list(part);
  }

  private static int number(Object part) {
    return part instanceof Number number ? number.intValue() : 0;
  }
}
