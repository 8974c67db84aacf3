package dev.phaserollout.telemetry;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the API server is about.
 *
 * @param resource {@code jobs.batch}, {@code pods}: plural and group
 * @param subresource {@code status}, {@code eviction}; empty where it is about the object itself
 * @param named whether the path names an object and not a whole collection
 * @param dryRun whether nothing is to be stored
 */
record ApiPath(String resource, String subresource, boolean named, boolean dryRun) {

  private static final Pattern VERSION = Pattern.compile("v\\d+(?:(?:alpha|beta)\\d+)?");
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");

  /** Parts of a namespace that share their place in a path with kinds of namespaced objects. */
  private static final List<String> OF_A_NAMESPACE = List.of("status", "finalize");

  /**
   * Reads a path of the core API or of a group, below whatever a proxy has put in front of it.
   * Empty where the path is neither, such as {@code /version}.
   */
  static Optional<ApiPath> of(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    boolean dryRun = dryRun(uri.getRawQuery());
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).equals("api") && version(parts, i + 1)) {
        return below(parts.subList(i + 2, parts.size()), "", dryRun);
      }
      if (parts.get(i).equals("apis") && version(parts, i + 2)) {
        return below(parts.subList(i + 3, parts.size()), parts.get(i + 1), dryRun);
      }
    }
    return Optional.empty();
  }

  private static boolean version(List<String> parts, int at) {
    return at < parts.size() && VERSION.matcher(parts.get(at)).matches();
  }

  private static Optional<ApiPath> below(List<String> parts, String group, boolean dryRun) {
    boolean inNamespace =
        parts.size() >= 3
            && parts.get(0).equals("namespaces")
            && !(parts.size() == 3 && OF_A_NAMESPACE.contains(parts.get(2)));
    List<String> rest = inNamespace ? parts.subList(2, parts.size()) : parts;
    if (rest.isEmpty() || !WORD.matcher(rest.get(0)).matches()) {
      return Optional.empty();
    }
    String resource = group.isEmpty() ? rest.get(0) : rest.get(0) + "." + group;
    String subresource = rest.size() > 2 && WORD.matcher(rest.get(2)).matches() ? rest.get(2) : "";
    return Optional.of(new ApiPath(resource, subresource, rest.size() > 1, dryRun));
  }

  private static boolean dryRun(@Nullable String query) {
    return query != null
        && Arrays.stream(query.split("&")).anyMatch(part -> part.startsWith("dryRun="));
  }
}
