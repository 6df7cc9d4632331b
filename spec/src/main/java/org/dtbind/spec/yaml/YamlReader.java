// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.SourceFile;
import org.dtbind.source.Span;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML 1.2 file as a tree of text. It rejects the parts of YAML that declarations do not
 * need and that YAML readers interpret differently: anchors, aliases, merge keys, tags, duplicate
 * keys and further documents.
 */
public final class YamlReader {

  /** The size limit in bytes, far above the size of any declaration. */
  public static final int MAX_BYTES = Limit.YAML_BYTES.most();

  /** The limit for nested lists and mappings, far above the depth of any declaration. */
  public static final int MAX_DEPTH = Limit.YAML_DEPTH.most();

  private YamlReader() {}

  /**
   * {@return the tree of a file; absent if the file is not valid YAML, present despite other
   * errors}
   *
   * @param file in UTF-8, with or without a byte order mark
   */
  public static Diagnosed<YamlNode> read(SourceFile file) {
    Bytes content = file.content();
    if (content.length() > MAX_BYTES) {
      Message message =
          Message.of(
              "the file is {size} bytes long; at most {limit} bytes are allowed",
              content.length(),
              MAX_BYTES);
      return failed(
          Diagnostic.error(YamlCode.YAML_TOO_LARGE, new Origin.Unknown(file.name()), message));
    }
    int mark = startsWithMark(content) ? 3 : 0;
    Origins origins = origins(file);
    String text;
    try {
      byte[] bytes = content.slice(mark, content.length()).toArray();
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      Span at = firstMalformed(content, mark);
      return failed(
          Diagnostic.error(
                  YamlCode.YAML_NOT_UTF8, origins, at, Message.of("this is not valid UTF-8"))
              .help("save the file as UTF-8"));
    }
    Places places = new Places(text, mark);
    List<Diagnostic> problems = new ArrayList<>();
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.name()).setCodePointLimit(MAX_BYTES + 1).build();
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      Optional<YamlNode> root = new YamlComposer(events, places, origins, problems).only();
      return new Diagnosed<>(root, problems);
    } catch (MarkedYamlEngineException e) {
      problems.add(notWellFormed(e, text, places, origins));
    } catch (ReaderException e) {
      int at = places.of(e.getPosition());
      String character = "U+%04X".formatted(e.getCodePoint());
      Message message = Message.of("the character {character} is not allowed in YAML", character);
      problems.add(syntax(origins, new Span(at, at + 1), message));
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The parser throws the second exception for "\UFFFFFFFF".
      problems.add(syntax(origins, new Span(mark, mark), Message.of("this is not valid YAML")));
    }
    return Diagnosed.failed(problems);
  }

  private static Diagnostic notWellFormed(
      MarkedYamlEngineException e, String text, Places places, Origins origins) {
    int index = e.getProblemMark().map(Mark::getIndex).orElse(0);
    int at = places.of(index);
    int character =
        text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
    SyntaxMessage message = SyntaxMessage.of(String.valueOf(e.getProblem()), text, character);
    Diagnostic problem =
        syntax(origins, new Span(at, at + 1), message.message()).help(message.help());
    if (e.getContextMark().isEmpty()) {
      return problem;
    }
    int from = places.of(e.getContextMark().get().getIndex());
    return from == at
        ? problem
        : problem.note("the enclosing element starts at", origins.of(new Span(from, from + 1)));
  }

  /** {@return the origins of a file, for spans that count its bytes} */
  public static Origins origins(SourceFile file) {
    int length = file.content().length();
    return span ->
        span.isKnown()
            ? Origin.Source.of(file, Math.min(span.start(), length), Math.min(span.end(), length))
            : new Origin.Unknown(file.name());
  }

  private static Diagnostic syntax(Origins origins, Span span, Message message) {
    return Diagnostic.error(YamlCode.YAML_SYNTAX, origins, span, message);
  }

  private static <T> Diagnosed<T> failed(Diagnostic problem) {
    return Diagnosed.failed(List.of(problem));
  }

  private static boolean startsWithMark(Bytes content) {
    return content.length() >= 3
        && content.get(0) == 0xef
        && content.get(1) == 0xbb
        && content.get(2) == 0xbf;
  }

  /** Returns the position of the first byte that is not valid UTF-8. */
  private static Span firstMalformed(Bytes content, int from) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(content.toArray());
    in.position(from);
    decoder.decode(in, CharBuffer.allocate(content.length() + 1), true);
    return new Span(in.position(), in.position() + 1);
  }

  /** Converts positions of the parser, which count code points, to byte offsets. */
  static final class Places {

    private final int[] offsets;

    Places(String text, int mark) {
      offsets = new int[text.codePointCount(0, text.length()) + 1];
      int at = mark;
      int from = 0;
      for (int i = 0; i < offsets.length - 1; i++) {
        int point = text.codePointAt(from);
        offsets[i] = at;
        at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        from += Character.charCount(point);
      }
      offsets[offsets.length - 1] = at;
    }

    int of(int index) {
      return offsets[Math.max(0, Math.min(index, offsets.length - 1))];
    }
  }
}
