package dev.phaserollout.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiPathTest {

  private static final String JOBS = "/apis/batch/v1/namespaces/shop/jobs";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/namespaces/shop/pods                          | pods                        |          | false | false
          /api/v1/namespaces/shop/pods/p                        | pods                        |          | true  | false
          /api/v1/namespaces/shop/pods/p/eviction               | pods                        | eviction | true  | false
          /api/v1/namespaces/shop                               | namespaces                  |          | true  | false
          /api/v1/namespaces/shop/status                        | namespaces                  | status   | true  | false
          /api/v1/namespaces/shop/finalize                      | namespaces                  | finalize | true  | false
          /api/v1/namespaces/shop/configmaps                    | configmaps                  |          | false | false
          /api/v1/namespaces                                    | namespaces                  |          | false | false
          /api/v1/nodes/n                                       | nodes                       |          | true  | false
          /apis/batch/v1/namespaces/shop/jobs                   | jobs.batch                  |          | false | false
          /apis/batch/v1/namespaces/shop/jobs/j                 | jobs.batch                  |          | true  | false
          /apis/batch/v1/namespaces/shop/jobs?dryRun=All        | jobs.batch                  |          | false | true
          /apis/batch/v1/namespaces/shop/jobs?a=b&dryRun=All&c  | jobs.batch                  |          | false | true
          /apis/batch/v1/namespaces/shop/jobs?fieldManager=x    | jobs.batch                  |          | false | false
          /apis/batch/v1/namespaces/status/jobs/status/status   | jobs.batch                  | status   | true  | false
          /apis/phaserollout.dev/v1alpha1/namespaces/s/phaserollouts/c/status?force=true | phaserollouts.phaserollout.dev | status | true | false
          /apis/events.k8s.io/v1/namespaces/shop/events         | events.events.k8s.io        |          | false | false
          /apis/apps/v1/namespaces/shop/controllerrevisions/r   | controllerrevisions.apps    |          | true  | false
          /apis/coordination.k8s.io/v1/namespaces/s/leases/l    | leases.coordination.k8s.io  |          | true  | false
          /apis/authorization.k8s.io/v1/selfsubjectaccessreviews | selfsubjectaccessreviews.authorization.k8s.io | | false | false
          /k8s/clusters/api/v2x/api/v1/namespaces/shop/pods/p   | pods                        |          | true  | false
          """)
  void a_path_says_which_resource_is_meant(
      String uri, String resource, String subresource, boolean named, boolean dryRun) {
    assertThat(ApiPath.of(URI.create("https://server:6443" + uri)))
        .contains(new ApiPath(resource, subresource == null ? "" : subresource, named, dryRun));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/version", "/healthz", "/api", "/api/v1", "/apis/batch/v1"})
  void other_paths_name_no_resource(String path) {
    assertThat(ApiPath.of(URI.create("https://server:6443" + path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "UPPER", "a%20b", "_"})
  void what_is_no_name_of_a_resource_becomes_no_label(String word) {
    assertThat(ApiPath.of(URI.create("https://server/api/v1/namespaces/shop/" + word))).isEmpty();
    assertThat(ApiPath.of(URI.create("https://server" + JOBS + "/j/" + word)))
        .contains(new ApiPath("jobs.batch", "", true, false));
  }
}
