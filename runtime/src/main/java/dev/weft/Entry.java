package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code void} method that ordinary code calls and whose body may call {@link Weft#await(Coroutine) await}: the
 * way from ordinary code into asynchronous code. The body is a coroutine. A call of the method runs it to its end, as
 * {@link Weft#run(Coroutine)} does:
 *
 * <pre>{@code
 * @Entry
 * public static void main(String[] args) {
 *     await(sleep(Duration.ofSeconds(1)));
 * }
 * }</pre>
 *
 * <p>What the body throws is thrown to the caller as it is, checked or not. The method may have parameters and a
 * {@code throws} clause, may be static, private or final, and may be a method of an interface. It may not be
 * {@code abstract}, {@code native} or {@code synchronized}, and not {@link Async} as well.
 *
 * <p>An annotation that carries {@code @Entry} marks methods as this one does. The weaver reads it from the class path.
 *
 * <p>A call on a thread that runs an event loop throws {@link IllegalStateException}, because it would block that loop.
 * If a test kit has {@linkplain dev.weft.ports.EntryLoop put a loop} on the thread, the body runs on that loop, and the
 * call waits for the body only.
 * @since 0.1
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Entry {}
