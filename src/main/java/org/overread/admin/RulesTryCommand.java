package org.overread.admin;

import java.nio.file.Path;
import java.util.Optional;
import org.overread.trial.ImageFiles;
import org.overread.trial.ReportFile;
import org.overread.trial.Trial;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One case from files, as the rules see it. */
@Command(
    name = "try",
    description =
        "Decide a report, files of a study, an order, or all of them; show sections, findings and"
            + " what each rule says.")
final class RulesTryCommand extends TrialCommand {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "the report: UTF-8 text, or an HL7 v2 message")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--dicom",
      paramLabel = "FILE_OR_DIR",
      description = "files of one study, for what their headers say")
  private Optional<Path> dicom = Optional.empty();

  @Option(names = "--order", paramLabel = "TEXT", description = "the referring physician's words")
  private String order = "";

  @Override
  public Integer call() throws Exception {
    if (report.isEmpty() && dicom.isEmpty() && order.isBlank()) {
      throw new CommandLine.ParameterException(
          spec().commandLine(), "give --report, --dicom or --order");
    }
    ImageFiles images = dicom.map(ImageFiles::read).orElse(ImageFiles.NONE);
    ReportFile file = report.map(ReportFile::read).orElse(ReportFile.NONE);
    Trial trial = Trial.of(book(), file, images, order);
    if (!images.leftOut().isEmpty()) {
      err().println(images.leftOut().size() + " files are not DICOM and were left out");
    }
    print(TrialReport.of(trial), TrialText.of(trial));
    return OverreadCommand.GOOD;
  }
}
