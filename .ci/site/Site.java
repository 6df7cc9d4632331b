// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes a page of each Markdown file: run by {@code ./site} with the checkout and the directory to
 * write to. A page has all that it shows in itself, and a policy by which a browser loads nothing
 * else; files that pages link to come as pages of their text. Ends with 1, and says where, if a
 * link leads nowhere, or if docs/README.md does not lead to a page.
 */
public final class Site {

  /** The pages at the side, by their headings there. */
  private static final String CONTENTS = "docs/README.md";

  private static final String HOME = "README.md";
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.+");

  /** Links to these lead to the file itself. */
  /** The lines in blocks of code that are text; lines of sources and tables keep their columns. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?m)(?<=^|<code>)(?:[^<\\n]*: (?:ERROR|Warning) \\([^<\\n]*|  help: [^<\\n]*)$");

  private static final Pattern SHOWN = Pattern.compile(".*\\.(svg|png|html)");

  /**
   * A Markdown file.
   *
   * @param document as parsed; its links are changed to lead to pages
   * @param title its first heading
   * @param ids of all headings, in order, as code hosting makes them
   */
  private record Page(Node document, String title, Map<Heading, String> ids) {}

  /**
   * An entry at the side: a page or a file, from the root of the checkout, and what it is called
   * there.
   */
  private record Entry(String name, String text) {}

  private final Path root;
  private final Path out;
  private final List<Extension> extensions = List.of(TablesExtension.create());
  private final Map<String, Page> pages = new TreeMap<>();
  private final Map<String, List<Entry>> contents = new LinkedHashMap<>();
  private final Set<String> linked = new TreeSet<>();
  private final Map<String, String> files = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final String style;

  private Site(Path root, Path out) throws IOException {
    this.root = root;
    this.out = out;
    this.style = Files.readString(root.resolve(".ci/site/site.css"));
  }

  /** Takes the checkout and the directory to write to, which is there. */
  public static void main(String[] args) throws IOException {
    Site site = new Site(Path.of(args[0]).toRealPath(), Path.of(args[1]).toRealPath());
    site.make();
    if (!site.wrong.isEmpty()) {
      site.wrong.forEach(line -> System.err.println("site: " + line));
      System.exit(1);
    }
    System.err.println("site: " + site.pages.size() + " pages, " + site.files.size() + " files");
  }

  private void make() throws IOException {
    try (Stream<Path> top = Files.list(root)) {
      top.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .forEach(this::read);
    }
    for (String directory : List.of("docs", "samples")) {
      try (Stream<Path> all = Files.walk(root.resolve(directory))) {
        all.map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(".md") && !name.contains("/target/"))
            .sorted()
            .forEach(this::read);
      }
    }
    contents();
    StringBuilder index = new StringBuilder("const sections = [\n");
    pages.forEach((name, page) -> index(index, name, page));
    index.append("];\n");
    for (Map.Entry<String, Page> page : pages.entrySet()) {
      write(page.getKey(), page.getValue());
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    search(index.toString());
    for (String name : pages.keySet()) {
      if (!linked.contains(name)) {
        wrong.add(name + ": neither " + CONTENTS + " nor the README.md beside it leads to it");
      }
    }
  }

  private void read(String name) {
    Node document;
    try {
      document =
          Parser.builder()
              .extensions(extensions)
              .build()
              .parse(Files.readString(root.resolve(name)));
    } catch (IOException e) {
      wrong.add(name + ": " + e);
      return;
    }
    Map<Heading, String> ids = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    List<String> titles = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String text = text(heading);
            titles.add(text);
            String id =
                text.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(id, 1, Integer::sum) - 1;
            ids.put(heading, before == 0 ? id : id + "-" + before);
          }

          @Override
          public void visit(HtmlBlock block) {
            if (!block.getLiteral().matches("(?s)\\s*<!--.*-->\\s*")) {
              wrong.add(name + ": HTML: " + block.getLiteral());
            }
            block.unlink();
          }

