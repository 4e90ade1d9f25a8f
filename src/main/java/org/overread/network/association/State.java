package org.overread.network.association;

/** States of an association (PS3.8 Tables 9-1 to 9-5). */
public enum State {
  STA1("idle"),
  STA2("connection open, awaiting A-ASSOCIATE-RQ"),
  STA3("awaiting the local answer to the request"),
  STA4("awaiting that the connection opens"),
  STA5("awaiting A-ASSOCIATE-AC or -RJ"),
  STA6("established, ready for data"),
  STA7("awaiting A-RELEASE-RP"),
  STA8("awaiting the local answer to a release"),
  STA9("release collision, requestor: awaiting the local answer"),
  STA10("release collision, acceptor: awaiting A-RELEASE-RP"),
  STA11("release collision, requestor: awaiting A-RELEASE-RP"),
  STA12("release collision, acceptor: awaiting the local answer"),
  STA13("awaiting that the connection closes");

  private final String description;

  State(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /** Its number in the standard, 1 to 13. */
  public int number() {
    return ordinal() + 1;
  }

  /** The state as the standard writes it, such as {@code Sta6}. */
  @Override
  public String toString() {
    return "Sta" + number();
  }
}
