package org.overread.network.association;

/** What can happen to an association (PS3.8 Table 9-10, first column). */
public enum Event {
  EVT1("local request to associate"),
  EVT2("connection opened"),
  EVT3("A-ASSOCIATE-AC received"),
  EVT4("A-ASSOCIATE-RJ received"),
  EVT5("connection accepted"),
  EVT6("A-ASSOCIATE-RQ received"),
  EVT7("local answer to the request: accept"),
  EVT8("local answer to the request: reject"),
  EVT9("local request to send data"),
  EVT10("P-DATA-TF received"),
  EVT11("local request to release"),
  EVT12("A-RELEASE-RQ received"),
  EVT13("A-RELEASE-RP received"),
  EVT14("local answer to a release"),
  EVT15("local request to abort"),
  EVT16("A-ABORT received"),
  EVT17("connection closed"),
  EVT18("ARTIM timer expired"),
  EVT19("unrecognized or invalid PDU received");

  private final String description;

  Event(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /** Its number in the standard, 1 to 19. */
  public int number() {
    return ordinal() + 1;
  }

  /** The event as the standard writes it, such as {@code Evt12}. */
  @Override
  public String toString() {
    return "Evt" + number();
  }
}
