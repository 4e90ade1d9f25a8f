package org.overread.network.service;

/** Whether a caller may come in; every refusal maps to one A-ASSOCIATE-RJ (PS3.8 Table 9-21). */
public enum Admission {
  ADMITTED,
  /** 1/1/7. */
  CALLED_AE_TITLE_NOT_RECOGNIZED,
  /** 1/1/3. */
  CALLING_AE_TITLE_NOT_RECOGNIZED,
  /** 2/3/1: shutting down, or the disk is below its reserve. */
  TEMPORARY_CONGESTION,
  /** 2/3/2. */
  LOCAL_LIMIT_EXCEEDED
}
