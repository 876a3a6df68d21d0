package dev.weft.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This target has no hot form: it awaits something that only a loop or only a {@code Coroutine} can offer, or it is about
 * coldness itself. All other targets are also run with every {@code Coroutine} turned into a {@code CompletableFuture}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ColdOnly {}
