/**
 * HL7 v2 messages: reads and writes them, and makes and reads acknowledgements (HL7 v2.5.1 chapter
 * 2). It knows delimiters, escapes, character sets and the header, not what a segment means.
 *
 * <p>Main types: {@link org.overread.hl7.Hl7Message} of {@link org.overread.hl7.Segment}s of {@link
 * org.overread.hl7.Field}s; {@link org.overread.hl7.MessageBuilder}; {@link
 * org.overread.hl7.Acknowledgement}; {@link org.overread.hl7.Batch}. Must not contain: sockets,
 * framing bytes, logging, and a {@code toString} or exception message that shows a value.
 *
 * <p><b>Why not HAPI HL7v2?</b> It knows each version's structures and files what does not fit as
 * best it can. Reports in the field have bare {@code &} in their text, wrong character sets and
 * segments in odd places, and each of those must be read as it was meant, or be noted. HAPI is the
 * peer in our tests. Look again if a message with nested groups has to be written.
 *
 * <p><b>Why is a field split only when asked?</b> The same characters are components in a CWE and
 * text in an FT, and OBX-2 says which. The reader of OBX-5 knows; the parser does not.
 *
 * <p><b>Why is a line that is no segment added to the one before?</b> Some senders leave line feeds
 * in a report. Left out, half of the report would be missing and nobody would know; refused, the
 * whole. It is added with its line break, and the message notes it.
 *
 * <p><b>Why is a second MSH refused?</b> A sender that glues two messages would else give one
 * patient the report of another. {@link org.overread.hl7.Batch} takes them apart.
 *
 * <p><b>Why is the character set decided line by line?</b> One wrong byte in one OBX is no reason
 * to read the others otherwise than declared. CR is half of no character in any set of table 0211.
 */
package org.overread.hl7;
