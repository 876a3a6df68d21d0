package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Silences findings of the weaver on a method or a class, by their codes: {@code
 * @Allow("WEFT007")}. It exists because {@link SuppressWarnings} does not reach the class file.
 * @since 0.1
 */
@Documented
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Allow {
    /** {@return the codes of the findings to silence} */
    String[] value();
}
