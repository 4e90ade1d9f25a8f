package org.overread.network.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PS3.8 Table 9-10 against a second listing, which goes by state and names the odd ones out. */
class TransitionTableTest {

  /**
   * PDUs that may arrive in any state: AC, RJ, RQ, P-DATA, release RQ and RP, and bytes that are
   * none.
   */
  private static final String ANY_PDU = "3,4,6,10,12,13,19";

  /** State, then events and their action. What is named first holds. */
  private static final List<String> LISTING =
      List.of(
          "1: 1 AE-1; 5 AE-5",
          "2: 6 AE-6; " + ANY_PDU + " AA-1; 16 AA-2; 17 AA-5; 18 AA-2",
          "3: 7 AE-7; 8 AE-8; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "4: 2 AE-2; 15 AA-2; 17 AA-4",
          "5: 3 AE-3; 4 AE-4; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "6: 9 DT-1; 10 DT-2; 11 AR-1; 12 AR-2; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "7: 10 AR-6; 12 AR-8; 13 AR-3; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "8: 9 AR-7; 14 AR-4; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "9: 14 AR-9; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "10: 13 AR-10; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "11: 13 AR-3; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "12: 14 AR-4; 15 AA-1; 16 AA-3; 17 AA-4; " + ANY_PDU + " AA-8",
          "13: 6,19 AA-7; " + ANY_PDU + " AA-6; 16 AA-2; 17 AR-5; 18 AA-2");

  /** Tables 9-6 to 9-9: each action leads to one state, two of them to a choice. */
  private static final String NEXT =
      "AE-1 4; AE-2 5; AE-3 6; AE-4 1; AE-5 2; AE-6 3 13; AE-7 6; AE-8 13; DT-1 6; DT-2 6; "
          + "AR-1 7; AR-2 8; AR-3 1; AR-4 13; AR-5 1; AR-6 7; AR-7 8; AR-8 9 10; AR-9 11; AR-10 12; "
          + "AA-1 13; AA-2 1; AA-3 1; AA-4 1; AA-5 1; AA-6 13; AA-7 13; AA-8 13";

  private static Map<String, String> listing() {
    Map<String, String> next = new HashMap<>();
    for (String action : NEXT.split("; ")) {
      next.put(action.split(" ")[0], action.substring(action.indexOf(' ') + 1));
    }
    Map<String, String> cells = new HashMap<>();
    for (String row : LISTING) {
      String state = row.split(": ")[0];
      for (String entry : row.split(": ")[1].split("; ")) {
        String action = entry.split(" ")[1];
        for (String event : entry.split(" ")[0].split(",")) {
          cells.putIfAbsent(state + " " + event, action + " " + next.get(action));
        }
      }
    }
    return cells;
  }

  static Stream<Arguments> cells() {
    Map<String, String> listing = listing();
    return Arrays.stream(State.values())
        .flatMap(
            state ->
                Arrays.stream(Event.values())
                    .map(
                        event ->
                            Arguments.of(
                                state,
                                event,
                                listing.getOrDefault(
                                    state.number() + " " + event.number(), "empty"))));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("cells")
  void ul65ul66ul67ul68ul69EveryCellIsThatOfTheStandard(State state, Event event, String expected) {
    String cell = TransitionTable.of(state, event).map(TransitionTableTest::text).orElse("empty");
    assertThat(cell).isEqualTo(expected);
  }

  @Test
  void hasTheStandards123FilledCells() {
    List<TransitionTable.Transition> filled = new ArrayList<>();
    for (State state : State.values()) {
      for (Event event : Event.values()) {
        TransitionTable.of(state, event).ifPresent(filled::add);
      }
    }
    assertThat(filled).hasSize(123);
    assertThat(filled).extracting(TransitionTable.Transition::action).contains(Action.values());
  }

  @Test
  void statesEventsAndActionsAreWrittenAsInTheStandard() {
    assertThat(State.STA13).hasToString("Sta13");
    assertThat(Event.EVT1).hasToString("Evt1");
    assertThat(Action.AR_10).hasToString("AR-10");
  }

  private static String text(TransitionTable.Transition transition) {
    StringBuilder text = new StringBuilder(transition.action().toString());
    transition.next().forEach(state -> text.append(' ').append(state.number()));
    return text.toString();
  }
}
