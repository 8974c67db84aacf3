package dev.phaserollout.cli;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is handed out: a shell script that becomes a JVM. */
class LauncherIT {

  private static final Path HOME = Path.of(System.getProperty("phaserollout.home"));
  private static final Path LAUNCHER = HOME.resolve("bin/phaserollout");

  /** What a process left behind. */
  private record Ended(int exit, String out, String err) {}

  @TempDir Path folder;

  @Test
  void the_exit_code_is_the_programs_own() throws Exception {
    Ended ended = start(Map.of(), LAUNCHER.toString(), "--no-such-option");
    assertThat(ended.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(ended.err()).startsWith("phaserollout: Unknown option: '--no-such-option'");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void it_starts_through_a_link_from_another_folder_with_a_blank_in_its_name() throws Exception {
    Path blank = Files.createDirectories(folder.resolve("a folder"));
    Path program = copyOfProgram(blank.resolve("phase rollout"));
    Path link = Files.createSymbolicLink(folder.resolve("prl"), program);
    for (String which : List.of("first", "second")) {
      Ended ended = start(Map.of(), link.toString(), "--version");
      assertThat(ended.err()).as(which).isEmpty();
      assertThat(ended.out()).as(which).startsWith("phaserollout ");
      assertThat(ended.exit()).as(which).isZero();
    }
  }

  @Test
  void a_start_without_an_archive_writes_one_and_a_damaged_one_is_passed_over() throws Exception {
    Path program = copyOfProgram(folder.resolve("program"));
    start(Map.of(), program.toString(), "--version");
    Path archives = program.resolveSibling("../cds").normalize();
    Path archive = only(archives);

    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(archive, "no archive");
    Ended ended = start(Map.of(), program.toString(), "--version");

    assertThat(ended.out()).startsWith("phaserollout ");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
  }

  @Test
  void a_java_that_is_too_old_is_named_with_its_version_in_one_line() throws Exception {
    Path java = executable(folder.resolve("jdk/bin/java"), "exit 1");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Ended ended =
        start(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), LAUNCHER.toString(), "lint");
    assertThat(ended.err())
        .isEqualTo(
            "phaserollout: needs Java 17 or newer, but "
                + java.toRealPath()
                + " is Java 11.0.2; set JAVA_HOME to a newer one\n");
    assertThat(ended.exit()).isEqualTo(Exit.FAILED.code());
  }

  @Test
  void a_java_home_without_java_is_named() throws Exception {
    Ended ended = start(Map.of("JAVA_HOME", folder.toString()), LAUNCHER.toString(), "--version");
    assertThat(ended.err()).hasLineCount(1).contains("JAVA_HOME=" + folder);
    assertThat(ended.exit()).isEqualTo(Exit.FAILED.code());
  }

  @Test
  void the_process_is_the_jvm_itself() throws Exception {
    Path java =
        executable(folder.resolve("jdk/bin/java"), "case \"$*\" in *cli.Main*) echo $$;; esac");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");
    assertThat(java).isExecutable();
    Path program = copyOfProgram(folder.resolve("program"));
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process process = builder.start();
    String pidOfJava = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(pidOfJava.strip()).isEqualTo(Long.toString(process.pid()));
  }

  @Test
  void the_plugin_of_kubectl_is_the_program_beside_it() throws Exception {
    Path plugin = Files.createDirectories(folder.resolve("clone")).resolve("kubectl-phaserollout");
    Files.copy(Path.of("../kubectl-phaserollout"), plugin, COPY_ATTRIBUTES);
    executable(folder.resolve("clone/phaserollout"), "printf '<%s>' \"$@\"");
    Path link = Files.createSymbolicLink(folder.resolve("kubectl-phaserollout"), plugin);
    assertThat(start(Map.of(), link.toString(), "get", "a b").out()).isEqualTo("<get><a b>");
  }

  private Ended start(Map<String, String> env, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getOutputStream().close();
    int exit = process.waitFor();
    return new Ended(exit, Files.readString(out), Files.readString(err));
  }

  /** The program without its class data archive. */
  private static Path copyOfProgram(Path home) throws IOException {
    for (String part : List.of("bin", "lib")) {
      Files.createDirectories(home.resolve(part));
      try (Stream<Path> files = Files.list(HOME.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(part).resolve(file.getFileName()), COPY_ATTRIBUTES);
        }
      }
    }
    return home.resolve("bin/phaserollout");
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private static Path only(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
