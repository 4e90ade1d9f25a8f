package org.overread.interop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests need these programs on the PATH ("pydicom" means a Python that can import it). Where
 * one is missing they are skipped with its name, or fail when the environment says
 * OVERREAD_REQUIRE_INTEROP=1.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("interop")
@ExtendWith(ToolsCondition.class)
public @interface RequiresTools {
  String[] value();
}
