package org.overread.network.association;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PS3.8 Table 9-10, read once from {@code table-9-10.txt}, which is laid out as the standard prints
 * it. An empty cell is an event that this state cannot meet.
 */
public final class TransitionTable {

  private static final String RESOURCE = "table-9-10.txt";
  private static final String EMPTY_CELL = "-";
  private static final Map<State, Map<Event, Transition>> TABLE = load();

  /**
   * A filled cell.
   *
   * @param action what to do
   * @param next the state after it; two where the action decides (AE-6: Sta3 if it passes the
   *     request on, Sta13 if it rejects; AR-8: Sta9 for the requestor of the association, Sta10 for
   *     its acceptor), in the standard's order
   */
  public record Transition(Action action, List<State> next) {
    public Transition {
      next = List.copyOf(next);
    }
  }

  private TransitionTable() {}

  /** The cell, or nothing if the standard leaves it empty. */
  public static Optional<Transition> of(State state, Event event) {
    return Optional.ofNullable(TABLE.get(state).get(event));
  }

  private static Map<State, Map<Event, Transition>> load() {
    Map<State, Map<Event, Transition>> table = new EnumMap<>(State.class);
    for (State state : State.values()) {
      table.put(state, new EnumMap<>(Event.class));
    }
    try (InputStream in = TransitionTable.class.getResourceAsStream(RESOURCE)) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      List<String[]> rows =
          lines
              .lines()
              .filter(line -> line.startsWith("Evt"))
              .map(line -> line.trim().split("\\s+"))
              .toList();
      for (String[] row : rows) {
        Event event = Event.valueOf(row[0].toUpperCase(Locale.ROOT));
        for (State state : State.values()) {
          String cell = row[state.number()];
          if (!cell.equals(EMPTY_CELL)) {
            table.get(state).put(event, transition(cell));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** A cell such as {@code AE-6/3|13}: action, then the numbers of the next states. */
  private static Transition transition(String cell) {
    String[] parts = cell.split("/");
    List<State> next =
        Arrays.stream(parts[1].split("\\|")).map(number -> State.valueOf("STA" + number)).toList();
    return new Transition(Action.valueOf(parts[0].replace('-', '_')), next);
  }
}
