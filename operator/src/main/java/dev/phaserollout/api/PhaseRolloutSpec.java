package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.phaserollout.api.shape.DnsLabel;
import dev.phaserollout.api.shape.Omits;
import dev.phaserollout.api.shape.PositiveDuration;
import dev.phaserollout.api.shape.Rule;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release consists of: ordered phases of steps, and the rules for running and undoing them.
 *
 * @param description What this rollout is for, in a line or two.
 * @param release What is released. A new version runs every step anew.
 * @param parameters Named values that conditions and steps see.
 * @param suspend True: nothing new starts, and what runs is left to finish.
 * @param timeout How long a run may take, waiting for people and windows included. No limit when
 *     absent.
 * @param dependsOn Other rollouts that must have succeeded before a run of this one starts.
 * @param concurrencyGroup One rollout of a group runs at a time, in the order in which they could
 *     have begun. A group is one of its namespace.
 * @param windows When steps may start, those under {@code finally} excepted. Always when absent.
 * @param workspace The working tree that steps work in.
 * @param standards Documents that must exist in the workspace and that steps are told of.
 * @param stepDefaults What steps take where they say nothing themselves.
 * @param phases The phases, in order: each begins when the one before it is accepted.
 * @param finallySteps Steps that run at the end of every run, whatever its result. They have
 *     neither gates nor rollback.
 * @param rollback What happens to finished steps when a run fails.
 * @param completion What a succeeded run leaves in the workspace.
 * @param onSpecChange What an edited spec does to a run that is under way.
 * @param historyLimit How many ended runs are kept in the history, with their revisions.
 */
@Rule(
    value =
        "[self.phases.map(p, p.steps.map(s, s.name)) + (has(self.finally) ? "
            + "[self.finally.map(s, s.name)] : [])].all(lists, lists.all(names, "
            + "names.all(name, lists.exists_one(other, name in other))))",
    found = "one name for two steps",
    expected = "step names that are unique in the rollout, finally included",
    mend = "rename one of the steps",
    at = ".phases")
@Rule(
    value =
        "has(self.workspace) || !(has(self.standards) || has(self.completion) "
            + "|| has(self.finally) && self.finally.exists(s, has(s.commit) || "
            + "has(s.deliverables)) || self.phases.exists(p, p.steps.exists(s, "
            + "has(s.commit) || has(s.deliverables))))",
    found = "no workspace",
    expected = "a workspace wherever there are standards, deliverables, commit or " + "completion",
    mend = "add workspace.git.url")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseRolloutSpec(
    @Size(max = 1024) @Nullable String description,
    @Nullable Release release,
    @Size(max = 64) List<Parameter> parameters,
    @Default("false") @Nullable Boolean suspend,
    @PositiveDuration @Nullable String timeout,
    @Size(max = 10) List<RolloutDependency> dependsOn,
    @DnsLabel @Nullable String concurrencyGroup,
    @Size(max = 10) List<ChangeWindow> windows,
    @Nullable Workspace workspace,
    @Size(max = 32) List<Standard> standards,
    @Nullable StepDefaults stepDefaults,
    @Required @Size(min = 1, max = 16) List<Phase> phases,
    @Omits({"gates", "rollback"}) @Size(max = 25) @JsonProperty("finally") List<Step> finallySteps,
    @Nullable RollbackPolicy rollback,
    @Nullable Completion completion,
    @Default("FinishCurrent") @Nullable OnSpecChange onSpecChange,
    @Default("10") @Min(1) @Max(50) @Nullable Integer historyLimit) {

  public PhaseRolloutSpec {
    parameters = Absent.orEmpty(parameters);
    dependsOn = Absent.orEmpty(dependsOn);
    windows = Absent.orEmpty(windows);
    standards = Absent.orEmpty(standards);
    phases = Absent.orEmpty(phases);
    finallySteps = Absent.orEmpty(finallySteps);
  }
}
