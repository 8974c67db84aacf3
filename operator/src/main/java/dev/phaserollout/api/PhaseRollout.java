package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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
@Categories("phaserollout")
@JsonIgnoreProperties(ignoreUnknown = true)
public class PhaseRollout extends CustomResource<PhaseRolloutSpec, PhaseRolloutStatus>
    implements Namespaced {}
