package org.overread.study;

/** What the indexer remembers of a study between two instances. */
record StudyKey(long pk, PatientIdentity patient) {}
