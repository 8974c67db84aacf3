package dev.phaserollout.agent;

import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.MaxAge;
import dev.phaserollout.errand.ContentPattern;
import dev.phaserollout.errand.Glob;
import dev.phaserollout.errand.PatternFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a step has left what it must leave. Tells all that is missing, not only the first. */
final class DeliverableCheck {

  /** What is known of the working tree. */
  interface Evidence {

    /** All files that the glob means, links among them. */
    List<WorkFile> files(Glob glob) throws IOException;

    /** Whether the content of a file is what the pattern asks for. */
    boolean contains(WorkFile file, ContentPattern pattern) throws IOException;

    /** Whether the file is another than the run began with, or was written since. */
    boolean touchedByRun(WorkFile file) throws IOException;
  }

  private final Evidence evidence;

  DeliverableCheck(Evidence evidence) {
    this.evidence = evidence;
  }

  /** A sentence for each thing that is missing; none when all is there. */
  List<String> missing(List<Deliverable> deliverables) throws IOException {
    List<String> missing = new ArrayList<>();
    for (Deliverable deliverable : deliverables) {
      Optional<String> refusal = refusal(deliverable);
      if (refusal.isPresent()) {
        missing.add(refusal.get());
      } else {
        check(deliverable, missing);
      }
    }
    return missing;
  }

  private static Optional<String> refusal(Deliverable deliverable) {
    return Glob.refusal(deliverable.path())
        .or(() -> Optional.ofNullable(deliverable.contains()).flatMap(ContentPattern::refusal))
        .map(PatternFault::message)
        .or(
            () ->
                deliverable.maxAge() == MaxAge.Unknown
                    ? Optional.of(
                        deliverable.path() + ": found an unknown maxAge, expected Run; write Run")
                    : Optional.empty());
  }

  private void check(Deliverable deliverable, List<String> missing) throws IOException {
    List<WorkFile> found = evidence.files(Glob.of(deliverable.path()));
    List<WorkFile> files = found.stream().filter(WorkFile::isFile).toList();
    List<WorkFile> counted = new ArrayList<>();
    for (WorkFile file : files) {
      if (deliverable.maxAge() == null || evidence.touchedByRun(file)) {
        counted.add(file);
      }
    }
    int minimum = deliverable.minimum() == null ? 1 : deliverable.minimum();
    if (counted.size() < minimum) {
      missing.add(
          deliverable.path()
              + ": found "
              + counted(counted.size(), deliverable)
              + ", expected at least "
              + minimum
              + besides(found.size() - files.size(), files.size() - counted.size()));
    }
    if (deliverable.contains() != null) {
      ContentPattern pattern = ContentPattern.of(deliverable.contains());
      for (WorkFile file : counted) {
        if (!evidence.contains(file, pattern)) {
          missing.add(
              file.path()
                  + ": found no '"
                  + deliverable.contains()
                  + "' in it, expected it in every file of "
                  + deliverable.path());
        }
      }
    }
  }

  private static String counted(int files, Deliverable deliverable) {
    return files
        + (files == 1 ? " file" : " files")
        + (deliverable.maxAge() == null ? "" : " that this run has touched");
  }

  /** What was found and does not count, which would puzzle whoever looks at the folder. */
  private static String besides(int noFiles, int old) {
    List<String> besides = new ArrayList<>();
    if (old > 0) {
      besides.add(old + " that the run began with");
    }
    if (noFiles > 0) {
      besides.add(noFiles + " that are links and no files");
    }
    return besides.isEmpty() ? "" : " (beside " + String.join(" and ", besides) + ")";
  }
}
