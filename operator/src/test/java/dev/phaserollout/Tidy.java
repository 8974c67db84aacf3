package dev.phaserollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads sources as text and says, as a compiler does, what is banned where. */
final class Tidy {

  /** The longest file that still has one reason to exist. */
  static final int LINES_MAX = 400;

  /**
   * One thing that must not stand in a source.
   *
   * @param banned what it is called in a finding
   * @param pattern finds it in the text of a file
   * @param where the paths that it is banned in, from the module's folder, with slashes
   * @param instead what to do in its place
   */
  record Rule(String banned, Pattern pattern, Predicate<String> where, String instead) {}

  private static final Predicate<String> EVERYWHERE = path -> true;
  private static final Predicate<String> MAIN = path -> path.startsWith("src/main/");
  private static final Predicate<String> TESTS = path -> path.startsWith("src/test/");
  private static final Predicate<String> ENGINE =
      path -> path.startsWith("src/main/java/dev/phaserollout/engine/");

  static final List<Rule> RULES =
      List.of(
          rule("a note to come back", "\\b(?:FIX" + "ME|TO" + "DO|X" + "XX)\\b", EVERYWHERE)
              .use("an issue, and code that is whole"),
          rule(".formatted(", "\\.formatted\\(", EVERYWHERE)
              .use("plain concatenation or String.format(Locale.ROOT, …)"),
          rule(
                  "String.format( without Locale",
                  "String\\s*\\.format\\((?!\\s*Locale\\.)",
                  EVERYWHERE)
              .use("String.format(Locale.ROOT, …)"),
          rule("printf( without Locale", "\\.printf\\((?!\\s*Locale\\.)", EVERYWHERE)
              .use("printf(Locale.ROOT, …)"),
          rule("HashMap or HashSet", "\\bHash(?:Map|Set)\\b", ENGINE)
              .use("LinkedHashMap, TreeMap or a List: effects compare exactly, so order counts"),
          rule("a class named for nothing", "class \\w*(?:Utils?|Helpers?)\\b", EVERYWHERE)
              .use("the name of what it knows"),
          rule("Thread.sleep(", "\\bThread\\.sleep\\(", TESTS).use("Awaitility: await a condition"),
          rule("a test that is switched off", "@Disabled|\\bAssumptions\\b|assumeT", TESTS)
              .use("a test that runs; what it needs is looked for, downloaded or built"),
          rule("java.util.logging", "\\bjava\\.util\\.logging\\b", MAIN)
              .use("a message to the user, or SLF4J where nobody is at the terminal"));

  private Tidy() {}

  private static Started rule(String banned, String pattern, Predicate<String> where) {
    return new Started(banned, Pattern.compile(pattern), where);
  }

  private record Started(String banned, Pattern pattern, Predicate<String> where) {
    Rule use(String instead) {
      return new Rule(banned, pattern, where, instead);
    }
  }

  /** The findings of a folder of sources below the module's folder. */
  static List<String> findings(Path module, String folder) throws IOException {
    List<String> findings = new ArrayList<>();
    try (Stream<Path> files = Files.walk(module.resolve(folder))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        String path = module.relativize(file).toString().replace('\\', '/');
        findings.addAll(findings(path, Files.readString(file)));
        if (MAIN.test(path) && !Files.exists(file.resolveSibling("package-info.java"))) {
          findings.add(path + ":1: a package without package-info is banned here, use one");
        }
      }
    }
    return findings;
  }

  /** The findings of one source. */
  static List<String> findings(String path, String text) {
    List<String> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      if (!rule.where().test(path)) {
        continue;
      }
      Matcher found = rule.pattern().matcher(text);
      while (found.find()) {
        findings.add(finding(path, lineOf(text, found.start()), rule.banned(), rule.instead()));
      }
    }
    int lines = Math.toIntExact(text.lines().count());
    if (MAIN.test(path) && lines > LINES_MAX) {
      String longer = "a file longer than " + LINES_MAX + " lines";
      findings.add(finding(path, lines, longer, "two files with a reason each"));
    }
    if (MAIN.test(path) && path.endsWith("/package-info.java") && !text.contains("@NullMarked")) {
      findings.add(finding(path, 1, "a package that is not @NullMarked", "@NullMarked"));
    }
    return findings;
  }

  private static String finding(String path, int line, String banned, String instead) {
    return path + ":" + line + ": " + banned + " is banned here, use " + instead;
  }

  private static int lineOf(String text, int offset) {
    return Math.toIntExact(text.substring(0, offset).chars().filter(c -> c == '\n').count()) + 1;
  }
}
