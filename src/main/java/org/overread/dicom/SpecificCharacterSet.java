package org.overread.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Specific Character Set (0008,0005): bytes of text values to Unicode and back (PS3.5 6.1, PS3.3 C.12.1.1.2). */
public final class SpecificCharacterSet {
  /** The default repertoire, ISO IR 6. */
  public static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(StandardCharsets.ISO_8859_1);

  private final Charset charset;

  private SpecificCharacterSet(Charset charset) {
    this.charset = charset;
  }

  /** The set named by the values of (0008,0005); none gives the default repertoire. */
  public static SpecificCharacterSet of(List<String> definedTerms) {
    return definedTerms.contains("ISO_IR 192") ? new SpecificCharacterSet(StandardCharsets.UTF_8) : DEFAULT;
  }

  /** Values of a value field, split at backslashes where the VR allows, without insignificant padding. */
  public List<String> decode(byte[] bytes, VR vr) {
    String text = new String(bytes, charset);
    List<String> values = new ArrayList<>();
    for (String value : vr.multiValued() ? text.split("\\\\", -1) : new String[] {text}) {
      values.add(value.strip().replace("\0", ""));
    }
    return values;
  }

  /** Bytes of a text, unpadded. */
  public byte[] encode(String text, VR vr) {
    return text.getBytes(charset);
  }
}
