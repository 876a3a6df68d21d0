package dev.weft.abi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a woven class, so that the weaver does not weave it twice. Not for use in source code.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Woven {
    /** {@return the version of the interface between woven code and runtime that the class was woven for} */
    int abi();

    /** {@return the version of the weaver; empty if it did not know it} */
    String by() default "";

    /** {@return the binary names of the frame classes that were generated for the class} */
    String[] frames() default {};
}
