package org.overread.network.dimse;

import java.util.Arrays;
import java.util.Optional;
import org.overread.network.dimse.Status.Category;

/**
 * The status codes that the standard gives a meaning, one row for each code or range of codes, with
 * what a sender does next. Codes of different services may be equal; within one service the rows do
 * not overlap.
 */
public enum StatusCode {
  // all services, PS3.7 Annex C
  SUCCESS(Service.ALL, 0x0000, Category.SUCCESS, false, "success"),
  REQUESTED_OPTIONAL_ATTRIBUTES_UNSUPPORTED(
      Service.ALL, 0x0001, Category.WARNING, false, "optional attributes are not supported"),
  NO_SUCH_ATTRIBUTE(Service.ALL, 0x0105, Category.FAILURE, false, "no such attribute"),
  INVALID_ATTRIBUTE_VALUE(Service.ALL, 0x0106, Category.FAILURE, false, "invalid attribute value"),
  ATTRIBUTE_LIST_ERROR(Service.ALL, 0x0107, Category.WARNING, false, "attribute list error"),
  PROCESSING_FAILURE(Service.ALL, 0x0110, Category.FAILURE, true, "processing failure"),
  DUPLICATE_SOP_INSTANCE(Service.ALL, 0x0111, Category.FAILURE, false, "duplicate SOP instance"),
  NO_SUCH_SOP_INSTANCE(Service.ALL, 0x0112, Category.FAILURE, false, "no such SOP instance"),
  NO_SUCH_EVENT_TYPE(Service.ALL, 0x0113, Category.FAILURE, false, "no such event type"),
  NO_SUCH_ARGUMENT(Service.ALL, 0x0114, Category.FAILURE, false, "no such argument"),
  INVALID_ARGUMENT_VALUE(Service.ALL, 0x0115, Category.FAILURE, false, "invalid argument value"),
  ATTRIBUTE_VALUE_OUT_OF_RANGE(
      Service.ALL, 0x0116, Category.WARNING, false, "attribute value out of range"),
  INVALID_SOP_INSTANCE(Service.ALL, 0x0117, Category.FAILURE, false, "invalid SOP instance UID"),
  NO_SUCH_SOP_CLASS(Service.ALL, 0x0118, Category.FAILURE, false, "no such SOP class"),
  CLASS_INSTANCE_CONFLICT(
      Service.ALL, 0x0119, Category.FAILURE, false, "SOP instance is not of this SOP class"),
  MISSING_ATTRIBUTE(Service.ALL, 0x0120, Category.FAILURE, false, "missing attribute"),
  MISSING_ATTRIBUTE_VALUE(Service.ALL, 0x0121, Category.FAILURE, false, "missing attribute value"),
  SOP_CLASS_NOT_SUPPORTED(
      Service.ALL, 0x0122, Category.FAILURE, false, "refused: SOP class not supported"),
  NO_SUCH_ACTION_TYPE(Service.ALL, 0x0123, Category.FAILURE, false, "no such action type"),
  NOT_AUTHORIZED(Service.ALL, 0x0124, Category.FAILURE, false, "refused: not authorized"),
  DUPLICATE_INVOCATION(Service.ALL, 0x0210, Category.FAILURE, false, "duplicate message ID"),
  UNRECOGNIZED_OPERATION(Service.ALL, 0x0211, Category.FAILURE, false, "unrecognized operation"),
  MISTYPED_ARGUMENT(Service.ALL, 0x0212, Category.FAILURE, false, "mistyped argument"),
  RESOURCE_LIMITATION(Service.ALL, 0x0213, Category.FAILURE, true, "resource limitation"),

  // C-STORE, PS3.4 B.2.3
  STORE_OUT_OF_RESOURCES(
      Service.STORAGE, 0xA700, 0xA7FF, Category.FAILURE, true, "refused: out of resources"),
  STORE_DATA_SET_MISMATCH(
      Service.STORAGE,
      0xA900,
      0xA9FF,
      Category.FAILURE,
      false,
      "data set does not match SOP class"),
  STORE_COERCION(Service.STORAGE, 0xB000, Category.WARNING, false, "data elements were changed"),
  STORE_ELEMENTS_DISCARDED(
      Service.STORAGE, 0xB006, Category.WARNING, false, "data elements were discarded"),
  STORE_DATA_SET_MISMATCH_WARNING(
      Service.STORAGE,
      0xB007,
      Category.WARNING,
      false,
      "stored, though the data set does not match the SOP class"),
  STORE_CANNOT_UNDERSTAND(
      Service.STORAGE, 0xC000, 0xCFFF, Category.FAILURE, false, "cannot understand"),

  // C-FIND, PS3.4 C.4.1.1.4
  FIND_OUT_OF_RESOURCES(Service.QUERY, 0xA700, Category.FAILURE, true, "refused: out of resources"),
  FIND_IDENTIFIER_MISMATCH(
      Service.QUERY, 0xA900, Category.FAILURE, false, "identifier does not match SOP class"),
  FIND_LIMIT_REACHED(
      Service.QUERY, 0xB001, Category.WARNING, false, "limit of matches reached, more may exist"),
  FIND_UNABLE_TO_PROCESS(
      Service.QUERY, 0xC000, 0xCFFF, Category.FAILURE, false, "unable to process"),
  FIND_CANCELLED(Service.QUERY, 0xFE00, Category.CANCEL, false, "cancelled on request"),
  FIND_PENDING(Service.QUERY, 0xFF00, Category.PENDING, false, "matches are continuing"),
  FIND_PENDING_KEYS_UNSUPPORTED(
      Service.QUERY,
      0xFF01,
      Category.PENDING,
      false,
      "matches are continuing, optional keys are not supported");

  /** Whose table a row is from: the same number may mean another thing elsewhere. */
  public enum Service {
    ALL,
    STORAGE,
    QUERY
  }

  private final Service service;
  private final int first;
  private final int last;
  private final Category category;
  private final boolean retry;
  private final String meaning;

  StatusCode(Service service, int code, Category category, boolean retry, String meaning) {
    this(service, code, code, category, retry, meaning);
  }

  StatusCode(
      Service service, int first, int last, Category category, boolean retry, String meaning) {
    this.service = service;
    this.first = first;
    this.last = last;
    this.category = category;
    this.retry = retry;
    this.meaning = meaning;
  }

  /**
   * The row of a code as this service uses it; nothing for codes that the standard does not define.
   */
  public static Optional<StatusCode> of(Service service, int code) {
    return Arrays.stream(values())
        .filter(row -> row.holds(code) && (row.service == service || row.service == Service.ALL))
        .findFirst();
  }

  /** Some service's row of this code says that the same request may succeed later. */
  static boolean mayRetry(int code) {
    return Arrays.stream(values()).anyMatch(row -> row.retry && row.holds(code));
  }

  private boolean holds(int code) {
    return first <= code && code <= last;
  }

  public Service service() {
    return service;
  }

  /** The code, or the first one of the range. */
  public int code() {
    return first;
  }

  /** The last code of the range. */
  public int lastCode() {
    return last;
  }

  public Category category() {
    return category;
  }

  /** The same request may succeed later: the reason is the peer's circumstances, not the object. */
  public boolean retry() {
    return retry;
  }

  /** For people, such as {@code refused: out of resources}. */
  public String meaning() {
    return meaning;
  }
}
