package dev.phaserollout.job;

import java.util.Map;

/**
 * The pod-level security context that step pods get where neither {@code stepDefaults} nor a
 * template says otherwise, beside what the <em>restricted</em> Pod Security Standard asks for.
 *
 * @param context fields of a {@code PodSecurityContext}; empty for clusters that assign user ids
 */
public record PodSecurity(Map<String, Object> context) {

  /**
   * Images without a USER would not start as non-root, and containers of different users cannot
   * share a workspace: so all of them are one user.
   */
  public static final PodSecurity DEFAULT =
      new PodSecurity(Map.of("runAsUser", 65532, "runAsGroup", 65532, "fsGroup", 65532));

  /** Nothing beyond what the <em>restricted</em> standard asks for. */
  static final PodSecurity NONE = new PodSecurity(Map.of());

  public PodSecurity {
    context = Map.copyOf(context);
  }
}
