/**
 * What the text says: {@link org.overread.findings.Mention}s of the vocabulary's concepts, each
 * asserted on separate axes with the words that decided. Must not contain: rules, tables, what
 * follows from a finding.
 */
package org.overread.findings;
