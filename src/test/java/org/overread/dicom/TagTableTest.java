package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The generated classes say what the tables of PS3.6 say. */
class TagTableTest {
  private static Map<String, Object> constants(Class<?> type) throws IllegalAccessException {
    Map<String, Object> constants = new HashMap<>();
    for (Field field : type.getFields()) {
      constants.put(field.getName(), field.get(null));
    }
    return constants;
  }

  @Test
  void tagAgreesWithTheTableOfElements() throws IllegalAccessException {
    Map<String, Object> expected = new HashMap<>();
    for (String[] row : Dictionary.rows("elements.tsv")) {
      if (!row[3].isEmpty() && row[0].indexOf('x') < 0) {
        expected.put(row[3], Integer.parseUnsignedInt(row[0], 16));
      }
    }

    assertThat(constants(Tag.class)).isEqualTo(expected).hasSizeGreaterThan(5_000);
  }

  @Test
  void uidAgreesWithTheTableOfUids() throws IllegalAccessException {
    Map<String, Object> expected = new HashMap<>();
    for (String[] row : Dictionary.rows("uids.tsv")) {
      if (row[1].matches("[A-Za-z_][A-Za-z0-9_]*")) {
        expected.put(row[1], row[0]);
      }
    }

    assertThat(constants(Uid.class)).isEqualTo(expected).hasSizeGreaterThan(400);
  }

  @Test
  void everyVrOfTheTableIsKnown() {
    for (String[] row : Dictionary.rows("elements.tsv")) {
      if (row[0].indexOf('x') < 0 && row[1].length() == 2) {
        assertThat(Dictionary.vrOf(Integer.parseUnsignedInt(row[0], 16)))
            .isEqualTo(VR.valueOf(row[1]));
      }
    }
  }
}
