package org.overread.request;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.routing.RequestDocument;

/**
 * The Key Object Selection Document of a request: what was sent and should be reviewed (PS3.3
 * A.35.4, PS3.16 TID 2010). One study per request, so it never needs Identical Documents.
 */
public final class KeyObjectBuilder {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");

  private KeyObjectBuilder() {}

  /** The document, to be encoded in any uncompressed transfer syntax. */
  public static Attributes build(RequestContent content) {
    List<Attributes> items =
        new ArrayList<>(ContentItem.context(content.identity().deviceUid(), "Overread"));
    items.add(ContentItem.text(Code.KEY_OBJECT_DESCRIPTION, description(content)));
    content.instances().forEach(instance -> items.add(ContentItem.reference(instance)));
    Code title = content.purpose() == Purpose.REQUEST ? Code.FOR_PEER_REVIEW : Code.WITHDRAWN;
    return DocumentHeader.of(
            content, RequestDocument.KEY_OBJECT, Uid.KeyObjectSelectionDocumentStorage, "KO")
        .set(Tag.ConceptNameCodeSequence, List.of(title.item()))
        .set(Tag.ContentTemplateSequence, List.of(template()))
        .set(Tag.ContentSequence, items);
  }

  private static Attributes template() {
    return new Attributes()
        .set(Tag.MappingResource, VR.CS, "DCMR")
        .set(Tag.TemplateIdentifier, VR.CS, "2010");
  }

  private static String description(RequestContent content) {
    String number = content.identity().number();
    if (content.purpose() == Purpose.WITHDRAWAL) {
      return "Request " + number + " for a second reading is withdrawn: " + content.reason();
    }
    return Reason.of(content.decision(), content.blinded()).stream()
        .map(reason -> reason.criterion() + " (level " + reason.level() + "): " + reason.because())
        .collect(
            Collectors.joining(
                "\n",
                "Second reading requested, number " + number + "\n",
                "\nAnswer wanted before " + content.deadline().format(TIME)));
  }
}
