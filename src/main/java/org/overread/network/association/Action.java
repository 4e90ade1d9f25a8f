package org.overread.network.association;

/** What is done on an event (PS3.8 Tables 9-6 to 9-9). */
public enum Action {
  AE_1("open a connection"),
  AE_2("send A-ASSOCIATE-RQ"),
  AE_3("confirm the association to the local user"),
  AE_4("report the rejection to the local user, close the connection"),
  AE_5("answer the connection, start ARTIM"),
  AE_6(
      "stop ARTIM; an acceptable request goes to the local user, else send A-ASSOCIATE-RJ and start ARTIM"),
  AE_7("send A-ASSOCIATE-AC"),
  AE_8("send A-ASSOCIATE-RJ, start ARTIM"),
  DT_1("send P-DATA-TF"),
  DT_2("give data to the local user"),
  AR_1("send A-RELEASE-RQ"),
  AR_2("report the release to the local user"),
  AR_3("confirm the release to the local user, close the connection"),
  AR_4("send A-RELEASE-RP, start ARTIM"),
  AR_5("stop ARTIM"),
  AR_6("give data to the local user"),
  AR_7("send P-DATA-TF"),
  AR_8("report the release collision to the local user"),
  AR_9("send A-RELEASE-RP"),
  AR_10("confirm the release to the local user"),
  AA_1("send A-ABORT (service user), start or restart ARTIM"),
  AA_2("stop ARTIM, close the connection"),
  AA_3("report the peer's abort to the local user, close the connection"),
  AA_4("report a provider abort to the local user"),
  AA_5("stop ARTIM"),
  AA_6("ignore the PDU"),
  AA_7("send A-ABORT"),
  AA_8("send A-ABORT (service provider), report a provider abort to the local user, start ARTIM");

  private final String description;

  Action(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /** The action as the standard writes it, such as {@code AA-8}. */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
