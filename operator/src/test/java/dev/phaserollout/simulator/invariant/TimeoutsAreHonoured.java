package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.simulator.cluster.History.JobBirth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of the step, its phase and its run: the first pass that sees it overrun cancels it. */
final class TimeoutsAreHonoured implements PassLaw {

  @Override
  public String sentence() {
    return "a step that overruns is cancelled by the first pass that sees it";
  }

  @Override
  public List<String> evidence(PassSeen pass) {
    List<String> found = new ArrayList<>();
    for (JobBirth birth : pass.history().births()) {
      JobSighting sighting = pass.seen().world().jobs().get(birth.request().name());
      Attempt attempt = birth.request().attempt();
      if (sighting instanceof JobSighting.Active active
          && Claims.names(pass.seen().rollout(), attempt)
          && overran(pass, birth, active)
          && !isCancelled(pass, birth.request())) {
        found.add(
            attempt
                + ", running since "
                + active.runningSince()
                + ", at "
                + pass.seen().now()
                + " leads to "
                + pass.decision().effects());
      }
    }
    return found;
  }

  private static boolean overran(PassSeen pass, JobBirth birth, JobSighting.Active active) {
    Instant now = pass.seen().now();
    boolean byItself =
        active
            .runningSince()
            .filter(since -> !since.plus(birth.request().timeout()).isAfter(now))
            .filter(since -> !orderedAt(pass, birth).plus(birth.request().timeout()).isAfter(now))
            .isPresent();
    boolean ofAPhase =
        birth.request().attempt().role() == Role.STEP
            && !birth.request().attempt().phase().equals(Claims.FINALLY);
    // What an edited spec leaves as it is is awaited for the next run, whose phases begin anew.
    boolean awaited = "Superseded".equals(pass.seen().rollout().getStatus().run().result());
    if (byItself || !ofAPhase || awaited) {
      return byItself;
    }
    RunStatus run = pass.seen().rollout().getStatus().run();
    Optional<PhaseRolloutSpec> spec = pass.seen().revision().map(Revision::spec);
    return spec.filter(one -> over(run.startedAt(), one.timeout(), now)).isPresent()
        || spec.filter(one -> phaseIsOver(pass, one, birth.request().attempt().phase()))
            .isPresent();
  }

  private static Instant orderedAt(PassSeen pass, JobBirth birth) {
    return Claims.work(pass.seen().rollout().getStatus(), birth.request().attempt())
        .map(Claims.Work::since)
        .orElse(Instant.EPOCH);
  }

  private static boolean phaseIsOver(PassSeen pass, PhaseRolloutSpec spec, String name) {
    Optional<String> startedAt =
        pass.seen().rollout().getStatus().phases().stream()
            .filter(phase -> phase.name().equals(name))
            .map(PhaseStatus::startedAt)
            .findFirst();
    return spec.phases().stream()
        .filter(phase -> phase.name().equals(name))
        .anyMatch(phase -> over(startedAt.orElse(null), phase.timeout(), pass.seen().now()));
  }

  private static boolean over(@Nullable String startedAt, @Nullable String timeout, Instant now) {
    if (startedAt == null || timeout == null) {
      return false;
    }
    Duration length = TimeSpan.of(timeout);
    return !Instant.parse(startedAt).plus(length).isAfter(now);
  }

  /** One that people have taken as gone is named no more, and so a stray while it is seen. */
  private static boolean isCancelled(PassSeen pass, JobRequest job) {
    return pass.decision().effects().stream()
        .anyMatch(
            effect ->
                (effect instanceof Effect.CancelJob cancel
                        && cancel.job().attempt().equals(job.attempt()))
                    || (effect instanceof Effect.CancelStray stray
                        && stray.job().equals(job.name())));
  }
}
