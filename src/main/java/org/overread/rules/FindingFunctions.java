package org.overread.rules;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** The functions that {@link FindingQueries} puts into conditions; nobody can write them. */
final class FindingFunctions {
  private static final CelType FINDING = Conditions.type(FactField.Subject.FINDING);
  private static final ListType FINDINGS = ListType.create(FINDING);

  static final ImmutableList<CelFunctionDecl> DECLARATIONS =
      ImmutableList.of(
          CelFunctionDecl.newFunctionDeclaration(
              FindingQueries.AMONG,
              CelOverloadDecl.newGlobalOverload(
                  "findings_among", FINDINGS, SimpleType.INT, FINDINGS)),
          CelFunctionDecl.newFunctionDeclaration(
              FindingQueries.ALL,
              CelOverloadDecl.newGlobalOverload("findings_all", FINDINGS, FINDINGS)),
          CelFunctionDecl.newFunctionDeclaration(
              FindingQueries.TESTED,
              CelOverloadDecl.newGlobalOverload(
                  "finding_tested",
                  SimpleType.BOOL,
                  SimpleType.INT,
                  FINDING,
                  FINDING,
                  SimpleType.BOOL)));

  static final List<CelFunctionBinding> BINDINGS =
      List.of(
          CelFunctionBinding.from(
              "findings_among",
              Long.class,
              List.class,
              (query, findings) -> ((FindingLog) findings).among(query.intValue())),
          CelFunctionBinding.from(
              "findings_all", List.class, findings -> ((FindingLog) findings).all()),
          CelFunctionBinding.from(
              "finding_tested",
              List.<Class<?>>of(Long.class, Object.class, Object.class, Boolean.class),
              FindingFunctions::tested));

  private FindingFunctions() {}

  private static boolean tested(Object[] arguments) {
    FindingLog.View finding = (FindingLog.View) arguments[1];
    return finding
        .log()
        .tested(
            ((Long) arguments[0]).intValue(),
            finding,
            (FindingLog.View) arguments[2],
            (Boolean) arguments[3]);
  }
}
