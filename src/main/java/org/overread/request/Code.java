package org.overread.request;

import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.SectionKind;

/**
 * A coded entry (PS3.3 section 8).
 *
 * @param value Code Value (0008,0100), at most 16 characters
 * @param scheme Coding Scheme Designator (0008,0102)
 * @param meaning Code Meaning (0008,0104), at most 64 characters
 */
record Code(String value, String scheme, String meaning) {
  private static final String DCM = "DCM"; // PS3.16 Annex D
  private static final String LOINC = "LN";
  private static final String OURS = "99OVERREAD"; // PS3.3 8.2: 99 is for private schemes

  // PS3.16 CID 7010, TID 2010
  static final Code FOR_PEER_REVIEW = new Code("113008", DCM, "For Peer Review");
  static final Code KEY_OBJECT_DESCRIPTION = new Code("113012", DCM, "Key Object Description");

  /** Title of the cover sheet: a request, which nobody can take for a report of findings. */
  static final Code REFERRAL_NOTE = new Code("57133-1", LOINC, "Referral note");

  /** Title of a notice that takes a request back. No title of CID 7010 says this. */
  static final Code WITHDRAWN = new Code("WITHDRAWN", OURS, "Peer Review Request Withdrawn");

  // PS3.16 TID 1204, TID 1002 to 1004
  static final Code LANGUAGE = new Code("121049", DCM, "Language of Content Item and Descendants");
  static final Code ENGLISH = new Code("en", "RFC5646", "English");
  static final Code OBSERVER_TYPE = new Code("121005", DCM, "Observer Type");
  static final Code DEVICE = new Code("121007", DCM, "Device");
  static final Code DEVICE_OBSERVER_UID = new Code("121012", DCM, "Device Observer UID");
  static final Code DEVICE_OBSERVER_NAME = new Code("121013", DCM, "Device Observer Name");

  // PS3.16 CID 7001 headings and CID 7002 elements
  static final Code HISTORY = new Code("121060", DCM, "History");
  static final Code REQUEST = new Code("121062", DCM, "Request");
  static final Code PROCEDURES = new Code("121064", DCM, "Current Procedure Descriptions");
  static final Code PRIOR_PROCEDURES = new Code("121066", DCM, "Prior Procedure Descriptions");
  static final Code FINDINGS = new Code("121070", DCM, "Findings");
  static final Code IMPRESSIONS = new Code("121072", DCM, "Impressions");
  static final Code RECOMMENDATIONS = new Code("121074", DCM, "Recommendations");
  static final Code ADDENDUM = new Code("121078", DCM, "Addendum");
  static final Code COMMENT = new Code("121106", DCM, "Comment");
  static final Code INDICATIONS = new Code("121109", DCM, "Indications for Procedure");
  static final Code SUMMARY = new Code("121111", DCM, "Summary");

  // what no published code says
  static final Code ASKED_BY = new Code("ASKEDBY", OURS, "Asked by");
  static final Code ASKED_OF = new Code("ASKEDOF", OURS, "Asked of");
  static final Code REQUEST_NUMBER = new Code("NUMBER", OURS, "Request Number");
  static final Code REQUEST_UID = new Code("REQUESTUID", OURS, "Request UID");
  static final Code QUESTION = new Code("QUESTION", OURS, "Question");
  static final Code LEVEL = new Code("LEVEL", OURS, "Urgency");
  static final Code DEADLINE = new Code("DEADLINE", OURS, "Answer Wanted Before");
  static final Code MATERIAL = new Code("MATERIAL", OURS, "Material Sent");
  static final Code EVIDENCE = new Code("EVIDENCE", OURS, "Why a Second Reading Is Asked For");
  static final Code CRITERION = new Code("CRITERION", OURS, "Criterion");
  static final Code QUOTE = new Code("QUOTE", OURS, "Evidence Quoted");
  static final Code FIRST_REPORT = new Code("FIRSTREPORT", OURS, "First Report");

  /** PS3.16 CID 7001. */
  static Code heading(SectionKind kind) {
    return switch (kind) {
      case ORDER -> REQUEST;
      case HISTORY -> HISTORY;
      case TECHNIQUE -> PROCEDURES;
      case COMPARISON -> PRIOR_PROCEDURES;
      case FINDINGS -> FINDINGS;
      case IMPRESSION -> IMPRESSIONS;
      case RECOMMENDATION -> RECOMMENDATIONS;
      case ADDENDUM -> ADDENDUM;
      case BODY -> SUMMARY;
      case IGNORED -> COMMENT;
    };
  }

  Attributes item() {
    return new Attributes()
        .set(Tag.CodeValue, VR.SH, value)
        .set(Tag.CodingSchemeDesignator, VR.SH, scheme)
        .set(Tag.CodeMeaning, VR.LO, meaning);
  }
}
