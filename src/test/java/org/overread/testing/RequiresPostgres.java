package org.overread.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests need the PostgreSQL that OVERREAD_TEST_POSTGRES names. Without it they are skipped, or
 * fail when the environment says OVERREAD_REQUIRE_INTEROP=1.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RequiresPostgres.Condition.class)
public @interface RequiresPostgres {

  /** Looks into the environment. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (System.getenv("OVERREAD_TEST_POSTGRES") != null) {
        return ConditionEvaluationResult.enabled("there is a PostgreSQL");
      }
      if ("1".equals(System.getenv("OVERREAD_REQUIRE_INTEROP"))) {
        throw new IllegalStateException(
            "OVERREAD_REQUIRE_INTEROP=1, but OVERREAD_TEST_POSTGRES is not set");
      }
      return ConditionEvaluationResult.disabled("OVERREAD_TEST_POSTGRES is not set");
    }
  }
}
