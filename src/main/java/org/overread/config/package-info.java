/**
 * Reads {@code conf/} and gives immutable records, or every mistake at once.
 *
 * <p>{@link org.overread.config.ConfigurationReader} is the entrance; {@code KnownKeys} is the one
 * place for keys, types, defaults and help texts; {@link org.overread.config.Configuration} is the
 * result. Records of settings live in the packages that use them. Must not contain: binding of
 * ports, creation of folders, use by anyone but {@code Overread} and {@code admin}.
 *
 * <h2>Why does a mistake stop the start?</h2>
 *
 * A misspelled {@code dicom.max-asociations} is a limit that is not there, found when it is needed.
 * Nothing is repaired and no default replaces a bad value. Look again when settings can be changed
 * while the node runs.
 *
 * <h2>Why an own scan for lines beside Commons Configuration?</h2>
 *
 * Its layout object keeps comments but no line numbers. The scan follows the same rules for
 * continued lines; a test compares the keys both find. Look again when Commons Configuration tells
 * positions.
 *
 * <h2>Why no {@code include} and only {@code ${env:NAME}}?</h2>
 *
 * What a node does should stand in one file that one command can check; of Commons Configuration's
 * look-ups some open files and URLs. The environment is enough to keep a password out of the file.
 * Look again when sites share settings.
 */
package org.overread.config;
