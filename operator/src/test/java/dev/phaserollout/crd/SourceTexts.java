package dev.phaserollout.crd;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The Javadoc of a source folder: of types, of record components (their {@code @param}) and of enum
 * constants. The descriptions of the CRD are taken from here, so that a field is explained once,
 * beside its declaration.
 */
public final class SourceTexts {

  private final Map<String, String> texts = new TreeMap<>();

  private SourceTexts() {}

  public static SourceTexts of(Path folder) {
    SourceTexts found = new SourceTexts();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources(folder)));
      Comments comments = new Comments(DocTrees.instance(task), found.texts);
      for (CompilationUnitTree unit : task.parse()) {
        comments.scan(unit, null);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return found;
  }

  /** What a type is. */
  Optional<String> type(Class<?> type) {
    return Optional.ofNullable(texts.get(type.getSimpleName()));
  }

  /** What the component of a record means. */
  Optional<String> component(Class<?> type, String name) {
    return Optional.ofNullable(texts.get(type.getSimpleName() + "#" + name));
  }

  /** What the constant of an enum means. */
  public Optional<String> constant(Class<?> type, String name) {
    return Optional.ofNullable(texts.get(type.getSimpleName() + "." + name));
  }

  private static List<Path> sources(Path folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.java")) {
      found.forEach(sources::add);
    }
    return sources;
  }

  /** Walks the declarations of a file and keeps the text of each comment. */
  private static final class Comments extends TreePathScanner<@Nullable Void, @Nullable String> {

    private final DocTrees docs;
    private final Map<String, String> texts;

    Comments(DocTrees docs, Map<String, String> texts) {
      this.docs = docs;
      this.texts = texts;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable String outer) {
      String name = type.getSimpleName().toString();
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(name, plain(comment.getFirstSentence()));
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            texts.put(name + "#" + param.getName(), plain(param.getDescription()));
          }
        }
      }
      return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree field, @Nullable String type) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment != null
          && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM) {
        texts.put(type + "." + field.getName(), plain(comment.getFirstSentence()));
      }
      return super.visitVariable(field, type);
    }

    /** Code is set in backquotes, as {@code kubectl explain} and Markdown show it. */
    private static String plain(List<? extends DocTree> trees) {
      StringBuilder text = new StringBuilder();
      for (DocTree tree : trees) {
        if (tree instanceof LiteralTree literal) {
          text.append('`').append(literal.getBody().getBody()).append('`');
        } else {
          text.append(tree);
        }
      }
      return text.toString().replaceAll("\\s+", " ").strip();
    }
  }
}
