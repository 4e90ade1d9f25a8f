package org.overread.network.association;

/** A presentation context both sides agreed on (PS3.8 9.3.3.2). */
record AcceptedContext(int id, String abstractSyntax, String transferSyntax) {}
