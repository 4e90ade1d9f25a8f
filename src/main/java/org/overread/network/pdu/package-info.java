/**
 * The seven PDUs of the upper layer (PS3.8 9.3) as a closed family of records, {@link
 * org.overread.network.pdu.Pdu}, and their bytes: {@link org.overread.network.pdu.PduDecoder} reads
 * one connection, {@link org.overread.network.pdu.PduEncoder} writes. The only classes that see PDU
 * bytes.
 *
 * <p>Must not contain the state of an association, negotiation, limits of peers, or anything of
 * DIMSE: a PDV is handed on without being looked into. What the standard calls invalid ends here in
 * one {@link org.overread.network.pdu.PduException}; what is valid but not wanted (protocol
 * version, application context, unknown title, context that was not agreed) is decided in {@code
 * network.association}.
 *
 * <h2>Why is a P-DATA-TF PDU not one value?</h2>
 *
 * A peer may announce PDUs of 1 MiB, and 32 associations would hold 32 of them before the first
 * byte reaches the disk. So each read gives one slice for each PDV that it touches. Measured (one
 * core, reads from memory, data sets of 512 KiB): with PDUs and reads of 16 KiB, the worst of nine
 * cases, a taker that copies each slice got 43 GB/s, otherwise about 50: the copying is all there
 * is. Look again if a profile shows the slices.
 *
 * <h2>Why not Netty's LengthFieldBasedFrameDecoder or ByteToMessageDecoder?</h2>
 *
 * Both gather a frame before they give it on, and merge reads into one growing buffer by copying.
 * This decoder keeps six bytes of header, and of A-ASSOCIATE what has arrived. It is also
 * independent of autoRead: it never calls read().
 *
 * <h2>Why are odd context IDs, 128 contexts and the UID alphabet judged here?</h2>
 *
 * They are faults of the PDU itself (A-ABORT 2/6), not questions to negotiate. Implementation class
 * UID and version name are the exception: they are for people to read, and peers exist that write
 * nonsense there. DCMTK's storescp takes even IDs and dcm4che's stgcmtscu sends one; look again
 * when such a peer has to be served.
 *
 * <h2>Why is an unknown item an error and an unknown sub-item of user information not?</h2>
 *
 * PS3.8 D.2 tells us to skip unknown sub-items; it reserves their types for growth. It says nothing
 * of the kind for the items of 9.3.2, where A-ABORT has a reason of its own, unrecognized PDU
 * parameter. No peer is known to send one.
 */
package org.overread.network.pdu;
