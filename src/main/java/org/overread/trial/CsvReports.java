package org.overread.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Comma separated values with a header line. Columns: report, and where there id, date, modality,
 * body_part, clinical_history. Fields with line breaks are in quotes.
 */
final class CsvReports {
  private CsvReports() {}

  static Stream<ReportCase> open(Path file) throws IOException {
    Reader reader = Files.newBufferedReader(file);
    try {
      MappingIterator<Map<String, String>> rows =
          new CsvMapper()
              .enable(CsvParser.Feature.TRIM_SPACES)
              .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
              .readerForMapOf(String.class)
              .with(CsvSchema.emptySchema().withHeader())
              .readValues(reader);
      Iterator<ReportCase> cases = new Rows(file.toString(), rows);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(cases, Spliterator.ORDERED), false)
          .onClose(() -> close(reader));
    } catch (JsonProcessingException e) {
      reader.close();
      throw new ReportFileException(file.toString(), 1, "has no header line that can be read");
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  private static void close(Reader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Rows implements Iterator<ReportCase> {
    private final String file;
    private final MappingIterator<Map<String, String>> rows;
    private long row;

    Rows(String file, MappingIterator<Map<String, String>> rows) {
      this.file = file;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      try {
        return rows.hasNextValue();
      } catch (IOException e) {
        throw broken();
      }
    }

    @Override
    public ReportCase next() {
      try {
        Map<String, String> values = rows.nextValue();
        row++;
        if (!values.containsKey("report")) {
          throw new ReportFileException(file, 1, "has no column \"report\"");
        }
        return new ReportCase(
            values.getOrDefault("id", "row " + row),
            date(values.getOrDefault("date", "")),
            values.getOrDefault("modality", ""),
            values.getOrDefault("body_part", ""),
            values.getOrDefault("clinical_history", ""),
            values.get("report"),
            Optional.empty());
      } catch (IOException e) {
        throw broken();
      }
    }

    private Optional<LocalDate> date(String value) {
      try {
        return value.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(value));
      } catch (DateTimeParseException e) {
        throw new ReportFileException(
            file, rows.getCurrentLocation().getLineNr(), "\"date\" is not of the form 2026-11-24");
      }
    }

    private ReportFileException broken() {
      return new ReportFileException(
          file, rows.getCurrentLocation().getLineNr(), "is not a row of comma separated values");
    }
  }
}
