package devnet.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs every test below a folder of classes: each method without parameters of each class whose
 * name ends in {@code Test}. The last line says how many there were and how many failed; so does
 * the exit code.
 */
public final class Run {

  private int tests;
  private int failures;

  private Run() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Run run = new Run();
    for (String name : names(Path.of(args[0]))) {
      run.all(Class.forName(name));
    }
    System.out.println(run.tests + " tests, " + run.failures + " failures");
    System.exit(run.failures == 0 && run.tests > 0 ? 0 : 1);
  }

  private static List<String> names(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith("Test.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }

  private void all(Class<?> type) throws ReflectiveOperationException {
    List<Method> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> !method.isSynthetic() && method.getParameterCount() == 0)
            .filter(method -> method.getReturnType() == void.class)
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method method : methods) {
      tests++;
      method.setAccessible(true);
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      try {
        method.invoke(constructor.newInstance());
      } catch (InvocationTargetException failed) {
        failures++;
        report(type, method, failed.getCause(), System.out);
      }
    }
  }

  private static void report(Class<?> type, Method method, Throwable cause, PrintStream out) {
    out.println("failed: " + type.getSimpleName() + "." + method.getName() + ": " + cause);
    Arrays.stream(cause.getStackTrace()).limit(5).forEach(line -> out.println("    " + line));
  }
}
