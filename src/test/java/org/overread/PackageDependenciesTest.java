package org.overread;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the package table of {@code org.overread}: what a package uses and the table does not name
 * is a failure here.
 */
class PackageDependenciesTest {
  private static final String ROOT = "org.overread.";

  /** In the order of the flow; complete: what is absent is forbidden. */
  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("dicom", Set.of());
    MAY_USE.put("hl7", Set.of());
    MAY_USE.put("database", Set.of());
    MAY_USE.put("work", Set.of("database"));
    MAY_USE.put("network.pdu", Set.of("dicom"));
    MAY_USE.put("network.dimse", Set.of("dicom"));
    MAY_USE.put("network.service", Set.of("dicom", "hl7", "network.dimse"));
    MAY_USE.put(
        "network.association", Set.of("dicom", "network.pdu", "network.dimse", "network.service"));
    MAY_USE.put("network.mllp", Set.of("hl7", "network.service"));
    MAY_USE.put(
        "network",
        Set.of(
            "dicom",
            "hl7",
            "network.dimse",
            "network.service",
            "network.association",
            "network.mllp"));
    MAY_USE.put("archive", Set.of("dicom"));
    MAY_USE.put("study", Set.of("dicom", "archive", "database"));
    MAY_USE.put("report", Set.of("dicom", "hl7", "study", "database"));
    MAY_USE.put("findings", Set.of("report"));
    MAY_USE.put(
        "services",
        Set.of(
            "dicom",
            "hl7",
            "network.service",
            "network.dimse",
            "archive",
            "study",
            "report",
            "work",
            "database"));
    MAY_USE.put("rules", Set.of("dicom", "study", "report", "findings"));
    MAY_USE.put("routing", Set.of("dicom", "study", "rules"));
    MAY_USE.put(
        "request",
        Set.of("dicom", "hl7", "study", "report", "findings", "rules", "routing", "database"));
    MAY_USE.put(
        "forward",
        Set.of(
            "dicom",
            "hl7",
            "network",
            "network.service",
            "network.dimse",
            "archive",
            "study",
            "routing",
            "request"));
    MAY_USE.put("context", Set.of("study", "report", "rules", "routing", "request", "database"));
    MAY_USE.put("trial", Set.of("dicom", "hl7", "report", "findings", "rules", "routing"));
    MAY_USE.put(
        "flow",
        Set.of(
            "dicom",
            "archive",
            "study",
            "report",
            "services",
            "findings",
            "rules",
            "routing",
            "request",
            "context",
            "forward",
            "work",
            "database",
            "network.service",
            "network.dimse"));
    MAY_USE.put(
        "config",
        Set.of(
            "network",
            "network.mllp",
            "report",
            "database",
            "archive",
            "study",
            "services",
            "rules",
            "routing",
            "context",
            "forward",
            "flow",
            "network.service"));
    MAY_USE.put(
        "admin",
        Set.of(
            "config",
            "dicom",
            "network",
            "network.mllp",
            "network.association",
            "network.service",
            "network.dimse",
            "hl7",
            "archive",
            "study",
            "report",
            "findings",
            "services",
            "rules",
            "routing",
            "request",
            "forward",
            "flow",
            "trial",
            "work",
            "database"));
    MAY_USE.put(
        "demo",
        Set.of("dicom", "hl7", "network", "network.mllp", "network.service", "network.dimse"));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.overread");

  @Test
  void everyPackageIsInTheTableAndUsesOnlyWhatTheTableAllows() {
    Set<String> breaches = new TreeSet<>();
    for (JavaClass origin : CLASSES) {
      String from = packageOf(origin);
      if (from.isEmpty()) {
        continue; // Overread itself wires everything
      }
      if (!MAY_USE.containsKey(from)) {
        breaches.add("package " + from + " is missing in the table");
        continue;
      }
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith(ROOT)) {
          continue;
        }
        String to = packageOf(target);
        if (!to.equals(from) && !MAY_USE.get(from).contains(to)) {
          breaches.add(
              from
                  + " may not use "
                  + to
                  + ": "
                  + origin.getSimpleName()
                  + " -> "
                  + target.getSimpleName());
        }
      }
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("org.overread.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void librariesStayInTheRoomsTheyBelongTo() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.overread.network..")
        .or()
        .resideInAnyPackage("org.overread.network.service", "org.overread.network.dimse")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.overread.database")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "org.postgresql..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.overread.config")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.configuration2..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.overread.rules")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cel..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.overread", "org.overread.admin", "org.overread.demo")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.linecorp.armeria..", "io.micrometer..", "picocli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.overread.dicom..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void timeIsAParameter() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.overread.Overread")
        .and()
        .haveNameNotMatching("org\\.overread\\.demo\\..*")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(java.time.Clock.class, "systemDefaultZone")
        .check(CLASSES);
  }

  private static String packageOf(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }
}
