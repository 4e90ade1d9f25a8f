package org.overread.forward;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.v25.message.ORM_O01;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overread.network.MllpRequestor;
import org.overread.request.DeliveryState;
import org.overread.request.InstanceAnswer;
import org.overread.request.OrderMessageBuilder;
import org.overread.request.Purpose;
import org.overread.routing.OrderPort;
import org.overread.routing.ReadingGroup;
import org.overread.testing.CaseRig;
import org.overread.testing.Hapi;
import org.overread.testing.RequestContents;
import org.overread.testing.Studies;

/** Orders over MLLP to HAPI's server. */
class OrderSenderIT {
  private final MllpRequestor requestor =
      new MllpRequestor(Duration.ofSeconds(5), Duration.ofSeconds(20));
  private final HapiContext context = Hapi.context();
  private final Worklist worklist = new Worklist();
  private HL7Service service;
  private ReadingGroup group;

  /** Remembers orders by number; an order it has cannot be placed again. */
  private static final class Worklist implements ReceivingApplication<Message> {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public Message processMessage(Message message, Map<String, Object> metadata)
        throws HL7Exception {
      Terser order = new Terser((ORM_O01) message);
      String line = order.get("/ORDER/ORC-1") + " " + order.get("/ORDER/ORC-2-1");
      boolean known = heard.contains(line);
      heard.add(line);
      try {
        return known
            ? message.generateACK(AcknowledgmentCode.AR, new HL7Exception("known"))
            : message.generateACK();
      } catch (IOException e) {
        throw new HL7Exception(e);
      }
    }

    @Override
    public boolean canProcess(Message message) {
      return true;
    }
  }

  @BeforeEach
  void open() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    service = context.newServer(port, false);
    service.registerApplication("ORM", "O01", worklist);
    service.startAndWait();
    group =
        CaseRig.group("msk", "MSK_READ", 104)
            .withOrders(new OrderPort("127.0.0.1", port, "READ", "MSK"));
  }

  @AfterEach
  void close() throws IOException {
    requestor.close();
    service.stopAndWait();
    context.close();
  }

  private InstanceAnswer send(Purpose purpose) {
    byte[] message =
        OrderMessageBuilder.build(
            RequestContents.of(Studies.mrKnee(1, 2), purpose, 1, Optional.empty(), false),
            group.orders().orElseThrow(),
            false);
    return new OrderSender(requestor).send(group, message);
  }

  @Test
  void anOrderAndItsCancellationAreSentWhenTheServerHasThem() {
    assertThat(send(Purpose.REQUEST).state()).isEqualTo(DeliveryState.SENT);
    assertThat(send(Purpose.WITHDRAWAL).state()).isEqualTo(DeliveryState.SENT);
    assertThat(worklist.heard).containsExactly("NW OVR17", "CA OVR17");
  }

  @Test
  void whatTheServerRejectsIsRefusedWithItsReason() {
    send(Purpose.REQUEST);

    InstanceAnswer second = send(Purpose.REQUEST);

    assertThat(second.state()).isEqualTo(DeliveryState.REFUSED);
    assertThat(second.comment()).startsWith("AR");
  }

  @Test
  void aPortThatIsClosedIsTriedAgain() {
    service.stopAndWait();

    assertThat(send(Purpose.REQUEST).state()).isEqualTo(DeliveryState.PENDING);
  }
}
