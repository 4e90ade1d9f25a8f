package org.overread.testing;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;

/** HAPI HL7v2, which else writes its last message number to a file in the working directory. */
public final class Hapi {
  private Hapi() {}

  public static HapiContext context() {
    HapiContext context = new DefaultHapiContext();
    context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
    return context;
  }
}
