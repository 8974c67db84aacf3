package dev.phaserollout.kubelet;

import java.util.Map;

/**
 * {@code $(NAME)} in commands, arguments and values as Kubernetes defines it: an unknown name stays
 * as it is written, {@code $$} is one {@code $}. Written without the product's code, which is among
 * what the tests on this kubelet prove.
 */
final class VariableExpansion {
  private VariableExpansion() {}

  static String expand(String text, Map<String, String> known) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char here = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (here != '$' || (next != '$' && next != '(')) {
        expanded.append(here);
        at++;
      } else if (next == '$') {
        expanded.append('$');
        at += 2;
      } else {
        int end = text.indexOf(')', at);
        if (end < 0) {
          return expanded.append(text, at, text.length()).toString();
        }
        String name = text.substring(at + 2, end);
        expanded.append(known.getOrDefault(name, "$(" + name + ")"));
        at = end + 1;
      }
    }
    return expanded.toString();
  }
}
