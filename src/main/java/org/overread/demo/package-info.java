/**
 * The main job on made-up studies, end to end: {@link org.overread.demo.DemoCommand} starts a node
 * in a process of its own, a reading group, and plays the PACS. Must not contain anything the node
 * itself needs.
 *
 * <p><b>Why a process of its own?</b> The demo then runs what a hospital runs, start-up and clean
 * shutdown included, and asks it with the administrator's own commands.
 */
package org.overread.demo;
