package dev.phaserollout.controller;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/** The operator's Jobs as they were seen last, which may be behind what the API server has. */
interface CachedJobs {

  Optional<Job> job(String namespace, String name);

  List<Job> jobsOf(String rolloutUid);

  /** This process has just created that Job, so it is seen from now on. */
  void created(Job job);
}
