/**
 * Opens the database, applies migrations, runs transactions: H2 in a file, or PostgreSQL that
 * several nodes share.
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
 * <p><b>Why no cache of prepared statements?</b> H2 keeps the last parsed queries of a session and
 * the PostgreSQL driver the last 256 statements; a cache of ours would repeat them. Look again when
 * parsing shows in a profile.
 *
 * <p><b>Why 60 lines of migrations and no library?</b> They are applied in order, once, each in a
 * transaction: nothing else is needed.
 */
package org.overread.database;
