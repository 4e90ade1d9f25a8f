/**
 * Answers what peers ask of us, with the right status: C-STORE, C-FIND, HL7 messages, and who may
 * ask at all.
 *
 * <p>Main types: {@link org.overread.services.NodeServices} decides who comes in and what is
 * accepted; {@link org.overread.services.FindScp} answers queries. The way of a query: {@code
 * FindQuery} reads the identifier by the table of keys {@code FindKey}; each key becomes a {@code
 * KeyMatch}; {@code FindTable} asks the database by the coarse {@code Prefilter} of each match;
 * {@code FoundMatches} makes the exact match row by row; {@code FindResponse} writes the answer.
 * {@link org.overread.services.MessageReceiver} answers HL7 messages, {@link
 * org.overread.services.Inbox} keeps them, {@link org.overread.services.ReadMessage} reads them.
 * Must not contain: Netty, rules (the PACS does not wait for them).
 *
 * <p>Why are matches made twice? Databases differ in case, collation, LIKE and normal forms of
 * Unicode; the standard's matching does not. SQL narrows by conditions that may only be too wide,
 * {@code KeyMatch} decides. The rows let through in vain are few, because names have a folded
 * column. Look again when a key without a useful condition is asked for alone.
 *
 * <p>Why does a query wait for the index? C-STORE is answered before its row is there ({@link
 * org.overread.study} says why), and a sender that asks right after it must find its instance.
 * {@code FindWhenIndexed} waits for what was acknowledged before the query, milliseconds as a rule;
 * where the rows cannot be written it answers A700 and not "no match".
 *
 * <p>Why pages and not a cursor? A cursor keeps a connection and a transaction while a viewer
 * reads, and there are few connections. A page of 200 rows is chosen by key, so a study that
 * arrives meanwhile neither shifts nor repeats a match.
 *
 * <p>Why is the newest arrival first, not the newest Study Date? The primary key gives this order
 * without sorting, for any number of studies, and the study just received is what a query without
 * keys looks for here.
 *
 * <p>Measured with 200,000 studies (FindBenchTable; two shared cores): by study UID 0.2 ms on H2
 * and 0.4 ms on PostgreSQL, 500 newest 3 and 5 ms, with counts and modalities 13 and 8 ms. Look
 * again when viewers ask for thousands of matches at once.
 *
 * <p>Why is a range added to LIKE on H2? H2 reads the whole table for LIKE with a parameter.
 * Measured, a name by prefix: 776 ms among 200,000 studies without, 3 ms among 100,000 with it;
 * PostgreSQL needs 47 ms among 200,000 for its scan, and its collation forbids the same trick. A
 * modality that no series has is asked of its index before the page (0.2 ms; looked for in each of
 * 100,000 studies on H2: 0.5 to 2.6 s, inside the same statement too). A modality that only very
 * old studies have still takes that long on H2: look again when somebody asks for that alone.
 *
 * <p>Why is a reading group taken from its host only? An AE title is no secret, and who claims it
 * may query what was sent to the group. The name is looked up at each association, on its own
 * thread (Java keeps the answer for 30 s); a name without an address admits nobody and is logged. A
 * group that also calls from elsewhere gets a peer with its AE title and those hosts, who may then
 * also store. Look again when a group's viewers come from addresses that change.
 *
 * <p>Why 0124 for a caller that may not query? A700 would tell it to try again later. It only gets
 * there when it uses a context that was refused (PS3.7 Annex C.5.17); the contexts of C-FIND are
 * accepted by permission.
 *
 * <p>Why are keys above the level matched, and those below refused? With the unique keys above
 * given, matching another key of the same parent can only narrow, and viewers ask for it. A key
 * below the level has no single value in the answer: A900 says so, where silence would look like a
 * match (PS3.4 C.4.1.2.1).
 *
 * <p>Why is a message answered before it is read? The sender waits, and its next message with it;
 * reading may have to wait for other work. AA says that the bytes survive a power cut, and work in
 * the same commit says that they will be read. Messages of several connections share a commit.
 * Measured on two shared cores, H2 on disk, reports of 30 OBX, reading at the same time: 125
 * messages/s on one connection, 315 on 4, 326 to 426 on 8 (10,000 a minute are 167); read at 130/s.
 * Look again when a sender needs more than that lasting for hours.
 *
 * <p>Why does a message become AR only while others can be stored? A sender that gets AR drops the
 * message. When the database does not answer, every message is AE for as long as that lasts; only
 * one that fails alone, several times, is at fault itself (HL-07).
 *
 * <p>Why is one queue of work shared by all senders that no setting names? Each queue has a thread,
 * and MSH-3 is no secret: a stranger could make thousands. Order within a sender is kept all the
 * same (HL-12), as each always comes to the same of four queues.
 */
package org.overread.services;
