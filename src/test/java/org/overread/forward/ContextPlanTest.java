package org.overread.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Uid;
import org.overread.network.service.ProposedContext;
import org.overread.study.InstanceRow;

class ContextPlanTest {
  private static final String EXPLICIT = Uid.ExplicitVRLittleEndian;
  private static final String IMPLICIT = Uid.ImplicitVRLittleEndian;

  @Test
  void fwd03EachPairHasAContextOfItsOwnAndEachClassTheUncompressedSyntaxes() {
    List<ContextPlan.Batch> batches =
        ContextPlan.of(
            List.of(row("CT", EXPLICIT), row("CT", "JPEG"), row("MR", "JPEG"), row("CT", "JPEG")));

    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).contexts())
        .containsExactly(
            new ProposedContext("CT", List.of(EXPLICIT)),
            new ProposedContext("CT", List.of("JPEG")),
            new ProposedContext("CT", List.of(IMPLICIT)),
            new ProposedContext("MR", List.of("JPEG")),
            new ProposedContext("MR", List.of(EXPLICIT, IMPLICIT)));
    assertThat(batches.get(0).instances()).hasSize(4);
  }

  @Test
  void fwd03SixtyFourClassesOfOneSyntaxFitOneAssociationAndSixtyFiveDoNot() {
    assertThat(ContextPlan.of(classes(64))).hasSize(1);

    List<ContextPlan.Batch> batches = ContextPlan.of(classes(65));
    assertThat(batches).hasSize(2).allMatch(batch -> batch.contexts().size() <= 128);
    assertThat(batches.stream().mapToInt(batch -> batch.instances().size()).sum()).isEqualTo(65);
  }

  @Test
  void oneClassInMoreSyntaxesThanContextsIsSplit() {
    List<InstanceRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(row("CT", "1.2." + i));
    }

    List<ContextPlan.Batch> batches = ContextPlan.of(rows);

    assertThat(batches).hasSize(3).allMatch(batch -> batch.contexts().size() <= 128);
    assertThat(batches.stream().mapToInt(batch -> batch.instances().size()).sum()).isEqualTo(300);
  }

  @Test
  void nothingToSendNeedsNoAssociation() {
    assertThat(ContextPlan.of(List.of())).isEmpty();
  }

  private static List<InstanceRow> classes(int count) {
    List<InstanceRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row("1.2.3." + i, EXPLICIT));
    }
    return rows;
  }

  private static InstanceRow row(String sopClass, String syntax) {
    return new InstanceRow(1, 1, "1.2", "1.3", "1.4", sopClass, syntax, 1, 16, "PACS", "10.0.0.1");
  }
}
