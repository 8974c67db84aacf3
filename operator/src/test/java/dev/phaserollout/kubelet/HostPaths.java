package dev.phaserollout.kubelet;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates paths of a container into paths of the host. There is no mount namespace, so wherever
 * a mount path stands in a value, an argument or a working directory, the folder behind it is put
 * in its place; files that the container reads or writes are not touched.
 */
final class HostPaths {
  /** What may stand before and behind a path without being a part of it. */
  private static final String BEFORE = "(?<![\\w./-])";

  private static final String BEHIND = "(?![\\w.-])";

  private final Map<String, Path> folders;
  private final Pattern paths;

  /**
   * @param folders path in the container → path on the host
   */
  HostPaths(Map<String, Path> folders) {
    this.folders = new TreeMap<>();
    folders.forEach((inside, host) -> this.folders.put(withoutSlash(inside), host));
    String alternatives =
        this.folders.keySet().stream()
            // the longest first: a mount may lie below another
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    this.paths = Pattern.compile(BEFORE + "(?:" + alternatives + ")" + BEHIND);
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** The text with every path of a mount in it replaced. */
  String translate(String text) {
    if (folders.isEmpty()) {
      return text;
    }
    return paths
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(folders.get(found.group()))));
  }

  /** A directory of the container on the host: below a mount, or else below its private root. */
  Path directory(String inside, Path root) {
    String translated = translate(inside);
    return translated.equals(inside)
        ? root.resolve(inside.replaceFirst("^/+", "")).normalize()
        : Path.of(translated);
  }
}
