package org.overread.network.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Uid;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.Pdu;
import org.overread.network.pdu.PresentationContextAc;
import org.overread.network.pdu.PresentationContextAc.Result;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.pdu.UserInformation;
import org.overread.network.pdu.UserInformation.AsyncOperations;
import org.overread.network.pdu.UserInformation.ExtendedNegotiation;
import org.overread.network.pdu.UserInformation.RoleSelection;
import org.overread.network.pdu.UserInformation.UserIdentity;
import org.overread.network.service.AssociationInfo;
import org.overread.testing.NetworkStandIns;

class NegotiatorTest {
  private static final int RECEIVE_MAX = 65_536;
  private static final String SYNTAX = Uid.ExplicitVRLittleEndian;

  private static PresentationContextRq context(int id, String abstractSyntax, String... syntaxes) {
    return new PresentationContextRq(id, abstractSyntax, List.of(syntaxes));
  }

  private static Pdu answer(UserInformation information, PresentationContextRq... contexts) {
    AAssociateRq request =
        new AAssociateRq(
            1,
            "OVERREAD",
            "PACS",
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(contexts),
            information);
    AssociationInfo info =
        new AssociationInfo(1, "PACS", "OVERREAD", InetAddress.getLoopbackAddress(), "", "");
    return Negotiator.answer(request, info, new NetworkStandIns(), RECEIVE_MAX);
  }

  private static UserInformation plain() {
    return UserInformation.ours(16_384, "1.2.3", "PEER");
  }

  @Test
  void ul25AnswersEveryContextOnceWithItsId() {
    AAssociateAc answer =
        (AAssociateAc)
            answer(
                plain(),
                context(1, Uid.Verification, SYNTAX),
                context(5, "1.3.99", SYNTAX),
                context(255, Uid.MRImageStorage));
    assertThat(answer.presentationContexts())
        .extracting(PresentationContextAc::id)
        .containsExactly(1, 5, 255);
    assertThat(answer.presentationContexts())
        .extracting(PresentationContextAc::result)
        .containsExactly(
            Result.ACCEPTANCE,
            Result.ABSTRACT_SYNTAX_NOT_SUPPORTED,
            Result.TRANSFER_SYNTAXES_NOT_SUPPORTED);
  }

  @Test
  void ul29AnswersTheSameAbstractSyntaxInSeveralContextsEachOnItsOwn() {
    AAssociateAc answer =
        (AAssociateAc)
            answer(
                plain(),
                context(1, Uid.MRImageStorage, SYNTAX),
                context(3, Uid.MRImageStorage, Uid.JPEGLossless));
    assertThat(answer.presentationContexts())
        .extracting(PresentationContextAc::transferSyntax)
        .containsExactly(SYNTAX, Uid.JPEGLossless);
  }

  @Test
  void ul30AcceptsTheAssociationEvenWhenNoContextIsAcceptable() {
    AAssociateAc none = (AAssociateAc) answer(plain(), context(1, "1.3.99", SYNTAX));
    assertThat(none.presentationContexts()).noneMatch(PresentationContextAc::isAccepted);
    assertThat(((AAssociateAc) answer(plain())).presentationContexts()).isEmpty();
  }

  @Test
  void ul24Accepts128ContextsAndAbortsOnOneMore() {
    List<PresentationContextRq> contexts = new ArrayList<>();
    for (int id = 1; id <= 255; id += 2) {
      contexts.add(context(id, Uid.Verification, SYNTAX));
    }
    assertThat(answer(plain(), contexts.toArray(PresentationContextRq[]::new)))
        .isInstanceOf(AAssociateAc.class);
    contexts.add(context(257, Uid.Verification, SYNTAX));
    assertThat(answer(plain(), contexts.toArray(PresentationContextRq[]::new)))
        .isEqualTo(AAbort.INVALID_PDU_PARAMETER_VALUE);
  }

  @Test
  void ul33AnnouncesOurOwnMaximumLengthWhateverThePeerSays() {
    UserInformation ours = ((AAssociateAc) answer(plain())).userInformation();
    assertThat(ours.maximumLength()).hasValue(RECEIVE_MAX);
    assertThat(ours.implementationClassUid()).isNotEmpty();
  }

  @Test
  void ul34RejectsAMaximumLengthThatCarriesNoData() {
    assertThat(answer(UserInformation.ours(7, "1.2.3", ""))).isEqualTo(AAssociateRj.NO_REASON);
    assertThat(answer(UserInformation.ours(8, "1.2.3", ""))).isInstanceOf(AAssociateAc.class);
    assertThat(answer(UserInformation.ours(0, "1.2.3", ""))).isInstanceOf(AAssociateAc.class);
  }

  @Test
  void ul39Ul42Ul44Ul47AnswersOptionalItemsOnlyWithWhatExists() {
    UserInformation asked =
        new UserInformation(
            OptionalLong.empty(),
            "",
            "",
            Optional.of(new AsyncOperations(0, 8)),
            List.of(
                new RoleSelection(Uid.MRImageStorage, true, true),
                new RoleSelection(Uid.CTImageStorage, true, true)),
            List.of(new ExtendedNegotiation(Uid.MRImageStorage, List.of((byte) 1))),
            Optional.of(new UserIdentity(1, true)));
    AAssociateAc answer = (AAssociateAc) answer(asked, context(1, Uid.MRImageStorage, SYNTAX));
    assertThat(answer.userInformation().asyncOperations()).contains(new AsyncOperations(1, 1));
    assertThat(answer.userInformation().roleSelections())
        .containsExactly(new RoleSelection(Uid.MRImageStorage, true, false));
    assertThat(answer.userInformation().extendedNegotiations()).isEmpty();
    assertThat(((AAssociateAc) answer(plain())).userInformation().asyncOperations()).isEmpty();
  }
}
