package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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

/** A person's answer to a question of a rollout, in the namespace of that rollout. */
@Group("phaserollout.dev")
@Version("v1alpha1")
@Kind("PhaseApproval")
@Singular("phaseapproval")
@Plural("phaseapprovals")
@ShortNames("pra")
@Categories("phaserollout-dev")
@AdditionalPrinterColumn(name = "Rollout", jsonPath = ".spec.rolloutRef.name")
@AdditionalPrinterColumn(
    name = "Run",
    jsonPath = ".spec.run",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Question", jsonPath = ".spec.question")
@AdditionalPrinterColumn(name = "Decision", jsonPath = ".spec.decision")
@AdditionalPrinterColumn(name = "Approver", jsonPath = ".spec.approver")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonIgnoreProperties(ignoreUnknown = true)
public class PhaseApproval extends CustomResource<PhaseApprovalSpec, Void> implements Namespaced {}
