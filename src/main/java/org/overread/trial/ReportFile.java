package org.overread.trial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.overread.hl7.Hl7Exception;
import org.overread.hl7.Hl7Message;
import org.overread.report.MdmReader;
import org.overread.report.OrderMessage;
import org.overread.report.OrderReader;
import org.overread.report.OruReader;
import org.overread.report.ReportDocument;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.report.SenderConventions;

/**
 * A report as a file: plain text, or an HL7 v2 message with its reports and orders.
 *
 * @param parts as the source divided it
 * @param status plain text counts as final; empty for a message with an order alone
 * @param documents the reports of a message; empty for plain text
 * @param orders of the message; empty for plain text
 */
public record ReportFile(
    List<ReportPart> parts,
    Optional<ReportStatus> status,
    List<ReportDocument> documents,
    List<OrderMessage> orders) {
  /** Longest file that is read; bytes. */
  private static final long LONGEST = 64L << 20;

  /** What MLLP puts before a message, kept by tools that record the line. */
  private static final byte START_OF_BLOCK = 0x0B;

  private static final byte[] HL7 = {'M', 'S', 'H'};

  /** No report. */
  public static final ReportFile NONE =
      new ReportFile(List.of(), Optional.empty(), List.of(), List.of());

  public ReportFile {
    parts = List.copyOf(parts);
    documents = List.copyOf(documents);
    orders = List.copyOf(orders);
  }

  /**
   * Reads a file.
   *
   * @throws ReportFileException when it is neither UTF-8 text nor an HL7 message with a report or
   *     an order
   */
  public static ReportFile read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new ReportFileException(file.toString(), 0, "is longer than 64 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      int start = bytes.length > 0 && bytes[0] == START_OF_BLOCK ? 1 : 0;
      boolean message =
          bytes.length >= start + HL7.length
              && Arrays.equals(bytes, start, start + HL7.length, HL7, 0, HL7.length);
      return message
          ? message(file, Arrays.copyOfRange(bytes, start, bytes.length))
          : text(file, bytes);
    } catch (IOException e) {
      throw new ReportFileException(file.toString(), 0, "cannot be read");
    }
  }

  private static ReportFile text(Path file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      ReportPart whole = new ReportPart(Optional.empty(), "", text.replace("\r\n", "\n"));
      return new ReportFile(List.of(whole), Optional.of(ReportStatus.FINAL), List.of(), List.of());
    } catch (CharacterCodingException e) {
      throw new ReportFileException(file.toString(), 0, "is not UTF-8 text");
    }
  }

  private static ReportFile message(Path file, byte[] bytes) {
    SenderConventions conventions = SenderConventions.usual();
    Hl7Message message;
    try {
      message = Hl7Message.parse(bytes, conventions.charset());
    } catch (Hl7Exception e) {
      throw new ReportFileException(file.toString(), 0, "is no HL7 message: " + e.getMessage());
    }
    List<ReportDocument> documents = new ArrayList<>();
    switch (message.header().messageType().strip()) {
      case "ORU" -> documents.addAll(OruReader.read(message, conventions));
      case "MDM" -> MdmReader.read(message, conventions).ifPresent(documents::add);
      default -> {} // an order alone
    }
    List<OrderMessage> orders = OrderReader.read(message, conventions);
    if (documents.isEmpty() && orders.isEmpty()) {
      throw new ReportFileException(file.toString(), 0, "has neither a report nor an order in it");
    }
    List<ReportDocument> signed =
        documents.stream().filter(document -> document.status().isSigned()).toList();
    List<ReportDocument> read = signed.isEmpty() ? documents : signed;
    return new ReportFile(
        read.stream().flatMap(document -> document.parts().stream()).toList(),
        read.stream().map(ReportDocument::status).max(Enum::compareTo),
        read,
        orders);
  }

  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "ReportFile[" + status + ", " + parts.size() + " parts]";
  }
}
