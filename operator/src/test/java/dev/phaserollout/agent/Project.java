package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A bare repository as a server keeps it, and a clone of it in which Anna works, who knows nothing
 * of releases.
 */
public final class Project {

  private final Path bare;
  private final Path desk;
  private final GitProgram server;
  private final GitProgram anna;

  private Project(Path bare, Path desk) {
    this.bare = bare;
    this.desk = desk;
    this.server = new GitProgram(bare);
    this.anna = new GitProgram(desk);
  }

  /** A repository named shop.git in the folder, with a few files on its branch main. */
  public static Project in(Path folder) throws IOException {
    Path bare = Files.createDirectories(folder.resolve("shop.git"));
    Path desk = Files.createDirectories(folder.resolve("desk"));
    Project project = new Project(bare, desk);
    project.server.run("init", "-q", "--bare", "-b", "main", ".");
    project.server.run("config", "http.receivepack", "true");
    project.anna.run("init", "-q", "-b", "main", ".");
    project.anna.run("remote", "add", "origin", bare.toString());
    project.write("README.md", "shop\n");
    project.write("src/app.txt", "one\n");
    project.write("docs/operations/runbook.md", "SLO: 99.9\n");
    project.push("Begin");
    return project;
  }

  public Path bare() {
    return bare;
  }

  /** The program git where the server keeps the repository. */
  public GitProgram server() {
    return server;
  }

  /** The program git where Anna works. */
  public GitProgram anna() {
    return anna;
  }

  public void write(String path, String content) throws IOException {
    Path file = desk.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Anna commits all that she has written, on what the branch has now, and pushes it. */
  public String push(String message) {
    anna.run("add", "-A");
    anna.run("commit", "-q", "--allow-empty", "-m", message);
    if (!server.run("for-each-ref", "refs/heads/main").isEmpty()) {
      anna.run("pull", "-q", "--rebase", "origin", "main");
    }
    anna.run("push", "-q", "origin", "HEAD:refs/heads/main");
    return head();
  }

  /** What a stranger pushes: one file with a content. */
  public String push(String path, String content) throws IOException {
    anna.run("pull", "-q", "--rebase", "origin", "main");
    write(path, content);
    return push("Anna changes " + path);
  }

  public String head() {
    return server.run("rev-parse", "refs/heads/main");
  }

  /** The subjects of the branch, newest first. */
  public List<String> subjects() {
    return server.run("log", "--format=%s", "main").lines().toList();
  }

  /** The content of a file of the branch. */
  public String file(String path) {
    return server.run("show", "main:" + path);
  }

  /** All refs of the server. */
  public String refs() {
    return server.run("for-each-ref", "--format=%(refname) %(objectname)");
  }

  /** Lets a hook of the server run; its words go to whoever pushes. */
  public void hook(String name, String script) throws IOException {
    Path hook = bare.resolve("hooks").resolve(name);
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(
        hook, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
