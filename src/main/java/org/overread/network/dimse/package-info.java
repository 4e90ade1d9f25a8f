/**
 * DIMSE messages (PS3.7): {@link org.overread.network.dimse.CommandSet} is group 0000 of one
 * message and its bytes, {@link org.overread.network.dimse.CommandField} says which message it is,
 * {@link org.overread.network.dimse.Status} how a request ended, {@link
 * org.overread.network.dimse.StatusCode} is the one table of status codes. Requests that services
 * are given are records: {@link org.overread.network.dimse.CStoreRq}, {@link
 * org.overread.network.dimse.CFindRq}.
 *
 * <p>Must not contain Netty types, presentation contexts, data sets, or which message may come
 * when.
 *
 * <h2>Why does a command set not use the data set classes of {@code dicom}?</h2>
 *
 * It is always Implicit VR Little Endian, flat, of one group and a few hundred bytes, and its
 * reader has to be lenient where that of data sets is not (order, wrong group length, repeated
 * elements). A map from tag to bytes is all it takes.
 *
 * <h2>Why is a wrong SOP Instance UID not refused on decoding?</h2>
 *
 * The peer must get a C-STORE-RSP that says what is wrong (0117), not an abort that it repeats for
 * ever. Only what a response itself needs is required: Command Field, Message ID, Data Set Type,
 * and the SOP class.
 *
 * <h2>Why is a retry decided by the status alone?</h2>
 *
 * A7xx, 0110 and 0213 speak of the peer's circumstances, all others of the object or of what was
 * agreed: sending the same bytes again gives the same answer. DCMTK 3.6.7 answers A700 to an empty
 * data set, where a retry is in vain; the count of attempts bounds that. Look again if a site shows
 * a peer that differs.
 */
package org.overread.network.dimse;
