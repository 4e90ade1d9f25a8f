/**
 * What an administrator sees of the node: an HTTP interface and a command line.
 *
 * <p>{@link org.overread.admin.NodeOperations} is what both need of the node; {@code LiveNode}
 * answers it from the running parts. {@link org.overread.admin.AdminServer} serves it as JSON;
 * {@link org.overread.admin.OverreadCommand} holds the commands, most of which ask that server.
 * Must not contain: logic that the node does not run itself; SQL.
 *
 * <h2>Why a token in a file?</h2>
 *
 * Whoever can read the file as the node's user can change its data anyway; no password needs to be
 * made up or stored. Reads that quote a study need it too, because a loopback port is open to every
 * user of the machine. Look again with the web console.
 *
 * <h2>Why is the client the JDK's and not Armeria's?</h2>
 *
 * A command starts a JVM for one request. Measured on 2 busy cores, first request answered after
 * the start of the JVM: Armeria's WebClient 1.7 s, java.net.http 0.7 s. The server stays Armeria's.
 * Look again when commands keep a session.
 *
 * <h2>Why are the JSON records plain texts and numbers?</h2>
 *
 * Records with texts, numbers, lists and maps need no Jackson module, neither here nor in a script
 * that reads them; times are ISO 8601. Look again when a field needs more.
 *
 * <h2>Why are metrics computed when they are asked for?</h2>
 *
 * The status report and the scrape show the same figures from the same place; nothing is counted
 * twice on the way of an image. Look again when a report takes longer than 100 ms.
 *
 * <h2>Why do the commands of rules read files and not the node?</h2>
 *
 * {@code rules check}, {@code try}, {@code backtest} and {@code score} answer before a rule is
 * taken into use, also where no node runs. They load no class of Armeria, Netty or the database.
 * Measured on 2 busy cores without class data archive: {@code rules score} of 120 reports 1.2 s,
 * {@code rules try} 2.0 s; a back-test of 100,000 reports of 1,100 characters 168 s with -Xmx128m.
 * Look again when a back-test of the node's own studies is wanted.
 */
package org.overread.admin;
