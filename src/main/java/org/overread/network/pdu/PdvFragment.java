package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;

/**
 * A piece of a PDV (PS3.8 9.3.5.1), as it arrived. A PDV is given in one or more pieces; a PDV
 * without bytes in one empty piece. Whoever takes it releases {@link #data}.
 *
 * @param contextId presentation context ID
 * @param command bit 0 of the message control header: command set, not data set
 * @param last bit 1 of the message control header, set only on the last piece of such a PDV: the
 *     command set or data set ends here
 * @param data bytes of the fragment
 */
public record PdvFragment(int contextId, boolean command, boolean last, ByteBuf data)
    implements Pdu {
  @Override
  public PduType type() {
    return PduType.P_DATA_TF;
  }
}