          @Override
          public void visit(HtmlInline inline) {
            wrong.add(name + ": HTML: " + inline.getLiteral());
          }
        });
    if (titles.isEmpty()) {
      wrong.add(name + ": no heading");
      titles.add(name);
    }
    pages.put(name, new Page(document, titles.get(0), ids));
  }

  /** What is read of it, in one line but for code, without what marks it. */
  private static String text(Node node) {
    StringBuilder out = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            out.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            out.append(code.getLiteral());
          }

          @Override
          public void visit(FencedCodeBlock block) {
            out.append(block.getLiteral());
          }

          @Override
          public void visit(IndentedCodeBlock block) {
            out.append(block.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak line) {
            out.append(' ');
          }

          @Override
          public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            out.append(' ');
          }

          @Override
          public void visit(CustomNode cell) {
            visitChildren(cell);
            out.append(cell instanceof TableCell ? " " : "");
          }
        });
    return out.toString().strip();
  }

  /** The headings of {@link #CONTENTS}, each with what it links to. */
  private void contents() {
    List<Entry> entries = new ArrayList<>();
    for (Node node = pages.get(CONTENTS).document().getFirstChild();
        node != null;
        node = node.getNext()) {
      if (node instanceof Heading heading) {
        entries = new ArrayList<>();
        if (heading.getLevel() == 2) {
          contents.put(text(heading), entries);
        }
        continue;
      }
      List<Entry> below = entries;
      node.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Link link) {
              if (!ELSEWHERE.matcher(link.getDestination()).matches()) {
                below.add(
                    new Entry(
                        resolved(CONTENTS, link.getDestination().replaceFirst("#.*", "")),
                        text(link)));
              }
            }
          });
    }
    linked.add(CONTENTS);
  }

  /** From the root of the checkout; empty where it leads out of that. */
  private String resolved(String from, String link) {
    Path path = root.resolve(from).resolveSibling(link).normalize();
    if (Files.exists(path.resolve("README.md"))) {
      path = path.resolve("README.md");
    }
    return path.startsWith(root) ? root.relativize(path).toString() : "";
  }

  /** Where the page or file of a name is in the site. */
  private String address(String name) {
    if (name.equals(HOME)) {
      return "index.html";
    }
    return pages.containsKey(name)
        ? name.replaceAll("\\.md$", ".html")
        : files.getOrDefault(name, name);
  }

  private static String relative(String fromAddress, String toAddress) {
    Path from = Path.of("/" + fromAddress).getParent();
    return from.relativize(Path.of("/" + toAddress)).toString();
  }

  private void links(String name, Page page) {
    page.document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                link.setDestination(target(name, link.getDestination()));
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                image.setDestination(picture(name, image.getDestination()));
              }
            });
  }

  /** Where a link leads in the site. */
  private String target(String from, String link) {
    if (ELSEWHERE.matcher(link).matches()) {
      return link;
    }
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    String anchor = hash < 0 ? "" : link.substring(hash + 1);
    String name = path.isEmpty() ? from : resolved(from, path);
    if (!pages.containsKey(name) && !file(name)) {
      wrong.add(from + ": " + link + " is no page, no file and no directory with a README.md");
      return link;
    }
    if (from.equals(CONTENTS) || from.endsWith("/README.md")) {
      linked.add(name);
    }
    if (!anchor.isEmpty()
        && !(pages.containsKey(name) && pages.get(name).ids().containsValue(anchor))) {
      wrong.add(from + ": " + link + ": " + name + " has no such heading");
    }
    String address = relative(address(from), address(name));
    return address + (anchor.isEmpty() ? "" : "#" + anchor);
  }

  /** Remembers a file that a page links to; whether there is one. */
  private boolean file(String name) {
    if (name.isEmpty() || !Files.isRegularFile(root.resolve(name))) {
      return false;
    }
    files.put(name, SHOWN.matcher(name).matches() ? name : name + ".html");
    return true;
  }

  /** A picture is in the page itself. */
  private String picture(String from, String link) {
    String name = resolved(from, link);
    String type =
        name.endsWith(".svg") ? "image/svg+xml" : name.endsWith(".png") ? "image/png" : "";
    if (type.isEmpty() || !Files.isRegularFile(root.resolve(name))) {
      wrong.add(from + ": " + link + " is no picture");
      return link;
    }
    try {
      return "data:"
          + type
          + ";base64,"
          + Base64.getEncoder().encodeToString(Files.readAllBytes(root.resolve(name)));
    } catch (IOException e) {
      wrong.add(from + ": " + link + ": " + e);
      return link;
    }
  }

  private void write(String name, Page page) throws IOException {
    links(name, page);
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .attributeProviderFactory(
                context ->
                    (node, tag, attributes) -> {
                      if (node instanceof Heading heading) {
                        attributes.put("id", page.ids().get(heading));
                      } else if (tag.equals("pre")) {
                        // It may be wider than the page: the keyboard is to reach it, to scroll.
                        attributes.put("tabindex", "0");
                      }
                    })
            .build();
    page(name, address(name), page.title(), renderer.render(page.document()), "");
  }

  /** A file that is linked: itself, and, where it is text that a browser would not show, a page. */
  private void write(String name, String address) throws IOException {
    byte[] bytes = Files.readAllBytes(root.resolve(name));
    Path copy = out.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.write(copy, bytes);
    if (!address.equals(name)) {
      String last = name.substring(name.lastIndexOf('/') + 1);
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        wrong.add(name + ": is no text");
        return;
      }
      String body =
          "<h1>%s</h1>\n<p><a href=\"%s\">The file itself</a></p>\n<pre tabindex=\"0\"><code>%s</code></pre>\n";
      page(name, address, last, body.formatted(escaped(name), escaped(last), escaped(text)), "");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void page(String name, String address, String title, String body, String script)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    text.append(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; ");
    text.append("base-uri 'none'; style-src '").append(hash(style)).append('\'');
    text.append(script.isEmpty() ? "" : "; script-src '" + hash(script) + "'").append("\">\n");
    text.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    text.append("<title>")
        .append(escaped(title))
        .append(title.equals("dtbind") ? "" : " - dtbind")
        .append("</title>\n");
    text.append("<link rel=\"icon\" href=\"data:,\">\n<style>")
        .append(style)
        .append("</style>\n</head>\n<body>\n");
    text.append(
        "<a class=\"menu\" href=\"#pages\">All pages</a>\n<nav aria-label=\"Pages\">\n<a class=\"skip\" href=\"#content\">Skip the list of pages</a>\n");
    text.append("<a href=\"").append(relative(address, "index.html")).append("\">dtbind</a>\n");
    text.append("<form action=\"")
        .append(relative(address, "search.html"))
        .append("\" role=\"search\">");
    text.append(
        "<input name=\"q\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\"></form>\n");
    text.append("<div id=\"pages\">\n");
    contents.forEach((heading, entries) -> list(text, name, address, heading, entries));
    text.append("</div>\n</nav>\n<main id=\"content\">\n")
        .append(MESSAGE.matcher(body).replaceAll("<span class=\"wrap\">$0</span>"))
        .append("</main>\n");
    text.append(script.isEmpty() ? "" : "<script>" + script + "</script>\n")
        .append("</body>\n</html>\n");
    Path file = out.resolve(address);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void list(
      StringBuilder text, String from, String address, String heading, List<Entry> entries) {
    text.append("<h2>").append(escaped(heading)).append("</h2>\n<ul>\n");
    for (Entry entry : entries) {
      boolean here = entry.name().equals(from);
      if (!pages.containsKey(entry.name()) && !file(entry.name())) {
        continue; // The check of links reports it.
      }
      text.append("<li><a href=\"")
          .append(escaped(relative(address, address(entry.name()))))
          .append('"');
      text.append(here ? " aria-current=\"page\">" : ">")
          .append(escaped(entry.text()))
          .append("</a>");
      if (here && pages.containsKey(from)) {
        text.append(headings(pages.get(from)));
      }
      text.append("</li>\n");
    }
    text.append("</ul>\n");
  }

  /** What is on a page, where that is more than one thing. */
  private static String headings(Page page) {
    StringBuilder text = new StringBuilder();
    for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 2) {
        String link = "<li><a href=\"#%s\">%s</a></li>\n";
        text.append(link.formatted(escaped(page.ids().get(heading)), escaped(text(heading))));
      }
    }
    return text.isEmpty() ? "" : "\n<ul>\n" + text + "</ul>\n";
  }

  /** An entry for each heading, with the text below it. */
  private void index(StringBuilder index, String name, Page page) {
    String heading = page.title();
    String anchor = "";
    StringBuilder text = new StringBuilder();
    for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading next) {
        if (!text.isEmpty()) {
          entry(index, address(name) + anchor, page.title(), heading, text.toString());
        }
        heading = text(next);
        anchor = "#" + page.ids().get(next);
        text.setLength(0);
      } else {
        text.append(text.isEmpty() ? "" : "\n").append(text(node));
      }
    }
    entry(index, address(name) + anchor, page.title(), heading, text.toString());
  }

  private static void entry(StringBuilder index, String... texts) {
    index.append('[');
    for (String text : texts) {
      index.append(quoted(text)).append(',');
    }
    index.append("],\n");
  }

  private void search(String index) throws IOException {
    String code = Files.readString(root.resolve(".ci/site/search.js"));
    page(
        "",
        "search.html",
        "Search",
        "<h1>Search</h1>\n<noscript><p>Searching needs a script; without one, the list of pages is here.</p></noscript>\n"
            + "<p id=\"count\" role=\"status\"></p>\n<ol id=\"results\"></ol>\n",
        index + code);
  }

  /** As a browser asks for it in a policy. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c == '<' || c == '\u2028' || c == '\u2029') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
