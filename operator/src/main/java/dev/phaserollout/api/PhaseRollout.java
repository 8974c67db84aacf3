package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.Rule;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A release procedure as a Kubernetes object: ordered phases of steps that the operator runs. */
@Group("phaserollout.dev")
@Version("v1alpha1")
@Kind("PhaseRollout")
@Singular("phaserollout")
@Plural("phaserollouts")
@ShortNames("prl")
@Categories("phaserollout-dev")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type=='Ready')].status")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.currentPhase")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.currentStep")
@AdditionalPrinterColumn(
    name = "Run",
    jsonPath = ".status.run.number",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Release", jsonPath = ".status.run.release")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message", priority = 1)
@Rule(
    value =
        "size(self.metadata.name) <= 40 && "
            + "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    shown = "self.metadata.name",
    expected = "as name of a rollout at most 40 lower-case letters, digits and inner dashes",
    mend = "give metadata.name a name such as checkout")
@Rule(
    value =
        "!has(self.spec.dependsOn) || !self.spec.dependsOn.exists(d, "
            + "d.name == self.metadata.name && !has(d.__namespace__))",
    shown = "self.metadata.name",
    expected = "other rollouts only",
    mend = "take the rollout itself out of the list",
    at = ".spec.dependsOn")
@JsonIgnoreProperties(ignoreUnknown = true)
public class PhaseRollout extends CustomResource<PhaseRolloutSpec, PhaseRolloutStatus>
    implements Namespaced {}
