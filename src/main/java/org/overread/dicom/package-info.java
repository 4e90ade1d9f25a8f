/**
 * DICOM data: data sets, value representations, transfer syntaxes, character sets, UIDs and Part 10
 * files (PS3.5, PS3.6, PS3.10). It reads and writes bytes, and knows nothing of where they come
 * from.
 *
 * <p>Main types: {@link org.overread.dicom.Attributes} of {@link org.overread.dicom.Element}s;
 * {@link org.overread.dicom.DataSetReader} and {@link org.overread.dicom.DataSetWriter} for a data
 * set held whole; {@link org.overread.dicom.HeaderReader} for one that passes by; {@link
 * org.overread.dicom.Part10} for files; {@link org.overread.dicom.SpecificCharacterSet} for text;
 * {@link org.overread.dicom.Dictionary} and {@link org.overread.dicom.Uids} for the tables of
 * PS3.6.
 *
 * <p>Must not contain: sockets, Netty, SQL, logging, the meaning of an attribute for a study or a
 * rule, pixel decoding, and a {@code toString} or exception message that shows a value: it may be
 * patient data.
 *
 * <p><b>Why one parser for files and streams?</b> The node judges an instance while it passes by,
 * and reads it again from disk. Two parsers would differ on some damaged object, and what was
 * acknowledged could not be read later. The parser is pushed, has no recursion, and is tested with
 * every chunking. Look again if a pulled reader is needed for speed.
 *
 * <p><b>Why does the header reader walk past Pixel Data?</b> A data set that is cut off must not be
 * acknowledged, and only the lengths tell. Native Pixel Data is one addition; encapsulated Pixel
 * Data costs one header for each fragment.
 *
 * <p><b>Why are values kept as bytes?</b> What we do not understand must be carried unchanged, and
 * most values are never asked for. Text is decoded when a caller asks, in the character set of its
 * data set.
 *
 * <p><b>Why does a first element of another syntax fail, when a later VR that is not two letters is
 * tolerated?</b> A wrong label makes every length wrong, and with luck still yields something. A
 * single damaged VR field can be read as implicit when its length fits, which is what senders that
 * mix both forms meant.
 */
package org.overread.dicom;
