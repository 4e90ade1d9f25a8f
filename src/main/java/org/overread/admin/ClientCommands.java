package org.overread.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.overread.study.StudyState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that ask the running node. */
final class ClientCommands {
  private ClientCommands() {}

  static void addTo(CommandLine line) {
    line.addSubcommand(new Status()).addSubcommand(new Studies()).addSubcommand(new Explain());
    line.addSubcommand(new Complete())
        .addSubcommand(new Hold())
        .addSubcommand(new Release())
        .addSubcommand(new Retry())
        .addSubcommand(new Approve())
        .addSubcommand(new Reject())
        .addSubcommand(new Evaluate());
    ReportCommands.addTo(line);
    line.addSubcommand(new Echo()).addSubcommand(new Export()).addSubcommand(new Scan());
  }

  @Command(
      name = "status",
      description = "The node at a glance; exit code 1 when something needs attention.")
  private static final class Status extends ClientCommand {
    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.get("/status");
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return StatusText.of(Json.read(answer, StatusReport.class));
    }

    @Override
    int exitCode(String answer) throws JsonProcessingException {
      return Json.read(answer, StatusReport.class).attention().isEmpty()
          ? OverreadCommand.GOOD
          : OverreadCommand.FAILED;
    }
  }

  @Command(name = "studies", description = "Studies, newest first.")
  private static final class Studies extends ClientCommand {
    @Option(
        names = "--state",
        paramLabel = "S",
        description = "only this state: ${COMPLETION-CANDIDATES}")
    private Optional<StudyState> state;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "at most so many (${DEFAULT-VALUE})")
    private int limit;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.get(
          "/studies?limit=" + limit + state.map(value -> "&state=" + value.name()).orElse(""));
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return StatusText.of(Json.readList(answer, StudySummary.class));
    }
  }

  @Command(name = "explain", description = "Why a study was sent to a second reader, or not.")
  private static final class Explain extends ClientCommand {
    @Parameters(paramLabel = "STUDY_UID")
    private String study;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.get("/studies/" + path(study));
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return StudyText.of(Json.read(answer, Explanation.class));
    }
  }

  private abstract static class Act extends ClientCommand {
    @Parameters(paramLabel = "STUDY_UID")
    private String study;

    abstract StudyAction action();

    @Override
    final String ask(AdminClient client) throws NodeProblemException {
      return client.post("/studies/" + path(study) + "/" + action().word(), who());
    }

    @Override
    final String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }

  @Command(name = "complete", description = "Evaluate a study now, with what is there.")
  private static final class Complete extends Act {
    @Override
    StudyAction action() {
      return StudyAction.COMPLETE;
    }
  }

  @Command(name = "hold", description = "Decide and send nothing of a study until it is released.")
  private static final class Hold extends Act {
    @Override
    StudyAction action() {
      return StudyAction.HOLD;
    }
  }

  @Command(name = "release", description = "End the hold of a study.")
  private static final class Release extends Act {
    @Override
    StudyAction action() {
      return StudyAction.RELEASE;
    }
  }

  @Command(
      name = "retry",
      description = "Send again what was not sent of a study that needs attention.")
  private static final class Retry extends Act {
    @Override
    StudyAction action() {
      return StudyAction.RETRY;
    }
  }

  @Command(name = "approve", description = "Send a study that waits for approval.")
  private static final class Approve extends Act {
    @Override
    StudyAction action() {
      return StudyAction.APPROVE;
    }
  }

  @Command(name = "reject", description = "Do not send a study that waits for approval.")
  private static final class Reject extends Act {
    @Override
    StudyAction action() {
      return StudyAction.REJECT;
    }
  }

  @Command(
      name = "evaluate",
      description =
          "Decide a study by the rules in force; changed rules never do so by themselves.")
  private static final class Evaluate extends Act {
    @Override
    StudyAction action() {
      return StudyAction.EVALUATE;
    }
  }

  @Command(name = "echo", description = "C-ECHO to a reading group or peer.")
  private static final class Echo extends ClientCommand {
    @Parameters(paramLabel = "DESTINATION", description = "its name in the settings")
    private String destination;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.post(
          "/destinations/" + path(destination.toLowerCase(Locale.ROOT)) + "/echo", who());
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return StatusText.of(Json.read(answer, EchoReport.class));
    }

    @Override
    int exitCode(String answer) throws JsonProcessingException {
      return Json.read(answer, EchoReport.class).success()
          ? OverreadCommand.GOOD
          : OverreadCommand.FAILED;
    }
  }

  @Command(
      name = "export",
      description = "Write the instances of a study as DICOM files; the node writes them.")
  private static final class Export extends ClientCommand {
    @Parameters(index = "0", paramLabel = "STUDY_UID")
    private String study;

    @Parameters(index = "1", paramLabel = "DIR", description = "empty or absent")
    private Path folder;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      Map<String, String> body =
          Map.of("directory", folder.toAbsolutePath().normalize().toString());
      return client.stream("/studies/" + path(study) + "/export", body, this::show);
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }

  @Command(
      name = "scan",
      description = "Compare the archive with the database and mend the database.")
  private static final class Scan extends ClientCommand {
    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.stream("/archive/scan", who(), this::show);
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }
}
