package org.overread.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;

/**
 * Data sets with values of every VR, private elements and nested sequences; the same for the same
 * seed.
 */
public final class RandomDataSets {
  private static final int MAX_DEPTH = 4;

  private final Random random;

  public RandomDataSets(long seed) {
    random = new Random(seed);
  }

  /**
   * Tags of the dictionary with the VR of the dictionary, so that implicit and explicit syntaxes
   * mean the same.
   */
  public Attributes next() {
    Attributes dataSet = new Attributes();
    dataSet.set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    dataSet.set(Tag.SOPInstanceUID, VR.UI, "1.2." + random.nextInt(1_000_000));
    fill(dataSet, 0);
    if (random.nextBoolean()) {
      dataSet.put(Element.ofBytes(Tag.PixelData, VR.OW, bytes(2 * random.nextInt(3_000))));
    }
    return dataSet;
  }

  private void fill(Attributes dataSet, int depth) {
    dataSet.set(Tag.PatientName, VR.PN, text());
    dataSet.set(Tag.StudyDescription, VR.LO, text(), text());
    dataSet.set(Tag.Rows, VR.US, random.nextInt(65_536));
    dataSet.set(Tag.FrameIncrementPointer, VR.AT, Tag.FrameTime);
    dataSet.set(Tag.SelectorFDValue, VR.FD, random.nextGaussian(), random.nextGaussian());
    dataSet.set(Tag.SelectorFLValue, VR.FL, random.nextInt(100));
    dataSet.set(Tag.SelectorSLValue, VR.SL, random.nextInt());
    dataSet.set(Tag.SelectorSSValue, VR.SS, -random.nextInt(30_000));
    dataSet.set(Tag.SelectorULValue, VR.UL, random.nextInt(1 << 30), 1);
    dataSet.put(Element.ofBytes(Tag.SelectorOBValue, VR.OB, bytes(2 * random.nextInt(40))));
    dataSet.put(Element.ofBytes(Tag.SelectorUTValue, VR.UT, bytes(2 * random.nextInt(40))));
    dataSet.put(Element.ofBytes(Tag.SelectorODValue, VR.OD, bytes(8 * random.nextInt(5))));
    dataSet.put(Element.ofBytes(Tag.SelectorUVValue, VR.UV, bytes(16)));
    dataSet.put(
        Element.ofBytes(0x00290010, VR.LO, "OVERREAD TEST ".getBytes(StandardCharsets.US_ASCII)));
    dataSet.put(Element.ofBytes(0x00291001, VR.UN, bytes(2 * random.nextInt(30))));
    if (depth < MAX_DEPTH) {
      dataSet.set(Tag.ContentSequence, items(depth + 1));
      dataSet.set(Tag.ReferencedStudySequence, items(depth + 1));
    }
  }

  private List<Attributes> items(int depth) {
    List<Attributes> items = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Attributes item = new Attributes();
      if (random.nextInt(3) > 0) {
        fill(item, depth);
      }
      items.add(item);
    }
    return items;
  }

  private String text() {
    return random
        .ints(random.nextInt(20), 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
