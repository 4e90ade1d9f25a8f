package org.overread.report;

/** Where an order stands (ORC-1, Table 0119). The names are stored. */
public enum OrderStatus {
  /** Placed or changed. */
  ACTIVE,
  CANCELLED
}
