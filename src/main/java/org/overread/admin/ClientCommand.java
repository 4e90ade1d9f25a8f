package org.overread.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks the running node: one request, then JSON as it came or text. */
abstract class ClientCommand implements Callable<Integer> {
  private static final long PROGRESS_EVERY_NANOS = 500_000_000L;

  @ParentCommand private OverreadCommand overread;
  @Spec private CommandSpec spec;
  private long progressShown;

  @Override
  public final Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    AdminClient client = new AdminClient(overread.adminSettings(), err::println);
    String answer = ask(client);
    PrintWriter out = spec.commandLine().getOut();
    out.print(overread.json() ? answer + System.lineSeparator() : text(answer));
    out.flush();
    return exitCode(answer);
  }

  /** Makes the request; gives the JSON of the answer. */
  abstract String ask(AdminClient client) throws NodeProblemException;

  /** The answer for a reader. */
  abstract String text(String answer) throws JsonProcessingException;

  int exitCode(String answer) throws JsonProcessingException {
    return OverreadCommand.GOOD;
  }

  /** At most two lines a second, on the error stream so that the result stays clean. */
  final void show(Progress progress) {
    if (System.nanoTime() - progressShown > PROGRESS_EVERY_NANOS) {
      progressShown = System.nanoTime();
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          progress.done() + (progress.total() > 0 ? " of " + progress.total() : "") + " files");
      err.flush();
    }
  }

  static String path(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The user of the operating system: who did it, in the study's events. */
  static Map<String, String> who() {
    return Map.of("who", System.getProperty("user.name", "admin"));
  }

  static String resultText(String answer) throws JsonProcessingException {
    return Json.read(answer, ActionResult.class).text() + System.lineSeparator();
  }
}
