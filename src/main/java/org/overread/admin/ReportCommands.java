package org.overread.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.Map;
import org.overread.report.DocumentState;
import org.overread.services.MessageState;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that ask the running node about reports, messages and rules. */
final class ReportCommands {
  private ReportCommands() {}

  static void addTo(CommandLine line) {
    line.addSubcommand(new Documents())
        .addSubcommand(new Messages())
        .addSubcommand(new Attach())
        .addSubcommand(new Discard())
        .addSubcommand(new ReadAgain())
        .addSubcommand(new Reload())
        .addSubcommand(new ReplayDecision());
  }

  /** A list that can be long. */
  private abstract static class Listing extends ClientCommand {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "at most so many (${DEFAULT-VALUE})")
    private int limit;

    final int limit() {
      return limit;
    }
  }

  @Command(name = "documents", description = "Reports and orders in a state, newest first.")
  private static final class Documents extends Listing {
    @Option(
        names = "--state",
        paramLabel = "S",
        defaultValue = "HELD",
        description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private DocumentState state;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.get("/documents?limit=" + limit() + "&state=" + state);
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return StatusText.ofDocuments(Json.readList(answer, DocumentReport.class));
    }
  }

  @Command(name = "messages", description = "HL7 messages in a state, newest first.")
  private static final class Messages extends Listing {
    @Option(
        names = "--state",
        paramLabel = "S",
        defaultValue = "REFUSED",
        description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private MessageState state;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.get("/messages?limit=" + limit() + "&state=" + state);
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return StatusText.ofMessages(Json.readList(answer, MessageReport.class));
    }
  }

  @Command(
      name = "attach",
      description = "Say which study a report or order belongs to; it is evaluated with it.")
  private static final class Attach extends ClientCommand {
    @Parameters(index = "0", paramLabel = "DOCUMENT", description = "its number")
    private long document;

    @Parameters(index = "1", paramLabel = "STUDY_UID")
    private String study;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      Map<String, String> body = new HashMap<>(who());
      body.put("study", study);
      return client.post("/documents/" + document + "/attach", body);
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }

  @Command(name = "discard", description = "Put a report or order aside; no rule reads it.")
  private static final class Discard extends ClientCommand {
    @Parameters(paramLabel = "DOCUMENT", description = "its number")
    private long document;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.post("/documents/" + document + "/discard", who());
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }

  @Command(name = "read-again", description = "Read a refused or ignored HL7 message once more.")
  private static final class ReadAgain extends ClientCommand {
    @Parameters(paramLabel = "MESSAGE", description = "its number")
    private long message;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.post("/messages/" + message + "/read-again", who());
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }

  @Command(
      name = "reload",
      description =
          "Take the rules and the vocabulary on the disk into use; with a mistake in them, nothing"
              + " changes and the exit code is 2.")
  private static final class Reload extends ClientCommand {
    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.post("/rules/reload", who());
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      ReloadReport report = Json.read(answer, ReloadReport.class);
      String end = System.lineSeparator();
      String version = StatusText.version(report.version());
      return report.mistakes().isEmpty()
          ? "rules " + version + " are in use" + end
          : String.join(end, report.mistakes())
              + end
              + OverreadCommand.count(report.mistakes().size())
              + "; rules "
              + version
              + " stay in use"
              + end;
    }

    @Override
    int exitCode(String answer) throws JsonProcessingException {
      return Json.read(answer, ReloadReport.class).mistakes().isEmpty()
          ? OverreadCommand.GOOD
          : OverreadCommand.WRONG_SETTINGS;
    }
  }

  @Command(
      name = "replay",
      description =
          "Compute the last decision of a study again from the inputs stored with it; exit code 1"
              + " when it is another one.")
  private static final class ReplayDecision extends ClientCommand {
    @Parameters(paramLabel = "STUDY_UID")
    private String study;

    @Override
    String ask(AdminClient client) throws NodeProblemException {
      return client.get("/studies/" + path(study) + "/replay");
    }

    @Override
    String text(String answer) throws JsonProcessingException {
      return resultText(answer);
    }
  }
}
