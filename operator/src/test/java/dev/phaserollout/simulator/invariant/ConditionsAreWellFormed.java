package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Condition;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The conventions of Kubernetes for conditions, and kstatus' two that are there only while True.
 */
final class ConditionsAreWellFormed implements Invariant {

  @Override
  public String sentence() {
    return "conditions follow the conventions: Ready is there, Reconciling and Stalled only while True"
        + " and never both, a transition time moves with the status alone";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      List<Condition> conditions = write.after().getStatus().conditions();
      Set<String> types = new HashSet<>();
      for (Condition condition : conditions) {
        String wrong = wrong(write, condition, types);
        if (!wrong.isEmpty()) {
          found.add(new Evidence(write.move(), wrong + ": " + condition));
        }
      }
      if (!types.contains("Ready")) {
        found.add(new Evidence(write.move(), "no condition Ready in " + types));
      }
      if (types.contains("Reconciling") && types.contains("Stalled")) {
        found.add(new Evidence(write.move(), "both Reconciling and Stalled: " + conditions));
      }
    }
    return found;
  }

  private static String wrong(Write write, Condition condition, Set<String> types) {
    if (!types.add(condition.type())) {
      return "twice the same type";
    }
    if (condition.reason().isEmpty() || !Character.isUpperCase(condition.reason().charAt(0))) {
      return "a reason that is no word";
    }
    boolean abnormal = condition.type().equals("Reconciling") || condition.type().equals("Stalled");
    if (abnormal && !"True".equals(condition.status())) {
      return "present although not True";
    }
    return movedWithoutReason(write, condition) ? "a transition time that moved alone" : "";
  }

  private static boolean movedWithoutReason(Write write, Condition condition) {
    Optional<Condition> before =
        write.before().getStatus().conditions().stream()
            .filter(earlier -> earlier.type().equals(condition.type()))
            .findFirst();
    return before.isPresent()
        && before.get().status().equals(condition.status())
        && !before.get().lastTransitionTime().equals(condition.lastTransitionTime());
  }
}
