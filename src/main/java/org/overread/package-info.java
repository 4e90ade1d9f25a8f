/**
 * Overread: a DICOM node that sends the right studies to a second reader. {@code Overread} holds
 * {@code main} and {@code wire}, the product on one page.
 *
 * <p>The packages in the order in which a study travels; {@code PackageDependenciesTest} holds what
 * each may use.
 *
 * <table>
 *   <caption>The way of a study</caption>
 *   <tr><th>Package</th><th>Job</th></tr>
 *   <tr><td>{@code network}</td><td>bind ports, open connections, close in order</td></tr>
 *   <tr><td>{@code network.pdu}</td><td>PS3.8 PDUs as records, and their bytes</td></tr>
 *   <tr><td>{@code network.dimse}</td><td>DIMSE messages, command sets and statuses</td></tr>
 *   <tr><td>{@code network.association}</td><td>run one association by PS3.8 Table 9-10</td></tr>
 *   <tr><td>{@code network.mllp}</td><td>HL7 messages over TCP, both ways</td></tr>
 *   <tr><td>{@code network.service}</td><td>the meeting point between network and program</td></tr>
 *   <tr><td>{@code services}</td><td>answer C-STORE, C-FIND and HL7 with the right status</td></tr>
 *   <tr><td>{@code archive}</td><td>keep instances so that "stored" is true after a power cut</td></tr>
 *   <tr><td>{@code study}</td><td>know what has arrived, and when a study is complete</td></tr>
 *   <tr><td>{@code report}</td><td>turn SR, PDF or HL7 into sections and sentences with positions</td></tr>
 *   <tr><td>{@code findings}</td><td>find concept mentions and assert each: who, when, how certain</td></tr>
 *   <tr><td>{@code context}</td><td>what is known besides: reader, earlier studies, opt-out</td></tr>
 *   <tr><td>{@code rules}</td><td>decide, with evidence, from facts alone</td></tr>
 *   <tr><td>{@code routing}</td><td>choose the reading group</td></tr>
 *   <tr><td>{@code request}</td><td>remember decision, request, documents and deliveries</td></tr>
 *   <tr><td>{@code forward}</td><td>one attempt to deliver; say what happened</td></tr>
 *   <tr><td>{@code flow}</td><td>the steps in order, each durable</td></tr>
 *   <tr><td colspan="2">under them</td></tr>
 *   <tr><td>{@code dicom}</td><td>data sets, VRs, transfer syntaxes, character sets, Part 10 files</td></tr>
 *   <tr><td>{@code hl7}</td><td>HL7 v2 messages and acknowledgements, not their meaning</td></tr>
 *   <tr><td>{@code database}</td><td>open H2 or PostgreSQL, migrate, run a transaction</td></tr>
 *   <tr><td>{@code work}</td><td>keep work that is due, claim it by lease, retry it</td></tr>
 *   <tr><td colspan="2">at the edge</td></tr>
 *   <tr><td>{@code config}</td><td>conf/ to immutable records, or a full list of mistakes</td></tr>
 *   <tr><td>{@code admin}</td><td>commands and HTTP interface for the PACS administrator</td></tr>
 *   <tr><td>{@code trial}</td><td>rules on trial: one case, back-test, score</td></tr>
 *   <tr><td>{@code demo}</td><td>the main job on made-up studies</td></tr>
 * </table>
 *
 * <p><b>Why a rehearsal before the port opens?</b> The code of C-STORE is compiled after 200 calls,
 * so the first instances after a start cost three times the CPU of later ones, and a sender with
 * short time limits meets the node at its slowest. {@link org.overread.Rehearsal} stores invented
 * instances beside the start of the rest. Measured with storescu, 800 instances of 512 KiB right
 * after the start, on cores that others kept busy: 1.8 to 2.3 ms of user time each without, 0.8
 * with; 0.8 s of CPU more per start. Look again when a Java with stored compiled code is the floor.
 */
package org.overread;
