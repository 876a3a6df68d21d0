package dev.weft.abi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put on a class by the weaver when it has been woven, so that it is not woven twice. Not for use
 * in source code.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Woven {
    /** The version of the interface between woven code and runtime that the class was woven for. */
    int abi();

    /** The binary names of the frame classes that were generated for the class. */
    String[] frames() default {};
}
