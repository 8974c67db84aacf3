package dev.phaserollout.local;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person has decided at this host, as it was typed. Nobody proves here who they are, so the
 * answer counts as not verified.
 *
 * @param question the id of the question
 * @param digest of the question that the person has read; empty for the one that is open
 * @param decision one of the words that the question takes
 * @param approver who answers
 * @param comment empty when nothing was said
 * @param outputs results of what the person has done, by name
 */
public record GivenAnswer(
    String question,
    Optional<String> digest,
    String decision,
    String approver,
    String comment,
    Map<String, String> outputs) {

  public GivenAnswer {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
