package dev.phaserollout.gate;

import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.gate.SeriesSelector.Matcher;
import dev.phaserollout.gate.SeriesSelector.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the text of one {@link SeriesSelector}, from left to right, once. */
final class SelectorReader {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern OPERATOR = Pattern.compile("=~|!~|!=|=");
  private static final Pattern BLANK = Pattern.compile("\\s*");

  /** In double or single quotes with escapes, or in backquotes without. */
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'|`[^`]*+`");

  private final String text;
  private int at;

  SelectorReader(String text) {
    this.text = text;
  }

  Reading read() {
    try {
      take(BLANK);
      Optional<String> metric = take(NAME);
      take(BLANK);
      List<Matcher> matchers = starts("{") ? matchers() : List.of();
      take(BLANK);
      if (at < text.length()) {
        throw refused("is more than a selector; write only a name and {…}");
      }
      if (metric.isEmpty() && matchers.isEmpty()) {
        throw refused("selects every series; write a name, conditions in {…}, or both");
      }
      return new Reading(Optional.of(new SeriesSelector(metric, matchers)), Optional.empty());
    } catch (Refused refused) {
      return new Reading(Optional.empty(), Optional.of(refused.fault));
    }
  }

  private List<Matcher> matchers() throws Refused {
    at++;
    List<Matcher> matchers = new ArrayList<>();
    take(BLANK);
    while (!starts("}")) {
      matchers.add(matcher());
      take(BLANK);
      if (starts(",")) {
        at++;
        take(BLANK);
      } else if (!starts("}")) {
        throw refused("needs a comma or a closing } here");
      }
    }
    at++;
    return matchers;
  }

  private Matcher matcher() throws Refused {
    Optional<String> quoted = take(QUOTED);
    String label =
        quoted.isPresent() ? quoted.get() : need(LABEL, "needs the name of a label here");
    take(BLANK);
    if (quoted.isPresent() && (starts(",") || starts("}"))) {
      return new Matcher("", "", label);
    }
    String operator = need(OPERATOR, "needs one of = != =~ !~ here");
    take(BLANK);
    return new Matcher(label, operator, need(QUOTED, "needs a value in quotes here"));
  }

  private boolean starts(String word) {
    return text.startsWith(word, at);
  }

  private String need(Pattern pattern, String complaint) throws Refused {
    Optional<String> taken = take(pattern);
    if (taken.isEmpty()) {
      throw refused(complaint);
    }
    return taken.get();
  }

  private Optional<String> take(Pattern pattern) {
    java.util.regex.Matcher found = pattern.matcher(text).region(at, text.length());
    if (!found.lookingAt()) {
      return Optional.empty();
    }
    at = found.end();
    return Optional.of(found.group());
  }

  private Refused refused(String message) {
    return new Refused(new Fault(at + 1, message));
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;

    Refused(Fault fault) {
      super(fault.message());
      this.fault = fault;
    }
  }
}
