package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class VolumesIT {
  private final Pods pods;

  VolumesIT(PodCluster cluster) {
    this.pods = new Pods(cluster, "volumes");
  }

  @Test
  void config_maps_secrets_and_fields_are_files() {
    pods.createConfigMap("settings", "{region: eu, tier: front}");
    pods.createSecret("keys", "{token: t0p}");
    pods.create(
        "files",
        """
        volumes:
          - {name: all, configMap: {name: settings}}
          - {name: some, configMap: {name: settings, items: [{key: region, path: deep/er}]}}
          - {name: secret, secret: {secretName: keys}}
          - {name: absent, secret: {secretName: nothing, optional: true}}
          - name: mixed
            projected:
              sources:
                - {secret: {name: keys}}
                - {downwardAPI: {items: [{path: me, fieldRef: {fieldPath: metadata.name}}]}}
        containers:
          - name: step
            image: IMAGE
            command:
              - sh
              - -c
              - |
                cat /all/region /all/tier /some/deep/er /secret/token /mixed/token /mixed/me
                echo; ls /some /absent
            volumeMounts:
              - {name: all, mountPath: /all}
              - {name: some, mountPath: /some}
              - {name: secret, mountPath: /secret}
              - {name: absent, mountPath: /absent}
              - {name: mixed, mountPath: /mixed/}
        """);

    pods.awaitPhase("files", "Succeeded");

    assertThat(pods.log("files", "step"))
        .startsWith("eufronteut0pt0pfiles\n")
        .contains("deep")
        .doesNotContain("region", "token");
  }

  @Test
  void containers_share_a_folder_by_the_path_that_each_mounts_it_at() {
    pods.create(
        "shared",
        """
        volumes: [{name: work, emptyDir: {}}]
        initContainers:
          - name: writer
            image: IMAGE
            command: [sh, -c, 'mkdir "$DIR/sub"; echo hello > "$DIR/sub/file"']
            env: [{name: DIR, value: /workspace}]
            volumeMounts: [{name: work, mountPath: /workspace}]
        containers:
          - name: step
            image: IMAGE
            workingDir: /elsewhere/sub
            command: [cat]
            args: [file, /elsewhere/sub/file, /part/file]
            volumeMounts:
              - {name: work, mountPath: /elsewhere}
              - {name: work, mountPath: /part, subPath: sub}
        """);

    pods.awaitPhase("shared", "Succeeded");

    assertThat(pods.log("shared", "step")).isEqualTo("hello\nhello\nhello\n");
  }

  @Test
  void a_working_directory_that_is_not_there_is_made() {
    pods.create(
        "inside",
        "containers: [{name: step, image: IMAGE, workingDir: /made/for/me,"
            + " command: [sh, -c, 'pwd; ls; echo written > file; cat file']}]");

    pods.awaitPhase("inside", "Succeeded");

    assertThat(pods.log("inside", "step")).endsWith("/made/for/me\nwritten\n");
  }

  @Test
  void the_token_of_the_service_account_is_a_file() {
    pods.create(
        "token",
        "containers: [{name: step, image: IMAGE, command: [sh, -c,"
            + " 'cut -c 1-3 /var/run/secrets/kubernetes.io/serviceaccount/token;"
            + " cat /var/run/secrets/kubernetes.io/serviceaccount/namespace']}]");

    pods.awaitPhase("token", "Succeeded");

    assertThat(pods.log("token", "step")).isEqualTo("eyJ\n" + pods.namespace());
  }
}
