package org.overread.services;

import java.util.List;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.SpecificCharacterSet;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;

/**
 * Makes the identifier of a match (PS3.4 C.4.1.1.3.2): what was asked for, and the little that
 * always belongs to it.
 */
final class FindResponse {
  /**
   * Instance Availability (0008,0056): all that is stored can be read at once (PS3.3 C.4.23.1.1).
   */
  private static final String ONLINE = "ONLINE";

  private final FindQuery query;
  private final Optional<String> retrieveAeTitle;

  /**
   * @param retrieveAeTitle the application entity that serves retrieves of our studies, if there is
   *     one; we do not
   */
  FindResponse(FindQuery query, Optional<String> retrieveAeTitle) {
    this.query = query;
    this.retrieveAeTitle = retrieveAeTitle;
  }

  Attributes of(FoundRow row) {
    Attributes response = new Attributes();
    List<String> characterSet = characterSet(row);
    if (!characterSet.isEmpty()) {
      response.set(Tag.SpecificCharacterSet, VR.CS, characterSet.toArray(String[]::new));
    }
    response.set(Tag.QueryRetrieveLevel, VR.CS, query.level().name());
    if (query.level() != QueryLevel.PATIENT) {
      response.set(Tag.InstanceAvailability, VR.CS, ONLINE);
    }
    if (retrieveAeTitle.isPresent() || query.retrieveAeTitle()) {
      response.set(Tag.RetrieveAETitle, VR.AE, retrieveAeTitle.stream().toArray(String[]::new));
    }
    for (FindKey key : query.keys()) {
      String text = row.text(key);
      response.set(key.tag(), key.vr(), text.isEmpty() ? new String[0] : text.split("\\\\", -1));
    }
    return response;
  }

  /**
   * The request's set where it can carry the values, else UTF-8; none where ASCII is enough and
   * none was named (QR-31).
   */
  private List<String> characterSet(FoundRow row) {
    List<String> asked = query.characterSet();
    SpecificCharacterSet set = SpecificCharacterSet.of(asked);
    boolean carried =
        query.keys().stream()
            .filter(key -> key.vr().usesCharacterSet())
            .map(row::text)
            .allMatch(text -> asked.isEmpty() ? isAscii(text) : set.canEncode(text));
    return carried ? asked : List.of(SpecificCharacterSet.UTF_8_TERM);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
