/**
 * Opens the database, applies migrations, runs transactions: H2 in a file, or PostgreSQL (one node
 * per database: each node has its own archive).
 *
 * <p>Main types: {@link org.overread.database.Database}, {@link org.overread.database.Transaction},
 * {@link org.overread.database.Row}. It must not contain a table of ours or a domain word. SQL text
 * is in classes named {@code ...Table}, and runs on both.
 *
 * <p><b>Why three kinds of commit?</b> H2 writes commits out by a timer, or at each commit with
 * {@code WRITE_DELAY=0}, and forces its file only on {@code CHECKPOINT SYNC}. {@code
 * inRebuildableTransaction} may be lost with the process; {@code inTransaction} survives kill -9
 * (it writes out when it has changed something); {@code durably} survives a power cut. PostgreSQL
 * does the last always.
 *
 * <p><b>Why keep prepared statements with their connection?</b> H2 keeps the plans of the last few
 * texts of a session only, and an instance needs more than those. The gain was within the noise of
 * the machine; look again when parsing shows in a profile.
 *
 * <p><b>Why H2 2.3.232 and not 2.5.252?</b> Rows that a transaction had changed when the process
 * was killed stayed locked for ever in 2.5.252: a start, or the completion of a study, spun without
 * end within 30 to 100 kills of {@code CrashIT}. 2.3.232 went through the same kills. Look again
 * with each new version: the crash test decides.
 *
 * <p><b>Why do refusals of a row lose the message of the driver?</b> Both drivers quote the values
 * of the row, which are a patient's, and exceptions are logged. SQLSTATE and stack stay.
 *
 * <p><b>Why 60 lines of migrations and no library?</b> They are applied in order, once, each in a
 * transaction: nothing else is needed.
 */
package org.overread.database;
