package org.overread.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.overread.report.CaseKeys.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of patients who opted out, read again at each question: a change counts at once. Without
 * a file nobody opted out. Once read, the list only grows as long as the file is gone, cannot be
 * read or has a mistake. Safe for several threads.
 */
public final class OptOutList {
  private static final Logger log = LoggerFactory.getLogger(OptOutList.class);

  private final Path file;

  /** What was read last; empty when there was nothing to read. */
  private Optional<byte[]> last = Optional.empty();

  private boolean everRead;
  private OptOuts inForce = OptOuts.NONE;
  private Map<String, List<Identifier>> byId = Map.of();

  public OptOutList(Path file) {
    this.file = file;
  }

  /**
   * What is wrong with a list, for the check of the settings; nothing when there is no file.
   *
   * @return sentences without patient data
   */
  public static List<String> mistakes(Path file) {
    try {
      return OptOuts.parse(Files.readAllBytes(file)).mistakes();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      return List.of("it cannot be read");
    }
  }

  /**
   * True when nobody is on the list.
   *
   * @throws UncheckedIOException when there is a file that could not be read even once
   */
  synchronized boolean isEmpty() {
    read();
    return inForce.patients().isEmpty();
  }

  /**
   * True when one of a patient's identifiers is on the list.
   *
   * @param same compares an identifier with one of the list
   * @throws UncheckedIOException when there is a file that could not be read even once
   */
  synchronized boolean contains(
      List<Identifier> patient, BiPredicate<Identifier, Identifier> same) {
    read();
    return patient.stream()
        .anyMatch(
            id ->
                byId.getOrDefault(id.value().strip(), List.of()).stream()
                    .anyMatch(listed -> same.test(id, listed)));
  }

  /** Bytes are compared, not times: an edit within one tick of the file system counts too. */
  private void read() {
    try {
      byte[] now = Files.readAllBytes(file);
      if (last.isEmpty() || !Arrays.equals(now, last.get())) {
        last = Optional.of(now);
        everRead = true;
        take(OptOuts.parse(now));
      }
    } catch (NoSuchFileException e) {
      lost("the list of patients who opted out is gone; the one read before stays in force");
    } catch (IOException e) {
      if (!everRead) {
        throw new UncheckedIOException("cannot read the list of patients who opted out", e);
      }
      lost("the list of patients who opted out cannot be read; the one before stays in force");
    }
  }

  private void take(OptOuts read) {
    if (read.mistakes().isEmpty()) {
      put(read);
    } else {
      put(inForce.and(read));
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("mistakes", read.mistakes())
          .log("mistakes in the list of patients who opted out; who was on it before stays on it");
    }
  }

  /** Told once, not at each question. */
  private void lost(String message) {
    if (last.isPresent()) {
      last = Optional.empty();
      log.atWarn().addKeyValue("file", file).log(message);
    }
  }

  private void put(OptOuts optOuts) {
    inForce = optOuts;
    byId = optOuts.patients().stream().collect(Collectors.groupingBy(Identifier::value));
  }
}
