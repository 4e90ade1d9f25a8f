package org.overread.interop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the programs that {@link RequiresTools} names. */
final class ToolsCondition implements ExecutionCondition {
  private static final String PYDICOM = "pydicom";
  private static final Optional<String> PYTHON =
      Stream.of("python3", "/usr/bin/python3").filter(ToolsCondition::importsPydicom).findFirst();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        AnnotationSupport.findAnnotation(context.getElement(), RequiresTools.class).stream()
            .flatMap(tools -> Arrays.stream(tools.value()))
            .filter(tool -> !isThere(tool))
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("every tool is there");
    }
    if ("1".equals(System.getenv("OVERREAD_REQUIRE_INTEROP"))) {
      throw new IllegalStateException(
          "OVERREAD_REQUIRE_INTEROP=1, but these tools are missing: " + missing);
    }
    return ConditionEvaluationResult.disabled("tools missing: " + missing);
  }

  /** A Python with pydicom, which need not be the first on the PATH. */
  static String python() {
    return PYTHON.orElseThrow(() -> new IllegalStateException("no Python with pydicom"));
  }

  private static boolean isThere(String tool) {
    return tool.equals(PYDICOM)
        ? PYTHON.isPresent()
        : Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static boolean importsPydicom(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import pydicom")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // not there
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
