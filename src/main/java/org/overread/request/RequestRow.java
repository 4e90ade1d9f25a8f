package org.overread.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Row;

/**
 * A row of table request.
 *
 * @param pk key
 * @param studyPk of its study
 * @param decisionPk the decision it was made for
 * @param readingGroup name of the group in the settings
 * @param level 1 most urgent to 5
 * @param choice why this group, line by line
 * @param state where it stands
 * @param reason why it stands there
 * @param createdAt when it was made
 * @param tryingSince first attempt of the present round
 * @param attempts attempts since one made progress
 * @param finishedAt when everything was sent, or the group was told that it was taken back
 */
public record RequestRow(
    long pk,
    long studyPk,
    long decisionPk,
    String readingGroup,
    int level,
    List<String> choice,
    RequestState state,
    String reason,
    Instant createdAt,
    Optional<Instant> tryingSince,
    int attempts,
    Optional<Instant> finishedAt) {

  static RequestRow of(Row row) {
    return new RequestRow(
        row.number("request_pk"),
        row.number("study_pk"),
        row.number("decision_pk"),
        row.string("reading_group"),
        row.integer("level"),
        CaseJson.readLines(row.string("choice")),
        RequestState.valueOf(row.string("state")),
        row.string("reason"),
        row.time("created_at").orElseThrow(),
        row.time("trying_since"),
        row.integer("attempts"),
        row.time("finished_at"));
  }
}
