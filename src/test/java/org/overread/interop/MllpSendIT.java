package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.network.MllpListener;
import org.overread.network.mllp.MllpSettings;
import org.overread.testing.Hl7Samples;
import org.overread.testing.Messages;

/** The HL7 port against python3-hl7's sender, which takes one read for one acknowledgement. */
@RequiresTools("mllp_send")
class MllpSendIT {
  private static final long RUN_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void hl05AnswersPythonHl7InOneWrite() throws IOException, InterruptedException {
    Messages messages = new Messages();
    MllpListener listener =
        new MllpListener(MllpSettings.usual("127.0.0.1", 0), messages, Clock.systemUTC());
    listener.start();
    try {
      Path file = folder.resolve("oru.hl7");
      String both =
          new String(Hl7Samples.oru("PY1"), StandardCharsets.US_ASCII)
              + new String(Hl7Samples.oru("PY2"), StandardCharsets.US_ASCII);
      Files.writeString(file, both.replace("\r", "\r\n"));
      Path out = folder.resolve("out.txt");
      Process sender =
          new ProcessBuilder(
                  "mllp_send",
                  "--loose",
                  "--port=" + listener.port(),
                  "--file=" + file,
                  "127.0.0.1")
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      assertThat(sender.waitFor(RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
      String text = Files.readString(out);
      assertThat(sender.exitValue()).as(text).isZero();
      assertThat(text).contains("MSA|AA|PY1", "MSA|AA|PY2");
      assertThat(messages.controlIds()).containsExactly("PY1", "PY2");
    } finally {
      listener.stop();
    }
  }
}
